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
 * Knows which links are congested, and holds the new packets that must wait for them. Confined to the engine's thread.
 *
 * <ol>
 * <li>While a link is congested, the engine waits for it: it takes no new publications, and new packets from other
 * links are held here. A link whose packets are held is read no further, so the pressure goes back link by link to
 * the publishers.
 * <li>The engine waits for a link for at most 1/{@value #HOLD_PART} of the drain timeout. Otherwise a ring of peers
 * that all wait for each other would never move again. After that the link is stalled: it misses packets that find no
 * room in its queue.
 * <li>A link that has not drained within the drain timeout is dropped.
 * </ol>
 */
final class Congestion {
    /** The engine waits for a congested link for this part of the drain timeout. */
    private static final int HOLD_PART = 5;

    /** A held packet and the link that brought it. */
    record Held(LinkId from, Frame.PacketFrame frame) {}

    private final long maxHoldMs;
    private final long maxStallMs;

    /** Links that the engine waits for, and since when they are congested. The longest congested comes first. */
    private final SequencedMap<LinkId, Long> congestedSinceMs = new LinkedHashMap<>();
    /** Stalled links, and since when they are congested. The longest congested comes first. */
    private final SequencedMap<LinkId, Long> stalledSinceMs = new LinkedHashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();

    /** @param maxStallMs the drain timeout */
    Congestion(long maxStallMs) {
        this.maxStallMs = maxStallMs;
        this.maxHoldMs = maxStallMs / HOLD_PART;
    }

    /** True if the engine waits for no link and no packet is held. */
    boolean isNone() {
        return congestedSinceMs.isEmpty() && held.isEmpty();
    }

    void begin(LinkId link, long nowMs) {
        if (!stalledSinceMs.containsKey(link)) {
            congestedSinceMs.putIfAbsent(link, nowMs);
        }
    }

    /** Since when the link is congested; null if it is not. */
    @Nullable Long sinceMs(LinkId link) {
        Long stalled = stalledSinceMs.get(link);
        return stalled != null ? stalled : congestedSinceMs.get(link);
    }

    void over(LinkId link) {
        congestedSinceMs.remove(link);
        stalledSinceMs.remove(link);
    }

    /** Holds a packet. The number is bounded because each link may have only a few unhandled frames. */
    void hold(LinkId from, Frame.PacketFrame frame) {
        held.add(new Held(from, frame));
    }

    /** The link is closed: nothing waits for it any more. Returns its held packets, which must be handled now. */
    List<Frame.PacketFrame> releaseFrom(LinkId link) {
        over(link);
        List<Frame.PacketFrame> frames =
                held.stream().filter(one -> one.from().equals(link)).map(Held::frame).toList();
        held.removeIf(one -> one.from().equals(link));
        return frames;
    }

    /** True if the engine waits for no link. */
    boolean mayGoOn() {
        return congestedSinceMs.isEmpty();
    }

    /** True if packets are held, but no longer because of a congested link. */
    boolean mayRelease() {
        return !held.isEmpty() && mayGoOn();
    }

    Held release() {
        return held.remove();
    }

    /** Applies the timeouts: links become stalled, and the links to drop are returned, each once. */
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

    /** The time until the next timeout; Long.MAX_VALUE if no link is congested. */
    long nextDelayMs(long nowMs) {
        long holdMs = nextDelayMs(congestedSinceMs, maxHoldMs, nowMs);
        return Math.min(holdMs, nextDelayMs(stalledSinceMs, maxStallMs, nowMs));
    }

    private static long nextDelayMs(SequencedMap<LinkId, Long> sinceMs, long limitMs, long nowMs) {
        Map.Entry<LinkId, Long> oldest = sinceMs.firstEntry();
        return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.getValue() + limitMs - nowMs);
    }
}
