package floodchat.protocol.chat;

import floodchat.protocol.message.Absent;
import floodchat.protocol.message.Body;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What we tell others about ourselves: that we are here, in regular heartbeats and in answers to newcomers, and that we
 * leave. Nothing is told without a name and a link.
 */
final class OwnPresence {
    static final int MIN_RATE_SECONDS = 15;

    /**
     * The time between two heartbeats grows by this for each person: 2 heartbeats a second in all, below 1 kB/s. A
     * {@link RateLimit} holds it down if the people are invented.
     */
    private static final int RATE_MS_PER_PERSON = 500;

    /** Each heartbeat comes up to this share earlier or later, so that people do not send theirs at the same time. */
    private static final double JITTER = 0.1;

    /** A newcomer is answered after a random time up to this, so that not everyone answers in the same instant. */
    static final int MAX_ANSWER_DELAY_MS = 500;

    /** In a larger crowd nobody answers, because the answers would be too many. Heartbeats tell who is here. */
    private static final int MAX_ANSWERING_PEOPLE = 64;

    /** Answers cost work, and who asks can have any number of keys: of a lot of answers, six leave at once. */
    static final int ANSWERS_AT_ONCE = 6;

    /** Then one in this time. It serves everybody who has asked meanwhile. */
    static final long ANSWER_EVERY_MS = 10_000;

    /** Who goes and comes back all the time tells it this often at most. */
    static final long ABSENCE_PAUSE_MS = 5_000;

    /** If rates count as less, heartbeats that are due already come within this, not all at once. */
    static final int MAX_EARLIER_DELAY_MS = 30_000;

    private final Self self;
    private final Members members;
    private final Outbox outbox;
    private final OwnRun run;
    private final RateLimit limit;
    private final RandomGenerator random;
    private int links;
    private long beat;
    private boolean owesAnswer;

    /** When all answers at once are free again (GCRA, ITU-T I.371, appendix I). */
    private long answersFreeMs;

    private long heartbeatMs;
    private int toldRate;
    private boolean saidGoodbye;
    private Absent absent = Absent.NONE;
    private boolean owesAbsence;
    private long toldMs;

    OwnPresence(Self self, Members members, Outbox outbox, OwnRun run, RateLimit limit, RandomGenerator random) {
        this.self = self;
        this.members = members;
        this.outbox = outbox;
        this.run = run;
        this.limit = limit;
        this.random = random;
    }

    /** The number of our last presence; 0 for none. */
    long lastBeat() {
        return beat;
    }

    boolean isLinked() {
        return links > 0;
    }

    /** Announces us at the first link, or if all links were lost before. */
    void linksChanged(int now, ChatContext context) {
        boolean first = !isLinked() && now > 0;
        links = now;
        limit.linksChanged(now, context);
        if (first) {
            announce(true, context);
        }
    }

    /**
     * Says that we are here and plans the next heartbeat. An answer that is still owed is settled by this.
     *
     * @param joining true if we are new and want to be told who is here
     */
    void announce(boolean joining, ChatContext context) {
        if (!mayTell()) {
            return;
        }
        int rate = rateSeconds();
        owesAnswer = false;
        owesAbsence = false;
        toldMs = context.nowMs();
        toldRate = rate;
        outbox.publishEphemeral(
                new Body.Presence(
                        run.number(),
                        ++beat,
                        outbox.lastSentSequence(),
                        context.wallMs(),
                        self.named().name(),
                        joining,
                        rate,
                        self.keyhash(),
                        absent),
                context);
        startHeartbeat(jittered(rate * 1_000L), context);
    }

    private void startHeartbeat(long afterMs, ChatContext context) {
        heartbeatMs = context.nowMs() + afterMs;
        context.start(new ChatTimer.Heartbeat(), afterMs);
    }

    /** Rates count as less now. The next heartbeat must not come later than others wait for it. */
    void rateFell(ChatContext context) {
        long soonMs = context.nowMs() + random.nextInt(MAX_EARLIER_DELAY_MS + 1);
        long atMs = Math.max(soonMs, toldMs + rateSeconds() * 1_000L);
        if (mayTell() && rateSeconds() < toldRate && atMs < heartbeatMs) {
            startHeartbeat(atMs - context.nowMs(), context);
        }
    }

    /** A newcomer wants to know who is here. */
    void answerSoon(ChatContext context) {
        if (!owesAnswer && members.count() <= MAX_ANSWERING_PEOPLE) {
            owesAnswer = true;
            long delayMs = random.nextInt(MAX_ANSWER_DELAY_MS + 1);
            long burstMs = (ANSWERS_AT_ONCE - 1) * ANSWER_EVERY_MS;
            long atMs = Math.max(context.nowMs() + delayMs, answersFreeMs - burstMs);
            answersFreeMs = Math.max(answersFreeMs, atMs) + ANSWER_EVERY_MS;
            context.start(new ChatTimer.Answer(), atMs - context.nowMs());
        }
    }

    void answerDue(ChatContext context) {
        if (owesAnswer) {
            announce(false, context);
        }
    }

    /** Tells soon how we are absent. In a large crowd the next heartbeat tells it. @param absence null if we are not */
    void absent(@Nullable Absence absence, ChatContext context) {
        absent = Absence.told(absence);
        if (mayTell() && !owesAbsence && members.count() <= MAX_ANSWERING_PEOPLE) {
            owesAbsence = true;
            context.start(new ChatTimer.AbsenceDue(), toldMs + ABSENCE_PAUSE_MS - context.nowMs());
        }
    }

    void absenceDue(ChatContext context) {
        if (owesAbsence) {
            announce(false, context);
        }
    }

    /** Says that we leave. Nothing is announced after this. */
    void sayGoodbye(ChatContext context) {
        if (mayTell()) {
            long seq = outbox.nextId().sequence();
            outbox.publishEphemeral(new Body.Leave(run.number(), seq, ++beat, context.wallMs()), context);
        }
        saidGoodbye = true;
    }

    /** Whether we may send anything that shows that we are here. */
    boolean mayTell() {
        return self.hasName() && isLinked() && run.maySpeak() && !saidGoodbye;
    }

    private int rateSeconds() {
        int rate = members.count() * RATE_MS_PER_PERSON / 1_000;
        return Math.clamp(rate, MIN_RATE_SECONDS, limit.seconds());
    }

    private long jittered(long ms) {
        return (long) (ms * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
