package floodchat.protocol.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of someone who is here. Owned by {@link Members}. */
final class Member {
    /** A person is gone after a silence of this many times the rate. At a rate of 15 s that is 42 s. */
    private static final double SILENT_RATES = 2.8;

    /** Heartbeats come at most a tenth late. After this many times the rate, one was missed. */
    private static final double MISSED_RATES = 1.25;

    /**
     * Answers in one run to somebody who asks who is here, since a link may be lost just after it was found. It
     * is the second that tells which lines were missed.
     */
    static final int ANSWERS_AT_ONCE = 2;

    /**
     * Then one in this time. Who was without a link for less has lost nobody: the last heartbeat was at most 16.5 s
     * before, and counts for 42 s. It is rarer than all answers may be, so one person can't take them from others.
     */
    static final long ANSWER_AGAIN_MS = 25_000;

    private ReorderBuffer order = new ReorderBuffer();
    private Person person;
    private long run;
    private long beat;
    private int rateSeconds = OwnPresence.MIN_RATE_SECONDS;
    private long heardAtMs;

    /** When all answers at once are free again, as in {@link OwnPresence}. */
    private long answersFreeMs;

    private long cameMs;
    private @Nullable Absence absence;

    /** Of the last absence that our person was told of; null for none. */
    private @Nullable Instant toldAwaySince;

    Member(Person person, long run) {
        this.person = person;
        this.run = run;
    }

    /** Of the messages of this run. */
    ReorderBuffer order() {
        return order;
    }

    /** The newest run that was heard. */
    long run() {
        return run;
    }

    /** The person has started again: numbers begin from 1. */
    void beginRun(long number) {
        run = number;
        beat = 0;
        answersFreeMs = 0;
        order = new ReorderBuffer();
    }

    Person person() {
        return person;
    }

    void rename(String name) {
        person = new Person(person.key(), name);
    }

    /** The number of the newest presence in this run; 0 if none has come. */
    long beat() {
        return beat;
    }

    void presence(long newBeat, int newRateSeconds) {
        beat = newBeat;
        rateSeconds = newRateSeconds;
    }

    void came(long nowMs) {
        cameMs = nowMs;
    }

    /** How long we see the person here. */
    long hereMs(long nowMs) {
        return nowMs - cameMs;
    }

    /** How the person is absent; null if the person is there. */
    @Nullable Absence absence() {
        return absence;
    }

    void become(@Nullable Absence changed) {
        absence = changed;
    }

    /** That the person is away, if they are, and if this was not called since they went. */
    @Nullable Absence takeUntoldAway() {
        Absence now = absence;
        if (now == null || !now.away() || now.since().equals(toldAwaySince)) {
            return null;
        }
        toldAwaySince = now.since();
        return now;
    }

    /** The person has sent a message or a presence. */
    void heard(long nowMs) {
        heardAtMs = nowMs;
    }

    /** How long the person has been silent, if a heartbeat was missed; else 0. */
    long overdueMs(long nowMs) {
        long silentMs = nowMs - heardAtMs;
        return silentMs > MISSED_RATES * 1_000 * rateSeconds ? silentMs : 0;
    }

    /** When the person is gone if nothing more is heard. */
    long expiresAtMs(RateLimit limit) {
        return heardAtMs + (long) (SILENT_RATES * 1_000 * limit.believed(rateSeconds));
    }

    /** Whether the person, who asks who is here, gets an answer. */
    boolean takeAnswer(long nowMs) {
        boolean isFree = nowMs >= answersFreeMs - (ANSWERS_AT_ONCE - 1) * ANSWER_AGAIN_MS;
        answersFreeMs = isFree ? Math.max(nowMs, answersFreeMs) + ANSWER_AGAIN_MS : answersFreeMs;
        return isFree;
    }
}
