package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps the passive view fresh: every half minute some addresses are exchanged with a peer a few hops away (HyParView, section 4.4). */
final class Shuffling {
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final NeighbourPromotion reserve;
    private final JoinWalks walks;
    private final RandomGenerator random;
    private final FloodContext turn;
    private List<Contact> lastTold = List.of();
    private boolean answerAwaited;

    Shuffling(
            Contact self,
            ActiveView active,
            PassiveView passive,
            NeighbourPromotion reserve,
            JoinWalks walks,
            RandomGenerator random,
            FloodContext turn) {
        this.self = self;
        this.active = active;
        this.passive = passive;
        this.reserve = reserve;
        this.walks = walks;
        this.random = random;
        this.turn = turn;
    }

    /** The first shuffle comes anywhere within a period, so that peers that start together do not shuffle together. */
    void start() {
        turn.startTimer(new FloodTimer.Shuffle(), random.nextLong(FloodLimits.SHUFFLE_PERIOD_MS));
    }

    void due() {
        long jitter = FloodLimits.SHUFFLE_PERIOD_MS / 5;
        turn.startTimer(new FloodTimer.Shuffle(), FloodLimits.SHUFFLE_PERIOD_MS - jitter + random.nextLong(2 * jitter));
        shuffle();
        if (random.nextInt(FloodLimits.SHUFFLES_PER_PROMOTION) == 0 && active.hasRoomForDialled(turn.nowMs())) {
            reserve.promoteAny();
        }
    }

    private void shuffle() {
        PeerLink target = active.any();
        if (target != null) {
            lastTold = passive.sample(FloodLimits.SHUFFLED_PASSIVE);
            List<Contact> contacts = new ArrayList<>(lastTold);
            active.someExcept(target.peer(), FloodLimits.SHUFFLED_NEIGHBOURS).forEach(n -> contacts.add(n.contact()));
            answerAwaited = true;
            send(target, new Frame.Shuffle(self, FloodLimits.SHUFFLE_HOPS, contacts));
        }
    }

    void received(PeerLink from, Frame.Shuffle shuffle) {
        if (from.stage() != PeerLink.Stage.ACTIVE) {
            return;
        }
        // On the first hop the origin is the neighbour itself; whatever address it gives, we know where it is.
        boolean first = shuffle.origin().peer().equals(from.peer());
        Contact origin = first ? from.contact() : shuffle.origin();
        PeerLink next = shuffle.hopsLeft() == 0 ? null : active.anyExcept(from.peer(), origin.peer());
        if (next != null) {
            send(next, new Frame.Shuffle(origin, shuffle.hopsLeft() - 1, shuffle.contacts()));
        } else if (!origin.peer().equals(self.peer()) && from.conduct().mayEndShuffle(turn.nowMs())) {
            answer(origin, shuffle.contacts());
        }
    }

    /** What others have us send must not cost us a link. */
    private void send(PeerLink to, Frame frame) {
        if (to.conduct().maySendShuffle(turn.nowMs())) {
            turn.send(to, frame);
        }
    }

    private void answer(Contact origin, List<Contact> contacts) {
        List<Contact> told = passive.sample(Math.min(contacts.size() + 1, FloodLimits.MAX_CONTACTS));
        @Nullable PeerLink neighbour = active.get(origin.peer());
        if (neighbour != null) {
            send(neighbour, new Frame.ShuffleReply(told));
        } else {
            walks.dialForOthers(new DialReason.AnswerShuffle(origin, List.copyOf(told)));
        }
        passive.forgetFirst(told);
        reserve.learnAll(contacts);
        reserve.learnAll(List.of(origin));
    }

    /** One answer to each shuffle adds addresses, whoever sends it: a stranger can't fill the passive view. */
    void replied(List<Contact> contacts) {
        if (!answerAwaited) {
            return;
        }
        answerAwaited = false;
        passive.forgetFirst(lastTold);
        lastTold = List.of();
        reserve.learnAll(contacts);
    }
}
