package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said lately, for whoever comes later: the newest packets by their authors' clocks that are not ephemeral. Bounded in age, packets and
 * bytes. Every new neighbour is told of it, so that late joiners, healed partitions and what was lost with a link are all repaired alike.
 */
final class Backlog {
    /**
     * @param timeMs when it was published, by its author's clock, but no later than it came: else a packet from ahead would push out all that is said until
     *     then
     * @param freshUntilMs so long it may be under way to others
     * @param length of the packet, which lies far away in memory by the time it is forgotten
     */
    record Kept(Packet packet, long timeMs, long freshUntilMs, int length) {
        PacketId id() {
            return packet.id();
        }
    }

    /** By time. Nearly all that comes is the newest, and goes to the end. */
    private final Deque<Kept> kept = new ArrayDeque<>();
    /** Made when somebody asks, which is seldom; null once something else is kept. */
    private @Nullable Map<PacketId, Packet> byId;

    private int bytes;

    /** @param fresh whether it may still be under way to others */
    void add(Packet packet, boolean fresh, long nowMs) {
        long timeMs = Math.min(packet.timeMs(), nowMs);
        long freshUntilMs = fresh ? nowMs + FloodLimits.FRESH_MS : nowMs;
        Kept one = new Kept(packet, timeMs, freshUntilMs, packet.bytes().length);
        if (!packet.isEphemeral() && isWorthKeeping(one)) {
            insert(one);
            byId = null;
            bytes += one.length();
            forgetOldest(nowMs);
        }
    }

    /** False for what would be the oldest where there is no room for it: under load that is each packet of an author whose clock is slow. */
    private boolean isWorthKeeping(Kept one) {
        boolean full = kept.size() >= FloodLimits.MAX_BACKLOG_PACKETS
                || bytes + one.length() > FloodLimits.MAX_BACKLOG_BYTES;
        return !full || one.timeMs() > kept.getFirst().timeMs();
    }

    private void insert(Kept one) {
        if (kept.isEmpty() || kept.getLast().timeMs() <= one.timeMs()) {
            kept.add(one);
            return;
        }
        Deque<Kept> newer = new ArrayDeque<>();
        while (!kept.isEmpty() && kept.getLast().timeMs() > one.timeMs()) {
            newer.push(kept.removeLast());
        }
        kept.add(one);
        kept.addAll(newer);
    }

    /** Null where it was never here, or is forgotten. */
    @Nullable Packet get(PacketId id) {
        if (byId == null) {
            byId = new HashMap<>();
            for (Kept one : kept) {
                byId.put(one.id(), one.packet());
            }
        }
        return byId.get(id);
    }

    /** Oldest first. */
    List<Kept> all(long nowMs) {
        forgetOldest(nowMs);
        return List.copyOf(kept);
    }

    private void forgetOldest(long nowMs) {
        while (!kept.isEmpty() && (isTooMuch() || nowMs - kept.getFirst().timeMs() > FloodLimits.BACKLOG_AGE_MS)) {
            bytes -= kept.removeFirst().length();
            byId = null;
        }
    }

    private boolean isTooMuch() {
        return kept.size() > FloodLimits.MAX_BACKLOG_PACKETS || bytes > FloodLimits.MAX_BACKLOG_BYTES;
    }
}
