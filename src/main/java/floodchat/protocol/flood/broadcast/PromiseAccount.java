package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.PacketId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The promises of one neighbour: it announced a packet, and we asked it for that packet. A promise is kept if the
 * packet comes on its link in time, and broken otherwise. Old promises count less and less. Owned by
 * {@link Promises}.
 */
final class PromiseAccount {
    /** Promises that are neither kept nor broken yet. If there is one more, the oldest is forgotten. */
    static final int MAX_OPEN = 512;

    /** A single promise may be broken because a machine is busy. So it takes a few to make a breaker. */
    static final int BROKEN_TO_BREAK = 3;

    /** A neighbour that breaks less than one promise in this many counts as one that keeps them. */
    static final int PROMISES_PER_BROKEN = 5;

    /** What is counted at most, of each kind: a thousand kept promises don't pay for as many broken ones. */
    static final int MAX_COUNTED = 64;

    /** After this time a promise counts half. A breaker with the highest count is forgiven after 14 minutes. */
    static final long HALF_LIFE_MS = 2 * 60 * 1_000;

    private record Open(long askedMs, long untilMs) {}

    private final Map<PacketId, Open> open = new LinkedHashMap<>();
    private final DecayingCounter kept = new DecayingCounter(HALF_LIFE_MS, MAX_COUNTED);
    private final DecayingCounter broken = new DecayingCounter(HALF_LIFE_MS, MAX_COUNTED);
    /** No open promise is broken before this time. */
    private long nextBreakMs = Long.MAX_VALUE;

    private boolean breaks;
    private long asOfMs;

    PromiseAccount(long nowMs) {
        this.asOfMs = nowMs;
    }

    /** We asked for a packet that this neighbour has. @param untilMs when the promise is broken */
    void asked(PacketId id, long untilMs, long nowMs) {
        pass(nowMs);
        if (open.size() == MAX_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        if (open.putIfAbsent(id, new Open(nowMs, untilMs)) == null) {
            nextBreakMs = Math.min(nextBreakMs, untilMs);
        }
    }

    /** The packet has come on this link. Returns how long the neighbour took in ms; below 0 if it kept no promise. */
    long came(PacketId id, long nowMs) {
        pass(nowMs);
        Open one = open.remove(id);
        if (one == null) {
            return -1;
        }
        kept.add(nowMs);
        judge();
        return nowMs - one.askedMs();
    }

    /** Time has passed: promises that were not kept in time are broken. */
    void pass(long nowMs) {
        asOfMs = nowMs;
        if (nowMs < nextBreakMs) {
            return;
        }
        nextBreakMs = Long.MAX_VALUE;
        for (Iterator<Open> all = open.values().iterator(); all.hasNext();) {
            long untilMs = all.next().untilMs();
            if (nowMs >= untilMs) {
                all.remove();
                broken.add(nowMs);
            } else {
                nextBreakMs = Math.min(nextBreakMs, untilMs);
            }
        }
        judge();
    }

    /** A neighbour becomes a breaker by an event only, and is forgiven as time passes. */
    private void judge() {
        double needed = breaks ? 1 : BROKEN_TO_BREAK;
        double brokenNow = broken.count(asOfMs);
        breaks = Math.round(brokenNow) >= needed && brokenNow * (PROMISES_PER_BROKEN - 1) >= kept.count(asOfMs);
    }

    /** @param answerMs an open promise that is older is late */
    Promises.Rank rank(long answerMs) {
        if (breaks()) {
            return Promises.Rank.BREAKS;
        }
        if (open.values().stream().findFirst().filter(one -> asOfMs - one.askedMs() >= answerMs).isPresent()) {
            return Promises.Rank.LATE;
        }
        return Math.round(kept.count(asOfMs)) > 0 ? Promises.Rank.KEEPS : Promises.Rank.UNKNOWN;
    }

    boolean breaks() {
        if (breaks) {
            judge();
        }
        return breaks;
    }

    /** How many promises were broken lately. */
    int broken() {
        return (int) Math.round(broken.count(asOfMs));
    }
}
