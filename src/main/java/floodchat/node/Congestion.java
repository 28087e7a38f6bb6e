package floodchat.node;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The links whose queues are too full, and what waits for them: new packets from other links. A link that waits here hands in nothing more, so
 * the pressure goes back, link by link, to whoever publishes. In a ring of peers that all wait for each other nobody would go on; so after a while
 * what waits goes on all the same, and the slow link misses it. Confined to the engine's thread.
 */
final class Congestion {
    /** A link that does not drain for so long is dropped. */
    static final long MAX_STALL_MS = 10_000;

    /** What waits for a congested link goes on after this time. */
    private static final long MAX_HOLD_MS = 2_000;

    /** A flooded packet that waits, and the link that brought it. */
    record Held(LinkId from, Frame.Flooded frame) {}

    private final Map<LinkId, Long> congestedSinceMs = new LinkedHashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private long heldSinceMs;

    /** Nothing is congested and nothing waits. */
    boolean isNone() {
        return congestedSinceMs.isEmpty() && held.isEmpty();
    }

    void begin(LinkId link, long nowMs) {
        if (congestedSinceMs.isEmpty()) {
            heldSinceMs = nowMs;
        }
        congestedSinceMs.putIfAbsent(link, nowMs);
    }

    void over(LinkId link) {
        congestedSinceMs.remove(link);
    }

    /** Bounded by what each link may have unhandled. */
    void hold(LinkId from, Frame.Flooded frame) {
        held.add(new Held(from, frame));
    }

    /** This link is gone: nothing waits for it any more, and what it brought can wait no longer. */
    List<Frame.Flooded> releaseFrom(LinkId link) {
        over(link);
        List<Frame.Flooded> frames =
                held.stream().filter(one -> one.from().equals(link)).map(Held::frame).toList();
        held.removeIf(one -> one.from().equals(link));
        return frames;
    }

    boolean mayRelease(long nowMs) {
        return !held.isEmpty() && (congestedSinceMs.isEmpty() || nowMs - heldSinceMs >= MAX_HOLD_MS);
    }

    Held release() {
        return held.remove();
    }

    /** The links that have been congested for too long; each is told once. */
    List<LinkId> stalled(long nowMs) {
        if (congestedSinceMs.isEmpty()) {
            return List.of();
        }
        List<LinkId> stalled = congestedSinceMs.entrySet().stream()
                .filter(entry -> nowMs - entry.getValue() >= MAX_STALL_MS)
                .map(Map.Entry::getKey)
                .toList();
        stalled.forEach(congestedSinceMs::remove);
        return stalled;
    }

    /** How long until something has lasted too long; Long.MAX_VALUE where nothing is congested. */
    long nextDelayMs(long nowMs) {
        if (congestedSinceMs.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long firstMs = congestedSinceMs.values().iterator().next();
        long stallMs = firstMs + MAX_STALL_MS - nowMs;
        long holdMs = held.isEmpty() ? Long.MAX_VALUE : heldSinceMs + MAX_HOLD_MS - nowMs;
        return Math.max(0, Math.min(stallMs, holdMs));
    }
}
