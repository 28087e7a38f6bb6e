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
    private final List<Contact> contacts = new ArrayList<>();
    /** Asked since the last {@link #forgetRefusals}, and not to be asked again before. */
    private final Set<PeerId> refused = new HashSet<>();

    PassiveView(int capacity, RandomGenerator random) {
        this.capacity = capacity;
        this.random = random;
    }

    /** Adds the contact, or renews its address; who has refused has refused all the same. */
    void add(Contact contact) {
        contacts.removeIf(known -> known.peer().equals(contact.peer()));
        List<Contact> ofSameOwner =
                contacts.stream().filter(known -> known.address().isOfSameOwner(contact.address())).toList();
        if (ofSameOwner.size() == FloodLimits.PASSIVE_CONTACTS_PER_OWNER) {
            remove(ofSameOwner.getFirst().peer());
        }
        if (contacts.size() == capacity) {
            forgetAny();
        }
        contacts.add(contact);
    }

    boolean contains(PeerId peer) {
        return contacts.stream().anyMatch(contact -> contact.peer().equals(peer));
    }

    void remove(PeerId peer) {
        contacts.removeIf(contact -> contact.peer().equals(peer));
        refused.remove(peer);
    }

    /** Makes room by forgetting what another peer was just told, as far as that is still here (HyParView, section 4.4). */
    void forgetFirst(List<Contact> told) {
        for (Contact contact : told) {
            if (contacts.size() == capacity) {
                remove(contact.peer());
            }
        }
    }

    private void forgetAny() {
        Contact forgotten = contacts.remove(random.nextInt(contacts.size()));
        refused.remove(forgotten.peer());
    }

    /** Someone to ask for a link: anyone who has not refused yet. The caller says when that ends. */
    @Nullable Contact nextCandidate() {
        List<Contact> candidates =
                contacts.stream().filter(c -> !refused.contains(c.peer())).toList();
        Contact candidate = RandomChoice.one(candidates, random);
        if (candidate != null) {
            refused.add(candidate.peer());
        }
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
        return contacts.size();
    }

    List<Contact> contacts() {
        return List.copyOf(contacts);
    }

    /** Up to so many different contacts at random. */
    List<Contact> sample(int count) {
        return RandomChoice.some(contacts, count, random);
    }
}
