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
    private final List<Contact> known = new ArrayList<>();
    /** Asked since the last {@link #forgetRefusals}, and not to be asked again before. */
    private final Set<PeerId> refused = new HashSet<>();
    /** What a neighbour was told it may link to; if we did too, the three of us would be a triangle. So these are asked last. */
    private final Set<PeerId> told = new HashSet<>();

    PassiveView(int capacity, RandomGenerator random) {
        this.capacity = capacity;
        this.random = random;
    }

    /** Adds the contact, or renews its address; who has refused has refused all the same. */
    void add(Contact contact) {
        String owner = contact.address().owner();
        known.removeIf(one -> one.peer().equals(contact.peer()));
        if (owner != null) {
            makeRoomFor(owner);
        }
        if (known.size() == capacity) {
            forgetAny();
        }
        known.add(contact);
    }

    private void makeRoomFor(String owner) {
        List<Contact> ofSameOwner = known.stream().filter(one -> owner.equals(one.address().owner())).toList();
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
        told.remove(peer);
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
        remove(known.get(random.nextInt(known.size())).peer());
    }

    /** Someone to ask for a link: anyone who has not refused yet, sooner those of whom no neighbour was told. The caller says when that ends. */
    @Nullable Contact nextCandidate() {
        List<Contact> candidates =
                known.stream().filter(one -> !refused.contains(one.peer())).toList();
        List<Contact> untold =
                candidates.stream().filter(one -> !told.contains(one.peer())).toList();
        Contact candidate = RandomChoice.one(untold.isEmpty() ? candidates : untold, random);
        if (candidate == null) {
            return null;
        }
        refused.add(candidate.peer());
        return candidate;
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
        return List.copyOf(known);
    }

    /** Up to so many different contacts at random, for a new neighbour. */
    List<Contact> tell(int count) {
        List<Contact> sample = sample(count);
        sample.forEach(contact -> told.add(contact.peer()));
        return sample;
    }

    /** Up to so many different contacts at random. */
    List<Contact> sample(int count) {
        return List.copyOf(RandomChoice.some(known, count, random));
    }
}
