package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Bounds;
import java.util.random.RandomGenerator;

/** Our signs of life: when to give one, and what it says. Owned by a {@link ChatCore}. */
final class OwnPresence {
    static final int LEAST_RATE_SECONDS = 15;

    /** Each person's share of the time between two signs of life: 4 a second in all, below 1 kB/s for every peer. */
    private static final int SHARE_MS = 250;

    /** A little chance, so that heartbeats do not fall into step. */
    private static final double JITTER = 0.1;

    /** A newcomer is answered at once, but not by everyone in the same instant. */
    private static final int MAX_ANSWER_DELAY_MS = 500;

    /** In a larger crowd a newcomer learns who is here from the heartbeats; answers would be a flood of their own. */
    private static final int MAX_ANSWERING_PEOPLE = 64;

    private final Members members;
    private final Outbox outbox;
    private final RandomGenerator random;
    private long beat;
    private boolean answering;

    OwnPresence(Members members, Outbox outbox, RandomGenerator random) {
        this.members = members;
        this.outbox = outbox;
        this.random = random;
    }

    /** The number of the last presence, 0 before the first. */
    long beat() {
        return beat;
    }

    /** Says that we are here, under this name; every other plan to say so is settled by it. */
    void announce(String name, boolean joining, ChatContext context) {
        int rate = rateSeconds();
        answering = false;
        outbox.publishEphemeral(new Body.Presence(++beat, outbox.lastSentSequence(), name, joining, rate), context);
        context.start(new ChatTimer.Heartbeat(), jittered(rate * 1_000L));
    }

    /** A newcomer asks who is here. */
    void answerSoon(ChatContext context) {
        if (!answering && members.count() <= MAX_ANSWERING_PEOPLE) {
            answering = true;
            context.start(new ChatTimer.Answer(), random.nextInt(MAX_ANSWER_DELAY_MS + 1));
        }
    }

    /** Whether an answer is still owed. */
    boolean answering() {
        return answering;
    }

    private int rateSeconds() {
        int share = members.count() * SHARE_MS / 1_000;
        return Math.clamp(share, LEAST_RATE_SECONDS, Bounds.MAX_RATE_SECONDS);
    }

    private long jittered(long ms) {
        return (long) (ms * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
