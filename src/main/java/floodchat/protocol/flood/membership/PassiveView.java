package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Peers that could become neighbours (HyParView, section 4.1). It is bounded, and bounded for the addresses of one
 * owner, so that nobody fills it alone. A full view forgets at random. It is iterated in a fixed order, so that a seed
 * replays a run.
 */
final class PassiveView {
    private final int capacity;
    private final RandomGenerator random;
    private final List<Contact> known = new ArrayList<>();
    /** Peers that were asked since the last {@link #forgetRefusals}, and are not asked again before the next. */
    private final Set<PeerId> asked = new HashSet<>();
    /**
     * Peers that a neighbour was told of. It may link to them; if we did so too, the three of us would be a triangle.
     * So they are asked last.
     */
    private final Set<PeerId> shared = new HashSet<>();

    PassiveView(int capacity, RandomGenerator random) {
        this.capacity = capacity;
        this.random = random;
    }

    /** Adds the contact, or renews its address. A peer that was asked still counts as asked. */
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
        if (ofSameOwner.size() == MembershipLimits.PASSIVE_CONTACTS_PER_OWNER) {
            remove(ofSameOwner.getFirst().peer());
        }
    }

    boolean contains(PeerId peer) {
        return known.stream().anyMatch(one -> one.peer().equals(peer));
    }

    void remove(PeerId peer) {
        known.removeIf(one -> one.peer().equals(peer));
        asked.remove(peer);
        shared.remove(peer);
    }

    /** Another peer is at the address of a contact. It takes its place, and counts as asked if the contact did. */
    void replace(PeerId before, Contact now) {
        if (!contains(before)) {
            return;
        }
        boolean wasAsked = asked.contains(before);
        boolean wasShared = shared.contains(before);
        remove(before);
        add(now);
        if (wasAsked) {
            asked.add(now.peer());
        }
        if (wasShared) {
            shared.add(now.peer());
        }
    }

    /** While the view is full, forgets contacts that another peer was just told (HyParView, section 4.4). */
    void forgetFirst(List<Contact> contacts) {
        for (Contact contact : contacts) {
            if (known.size() == capacity) {
                remove(contact.peer());
            }
        }
    }

    private void forgetAny() {
        remove(known.get(random.nextInt(known.size())).peer());
    }

    /**
     * A random peer to ask for a link, which then counts as asked. Peers that no neighbour was told of come first. Null
     * if all were asked.
     */
    @Nullable Contact nextCandidate() {
        List<Contact> candidates =
                known.stream().filter(one -> !asked.contains(one.peer())).toList();
        List<Contact> untold =
                candidates.stream().filter(one -> !shared.contains(one.peer())).toList();
        Contact candidate = RandomChoice.one(untold.isEmpty() ? candidates : untold, random);
        if (candidate != null) {
            asked.add(candidate.peer());
        }
        return candidate;
    }

    /** Whether this peer is in the view and was not asked yet. */
    boolean isCandidate(Contact contact) {
        return contains(contact.peer()) && !asked.contains(contact.peer());
    }

    /** From now on every peer may be asked again. */
    void forgetRefusals() {
        asked.clear();
    }

    int size() {
        return known.size();
    }

    List<Contact> contacts() {
        return List.copyOf(known);
    }

    /** At most this many random contacts, for a new neighbour, which may link to them. */
    List<Contact> tell(int count) {
        List<Contact> sample = sample(count);
        sample.forEach(contact -> shared.add(contact.peer()));
        return sample;
    }

    /** At most this many random contacts. */
    List<Contact> sample(int count) {
        return List.copyOf(RandomChoice.some(known, count, random));
    }
}
