package floodchat.node.flood;

import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.limits.TokenBucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The links whose queues are too full. The core holds new packets while a link is waited for, so that the pressure goes
 * back from link to link, to the peer that publishes. In a ring of peers that all wait for each other nobody would go
 * on. So a link that has not drained for a while is waited for no more: it misses packets, and is told their ids
 * instead. If it does not drain for longer, it is dropped.
 *
 * <p>A peer that does not read delays the others for a moment only, also if it reads now and then. The time in which
 * the others waited for its reading is counted, and there is little of it for each link. Links that rest because of the
 * rate of their network are waited for: they are all alike. If no other link has room, there is nobody to delay.
 * Confined to the engine's thread.
 */
final class Congestion {
    /** A link is waited for during one fifth of the time after which it is dropped. */
    private static final int WAITED_FOR_PART = 5;

    /** The others wait for the reading of one peer for this long at once, and for 5 % of the time after that. */
    static final long READING_MS = 500;

    private static final double READING_MS_PER_S = 50;

    /** A link that was sent a packet within this time carries packets: the others are lazy, and always have room. */
    static final long CARRYING_MS = 1_000;

    private final long maxWaitMs;
    private final long maxStallMs;

    /** Links that are waited for, the longest congested first. */
    private final SequencedMap<LinkId, Long> congestedSinceMs = new LinkedHashMap<>();
    /** Links that are waited for no more, the longest congested first. */
    private final SequencedMap<LinkId, Long> abandonedSinceMs = new LinkedHashMap<>();
    private final Map<LinkId, Long> carriedMs = new HashMap<>();
    private final Map<LinkId, Reading> readings = new HashMap<>();

    /** How long others may still wait for the reading of one peer. */
    private static final class Reading {
        final LongSupplier blockedMs;
        final TokenBucket left = new TokenBucket(READING_MS_PER_S, READING_MS);
        long countedMs;

        Reading(LongSupplier blockedMs) {
            this.blockedMs = blockedMs;
        }

        /** It counts from now on. */
        void skip() {
            countedMs = blockedMs.getAsLong();
        }

        void count(long nowMs) {
            long untilMs = blockedMs.getAsLong();
            left.take(Math.min((double) (untilMs - countedMs), left.left(nowMs)), nowMs);
            countedMs = untilMs;
        }

        boolean isUsedUp(long nowMs) {
            count(nowMs);
            return left.left(nowMs) < 1;
        }
    }

    /** @param maxStallMs a link that does not drain for this time is to be dropped */
    Congestion(long maxStallMs) {
        this.maxStallMs = maxStallMs;
        this.maxWaitMs = maxStallMs / WAITED_FOR_PART;
    }

    /** Whether no link is waited for. */
    boolean isNone() {
        return congestedSinceMs.isEmpty();
    }

    /** The link is sent a packet. */
    void carries(LinkId link, long nowMs) {
        carriedMs.put(link, nowMs);
    }

    /** @param blockedMs how long its writer has waited for the peer to read, since the link began */
    void begin(LinkId link, LongSupplier blockedMs, long nowMs) {
        if (!abandonedSinceMs.containsKey(link) && congestedSinceMs.putIfAbsent(link, nowMs) == null) {
            readings.computeIfAbsent(link, _ -> new Reading(blockedMs)).skip();
            leaveOutSlowReaders(nowMs);
        }
    }

    /** Since when the link does not drain; null if it does. */
    @Nullable Long sinceMs(LinkId link) {
        Long abandoned = abandonedSinceMs.get(link);
        return abandoned != null ? abandoned : congestedSinceMs.get(link);
    }

    /** The link has drained. */
    void over(LinkId link, long nowMs) {
        if (congestedSinceMs.remove(link) != null) {
            reading(link).count(nowMs);
        }
        abandonedSinceMs.remove(link);
        leaveOutSlowReaders(nowMs);
    }

    void closed(LinkId link) {
        congestedSinceMs.remove(link);
        abandonedSinceMs.remove(link);
        carriedMs.remove(link);
        readings.remove(link);
    }

    /**
     * Time has passed: stops waiting for links that do not drain, and returns those that are to be dropped, each once.
     */
    List<LinkId> pass(long nowMs) {
        while (nextDelayMs(congestedSinceMs, maxWaitMs, nowMs) == 0) {
            abandon(congestedSinceMs.firstEntry().getKey());
        }
        leaveOutSlowReaders(nowMs);
        List<LinkId> dropped = new ArrayList<>();
        while (nextDelayMs(abandonedSinceMs, maxStallMs, nowMs) == 0) {
            dropped.add(abandonedSinceMs.pollFirstEntry().getKey());
        }
        return dropped;
    }

    /** Of a link that has been congested. */
    private Reading reading(LinkId link) {
        return Objects.requireNonNull(readings.get(link));
    }

    private void abandon(LinkId link) {
        abandonedSinceMs.put(link, congestedSinceMs.remove(link));
    }

    private void leaveOutSlowReaders(long nowMs) {
        if (anyOtherHasRoom(nowMs)) {
            List.copyOf(congestedSinceMs.keySet())
                    .stream()
                    .filter(link -> reading(link).isUsedUp(nowMs))
                    .forEach(this::abandon);
        }
    }

    /** Whether a link that carries packets is not congested. */
    private boolean anyOtherHasRoom(long nowMs) {
        return carriedMs.entrySet()
                .stream()
                .anyMatch(link -> sinceMs(link.getKey()) == null && nowMs - link.getValue() < CARRYING_MS);
    }

    /** How long until this is to be asked again; Long.MAX_VALUE if no link is congested. */
    long nextDelayMs(long nowMs) {
        long waitMs = nextDelayMs(congestedSinceMs, maxWaitMs, nowMs);
        long stallMs = nextDelayMs(abandonedSinceMs, maxStallMs, nowMs);
        return Math.min(Math.min(waitMs, stallMs), readingDelayMs(nowMs));
    }

    /** How long until the first link has used up the time for its reading, if it does not read from now on. */
    private long readingDelayMs(long nowMs) {
        if (congestedSinceMs.isEmpty() || !anyOtherHasRoom(nowMs)) {
            return Long.MAX_VALUE;
        }
        return congestedSinceMs.keySet()
                .stream()
                .mapToLong(link -> Math.max(1, (long) reading(link).left.left(nowMs)))
                .min()
                .orElseThrow();
    }

    private static long nextDelayMs(SequencedMap<LinkId, Long> sinceMs, long limitMs, long nowMs) {
        Map.Entry<LinkId, Long> oldest = sinceMs.firstEntry();
        return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.getValue() + limitMs - nowMs);
    }
}
