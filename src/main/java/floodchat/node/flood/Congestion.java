package floodchat.node.flood;

import floodchat.protocol.flood.LinkId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The links whose queues are too full. The core holds new packets while a link is waited for, so that the pressure goes
 * back from link to link, to the peer that publishes. In a ring of peers that all wait for each other nobody would go
 * on. So a link that has not drained for a while is waited for no more: it misses packets, and is told their ids
 * instead. If it does not drain for longer, it is dropped. Confined to the engine's thread.
 */
final class Congestion {
    /** A link is waited for during one fifth of the time after which it is dropped. */
    private static final int WAITED_FOR_PART = 5;

    private final long maxWaitMs;
    private final long maxStallMs;

    /** Links that are waited for, the longest congested first. */
    private final SequencedMap<LinkId, Long> congestedSinceMs = new LinkedHashMap<>();
    /** Links that are waited for no more, the longest congested first. */
    private final SequencedMap<LinkId, Long> abandonedSinceMs = new LinkedHashMap<>();

    /** @param maxStallMs a link that does not drain for this time is to be dropped */
    Congestion(long maxStallMs) {
        this.maxStallMs = maxStallMs;
        this.maxWaitMs = maxStallMs / WAITED_FOR_PART;
    }

    /** Whether no link is waited for. */
    boolean isNone() {
        return congestedSinceMs.isEmpty();
    }

    void begin(LinkId link, long nowMs) {
        if (!abandonedSinceMs.containsKey(link)) {
            congestedSinceMs.putIfAbsent(link, nowMs);
        }
    }

    /** Since when the link does not drain; null if it does. */
    @Nullable Long sinceMs(LinkId link) {
        Long abandoned = abandonedSinceMs.get(link);
        return abandoned != null ? abandoned : congestedSinceMs.get(link);
    }

    /** The link has drained, or has closed. */
    void over(LinkId link) {
        congestedSinceMs.remove(link);
        abandonedSinceMs.remove(link);
    }

    /**
     * Time has passed: stops waiting for links that do not drain, and returns those that are to be dropped, each once.
     */
    List<LinkId> pass(long nowMs) {
        while (nextDelayMs(congestedSinceMs, maxWaitMs, nowMs) == 0) {
            Map.Entry<LinkId, Long> slow = congestedSinceMs.pollFirstEntry();
            abandonedSinceMs.put(slow.getKey(), slow.getValue());
        }
        List<LinkId> dropped = new ArrayList<>();
        while (nextDelayMs(abandonedSinceMs, maxStallMs, nowMs) == 0) {
            dropped.add(abandonedSinceMs.pollFirstEntry().getKey());
        }
        return dropped;
    }

    /** How long until a link has been congested for too long; Long.MAX_VALUE if none is. */
    long nextDelayMs(long nowMs) {
        long waitMs = nextDelayMs(congestedSinceMs, maxWaitMs, nowMs);
        return Math.min(waitMs, nextDelayMs(abandonedSinceMs, maxStallMs, nowMs));
    }

    private static long nextDelayMs(SequencedMap<LinkId, Long> sinceMs, long limitMs, long nowMs) {
        Map.Entry<LinkId, Long> oldest = sinceMs.firstEntry();
        return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.getValue() + limitMs - nowMs);
    }
}
