package floodchat.node.flood;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The links whose queues are too full, and what waits for them: new packets from other links. A link that waits here hands in nothing more, so
 * the pressure goes back, link by link, to whoever publishes. In a ring of peers that all wait for each other nobody would go on; so nobody waits
 * for a link that has not drained for a while: it misses what goes on without it, and if that lasts it is dropped. Confined to the engine's thread.
 */
final class Congestion {
    /** For this part of the time after which a link is dropped, others wait for it to drain. */
    private static final int WAITED_FOR = 5;

    /** A flooded packet that waits, and the link that brought it. */
    record Held(LinkId from, Frame.PacketFrame frame) {}

    private final long maxHoldMs;
    private final long maxStallMs;

    /** Links that are waited for, the longest congested first. */
    private final SequencedMap<LinkId, Long> congestedSinceMs = new LinkedHashMap<>();
    /** Links that are waited for no more, the longest congested first. */
    private final SequencedMap<LinkId, Long> stalledSinceMs = new LinkedHashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();

    /** @param maxStallMs a link that does not drain for so long is to be dropped */
    Congestion(long maxStallMs) {
        this.maxStallMs = maxStallMs;
        this.maxHoldMs = maxStallMs / WAITED_FOR;
    }

    /** No link is waited for, and nothing waits. */
    boolean isNone() {
        return congestedSinceMs.isEmpty() && held.isEmpty();
    }

    void begin(LinkId link, long nowMs) {
        if (!stalledSinceMs.containsKey(link)) {
            congestedSinceMs.putIfAbsent(link, nowMs);
        }
    }

    /** Since when the link does not drain; null where it does. */
    @Nullable Long sinceMs(LinkId link) {
        Long stalled = stalledSinceMs.get(link);
        return stalled != null ? stalled : congestedSinceMs.get(link);
    }

    void over(LinkId link) {
        congestedSinceMs.remove(link);
        stalledSinceMs.remove(link);
    }

    /** Bounded by what each link may have unhandled. */
    void hold(LinkId from, Frame.PacketFrame frame) {
        held.add(new Held(from, frame));
    }

    /** This link is gone: nothing waits for it any more, and what it brought can wait no longer. */
    List<Frame.PacketFrame> releaseFrom(LinkId link) {
        over(link);
        List<Frame.PacketFrame> frames =
                held.stream().filter(one -> one.from().equals(link)).map(Held::frame).toList();
        held.removeIf(one -> one.from().equals(link));
        return frames;
    }

    /** No link is waited for. */
    boolean mayGoOn() {
        return congestedSinceMs.isEmpty();
    }

    /** Something waits, and for nobody any more. */
    boolean mayRelease() {
        return !held.isEmpty() && mayGoOn();
    }

    Held release() {
        return held.remove();
    }

    /** Time has passed: stops waiting for links that do not drain, and says which are to be dropped, each once. */
    List<LinkId> pass(long nowMs) {
        while (nextDelayMs(congestedSinceMs, maxHoldMs, nowMs) == 0) {
            Map.Entry<LinkId, Long> slow = congestedSinceMs.pollFirstEntry();
            stalledSinceMs.put(slow.getKey(), slow.getValue());
        }
        List<LinkId> dropped = new ArrayList<>();
        while (nextDelayMs(stalledSinceMs, maxStallMs, nowMs) == 0) {
            dropped.add(stalledSinceMs.pollFirstEntry().getKey());
        }
        return dropped;
    }

    /** How long until something has lasted too long; Long.MAX_VALUE where nothing is congested. */
    long nextDelayMs(long nowMs) {
        long holdMs = nextDelayMs(congestedSinceMs, maxHoldMs, nowMs);
        return Math.min(holdMs, nextDelayMs(stalledSinceMs, maxStallMs, nowMs));
    }

    private static long nextDelayMs(SequencedMap<LinkId, Long> sinceMs, long limitMs, long nowMs) {
        Map.Entry<LinkId, Long> oldest = sinceMs.firstEntry();
        return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.getValue() + limitMs - nowMs);
    }
}
