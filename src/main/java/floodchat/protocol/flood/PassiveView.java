package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Peers that could become neighbours: the reserve from which lost links are replaced (HyParView, section 4.1). Bounded, and bounded for one owner's
 * addresses, so that nobody fills it alone; a full view forgets at random. Iterated in a fixed order, so that a seed replays.
 */
final class PassiveView {
    private final int capacity;
    private final RandomGenerator random;
    private final List<Known> known = new ArrayList<>();
    /** Asked since the last {@link #forgetRefusals}, and not to be asked again before. */
    private final Set<PeerId> refused = new HashSet<>();

    /** @param owner of the address, which takes a while to tell; null where others may well have the same */
    private record Known(Contact contact, @Nullable String owner) {
        PeerId peer() {
            return contact.peer();
        }
    }

    PassiveView(int capacity, RandomGenerator random) {
        this.capacity = capacity;
        this.random = random;
    }

    /** Adds the contact, or renews its address; who has refused has refused all the same. */
    void add(Contact contact) {
        String owner = ownerOf(contact.address());
        known.removeIf(one -> one.peer().equals(contact.peer()));
        if (owner != null) {
            makeRoomFor(owner);
        }
        if (known.size() == capacity) {
            forgetAny();
        }
        known.add(new Known(contact, owner));
    }

    private @Nullable String ownerOf(Address address) {
        for (Known one : known) {
            if (one.contact().address().equals(address)) {
                return one.owner();
            }
        }
        return address.owner();
    }

    private void makeRoomFor(String owner) {
        List<Known> ofSameOwner = known.stream().filter(one -> owner.equals(one.owner())).toList();
        if (ofSameOwner.size() == FloodLimits.PASSIVE_CONTACTS_PER_OWNER) {
            remove(ofSameOwner.getFirst().peer());
        }
    }

    boolean contains(PeerId peer) {
        return known.stream().anyMatch(one -> one.peer().equals(peer));
    }

    void remove(PeerId peer) {
        known.removeIf(one -> one.peer().equals(peer));
        refused.remove(peer);
    }

    /** Makes room by forgetting what another peer was just told, as far as that is still here (HyParView, section 4.4). */
    void forgetFirst(List<Contact> told) {
        for (Contact contact : told) {
            if (known.size() == capacity) {
                remove(contact.peer());
            }
        }
    }

    private void forgetAny() {
        Known forgotten = known.remove(random.nextInt(known.size()));
        refused.remove(forgotten.peer());
    }

    /** Someone to ask for a link: anyone who has not refused yet. The caller says when that ends. */
    @Nullable Contact nextCandidate() {
        List<Known> candidates =
                known.stream().filter(one -> !refused.contains(one.peer())).toList();
        Known candidate = RandomChoice.one(candidates, random);
        if (candidate == null) {
            return null;
        }
        refused.add(candidate.peer());
        return candidate.contact();
    }

    /** Whether this one is here and has not refused yet. */
    boolean isCandidate(Contact contact) {
        return contains(contact.peer()) && !refused.contains(contact.peer());
    }

    /** From now on everyone may be asked again. */
    void forgetRefusals() {
        refused.clear();
    }

    int size() {
        return known.size();
    }

    List<Contact> contacts() {
        return known.stream().map(Known::contact).toList();
    }

    /** Up to so many different contacts at random. */
    List<Contact> sample(int count) {
        return RandomChoice.some(known, count, random).stream().map(Known::contact).toList();
    }
}
