package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.limits.TokenBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps the passive view fresh: every 30 s some contacts are exchanged with a peer a few hops away (HyParView, section
 * 4.4).
 */
final class Shuffling {
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final Neighbourhood neighbourhood;
    private final NeighbourPromotion promotion;
    private final TokenBucket dialsForOthers;
    private final RandomGenerator random;
    private List<Contact> lastTold = List.of();
    private boolean answerAwaited;

    Shuffling(
            Contact self,
            Neighbourhood neighbourhood,
            NeighbourPromotion promotion,
            TokenBucket dialsForOthers,
            RandomGenerator random) {
        this.self = self;
        this.active = neighbourhood.active();
        this.passive = neighbourhood.passive();
        this.neighbourhood = neighbourhood;
        this.promotion = promotion;
        this.dialsForOthers = dialsForOthers;
        this.random = random;
    }

    /**
     * The first shuffle comes at a random time of a period, so that peers that start together do not shuffle together.
     */
    void start(FloodContext context) {
        context.startTimer(new FloodTimer.Shuffle(), random.nextLong(MembershipLimits.SHUFFLE_PERIOD_MS));
    }

    /** @param mayPromote whether there is room for one more link */
    void due(boolean mayPromote, FloodContext context) {
        long jitterMs = MembershipLimits.SHUFFLE_PERIOD_MS / 5;
        long periodMs = MembershipLimits.SHUFFLE_PERIOD_MS - jitterMs + random.nextLong(2 * jitterMs);
        context.startTimer(new FloodTimer.Shuffle(), periodMs);
        shuffle(context);
        if (random.nextInt(MembershipLimits.SHUFFLES_PER_PROMOTION) == 0 && mayPromote) {
            promotion.promoteAny(context);
        }
    }

    private void shuffle(FloodContext context) {
        PeerLink target = active.any();
        if (target != null) {
            lastTold = passive.sample(MembershipLimits.SHUFFLED_PASSIVE);
            List<Contact> contacts = new ArrayList<>(lastTold);
            active.someExcept(target.peer(), MembershipLimits.SHUFFLED_NEIGHBOURS)
                    .forEach(neighbour -> contacts.add(neighbour.contact()));
            answerAwaited = true;
            send(target, new Frame.Shuffle(self, FloodLimits.SHUFFLE_HOPS, contacts), context);
        }
    }

    /** @param from a neighbour */
    void received(PeerLink from, Frame.Shuffle shuffle, FloodContext context) {
        // On the first hop the origin is the neighbour itself. We know its address, whatever address it gives.
        boolean first = shuffle.origin().peer().equals(from.peer());
        Contact origin = first ? from.contact() : shuffle.origin();
        PeerLink next = shuffle.hopsLeft() == 0 ? null : active.anyExcept(from.peer(), origin.peer());
        if (next != null) {
            send(next, new Frame.Shuffle(origin, shuffle.hopsLeft() - 1, shuffle.contacts()), context);
        } else if (!origin.peer().equals(self.peer()) && from.budget().mayEndShuffle(context.nowMs())) {
            answer(origin, shuffle.contacts(), context);
        }
    }

    /** What others have us send must not cost us a link. */
    private static void send(PeerLink to, Frame frame, FloodContext context) {
        if (to.budget().maySendShuffle(context.nowMs())) {
            context.send(to.id(), frame);
        }
    }

    private void answer(Contact origin, List<Contact> contacts, FloodContext context) {
        List<Contact> answer = passive.sample(Math.min(contacts.size() + 1, FloodLimits.MAX_CONTACTS));
        PeerLink neighbour = active.get(origin.peer());
        if (neighbour != null) {
            send(neighbour, new Frame.ShuffleReply(answer), context);
        } else if (dialsForOthers.take(1, context.nowMs())) {
            context.dial(new DialReason.AnswerShuffle(origin, answer));
        }
        passive.forgetFirst(answer);
        neighbourhood.learnAll(contacts, context.nowMs());
        neighbourhood.learn(origin, context.nowMs());
    }

    /** Only the first answer to each shuffle adds contacts, so that a stranger can't fill the passive view. */
    void replied(List<Contact> contacts, FloodContext context) {
        if (!answerAwaited) {
            return;
        }
        answerAwaited = false;
        passive.forgetFirst(lastTold);
        lastTold = List.of();
        neighbourhood.learnAll(contacts, context.nowMs());
    }
}
