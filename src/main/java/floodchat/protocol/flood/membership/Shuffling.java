package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps the contact book fresh: every 30 s some contacts are exchanged with a neighbour (HyParView, section 4.4, has
 * shuffles that walk; an attacker on the way would answer them).
 */
final class Shuffling {
    private final ActiveView active;
    private final ContactBook book;
    private final Neighbourhood neighbourhood;
    private final NeighbourPromotion promotion;
    private final RandomGenerator random;

    Shuffling(Neighbourhood neighbourhood, NeighbourPromotion promotion, RandomGenerator random) {
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.neighbourhood = neighbourhood;
        this.promotion = promotion;
        this.random = random;
    }

    /**
     * The first shuffle comes at a random time of a period, so that peers that start together do not shuffle together.
     */
    void start(FloodContext context) {
        context.startTimer(new FloodTimer.Shuffle(), random.nextLong(MembershipLimits.SHUFFLE_PERIOD_MS));
    }

    /**
     * @param mustPromote whether the neighbours seem to keep back what this peer says: then another is asked anyway
     * @param mayPromote whether there is room for one more link
     */
    void due(boolean mustPromote, boolean mayPromote, FloodContext context) {
        long jitterMs = MembershipLimits.SHUFFLE_PERIOD_MS / 5;
        long periodMs = MembershipLimits.SHUFFLE_PERIOD_MS - jitterMs + random.nextLong(2 * jitterMs);
        context.startTimer(new FloodTimer.Shuffle(), periodMs);
        withNeighbour(context);
        boolean mixes = random.nextInt(MembershipLimits.SHUFFLES_PER_PROMOTION) == 0 && mayPromote;
        if (mixes) {
            book.forgetRefusals(); // without losses there are no rounds, and only told contacts would be left
        }
        if (mustPromote || mixes) {
            promotion.promoteAny(context);
        }
    }

    /** Exchanges contacts with a random neighbour. */
    void withNeighbour(FloodContext context) {
        PeerLink target = active.any();
        if (target != null) {
            with(target, context);
        }
    }

    /** Exchanges contacts with the peer of this link. */
    void with(PeerLink link, FloodContext context) {
        if (link.budget().maySendShuffle(context.nowMs())) {
            link.awaitContacts();
            context.send(link.id(), new Frame.Shuffle(contactsFor(link)));
        }
    }

    /** Contacts to tell: a few neighbours, and others of the book. The other side knows where this peer is. */
    private List<Contact> contactsFor(PeerLink link) {
        List<Contact> contacts = new ArrayList<>();
        active.someExcept(link.peer(), MembershipLimits.SHUFFLED_NEIGHBOURS).forEach(n -> contacts.add(n.contact()));
        contacts.addAll(
                book.sample(
                        MembershipLimits.SHUFFLED_CONTACTS,
                        one -> !active.contains(one.peer()) && !one.peer().equals(link.peer())));
        return List.copyOf(contacts);
    }

    /** @param from a neighbour, or a stranger that has asked nothing else */
    void received(PeerLink from, List<Contact> contacts, FloodContext context) {
        if (!from.budget().mayAnswerShuffle(context.nowMs())) {
            return;
        }
        if (from.budget().maySendShuffle(context.nowMs())) {
            context.send(from.id(), new Frame.ShuffleReply(contactsFor(from)));
        }
        if (from.isActive()) {
            neighbourhood.heard(contacts, from, context.nowMs());
        }
    }
}
