package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.Collections;
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
     * @param keptMs when it came
     */
    record Kept(Packet packet, long timeMs, long keptMs) implements Comparable<Kept> {
        PacketId id() {
            return packet.id();
        }

        /** By time. Written out, for each packet is compared. */
        @Override
        public int compareTo(Kept other) {
            int byTime = Long.compare(timeMs, other.timeMs);
            return byTime != 0 ? byTime : id().compareTo(other.id());
        }
    }

    /** In order. Nearly all that comes is the newest, and goes to the end; and moving a thousand to make room costs less than a tree of them. */
    private final List<Kept> kept = new ArrayList<>();
    /** Made when somebody asks, which is seldom; null once something else is kept. */
    private @Nullable Map<PacketId, Packet> byId;

    private int bytes;

    void add(Packet packet, long nowMs) {
        Kept one = new Kept(packet, Math.min(packet.timeMs(), nowMs), nowMs);
        if (!packet.isEphemeral() && isWorthKeeping(one) && insert(one)) {
            bytes += packet.bytes().length;
            forgetOldest(nowMs);
        }
    }

    /** False for what would be the oldest where there is no room for it: under load that is each packet of an author whose clock is slow. */
    private boolean isWorthKeeping(Kept one) {
        boolean full = kept.size() >= FloodLimits.MAX_BACKLOG_PACKETS
                || bytes + one.packet().bytes().length > FloodLimits.MAX_BACKLOG_BYTES;
        return !full || one.compareTo(kept.getFirst()) > 0;
    }

    /** False where it was there. */
    private boolean insert(Kept one) {
        boolean last = kept.isEmpty() || one.compareTo(kept.getLast()) > 0;
        int place = last ? -kept.size() - 1 : Collections.binarySearch(kept, one);
        if (place < 0) {
            kept.add(-place - 1, one);
            byId = null;
        }
        return place < 0;
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
            bytes -= kept.removeFirst().packet().bytes().length;
            byId = null;
        }
    }

    private boolean isTooMuch() {
        return kept.size() > FloodLimits.MAX_BACKLOG_PACKETS || bytes > FloodLimits.MAX_BACKLOG_BYTES;
    }
}
