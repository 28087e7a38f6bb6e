package floodchat.protocol.flood;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

        /** By time. Written out, for each packet is compared ten times. */
        @Override
        public int compareTo(Kept other) {
            int byTime = Long.compare(timeMs, other.timeMs);
            return byTime != 0 ? byTime : id().compareTo(other.id());
        }
    }

    private final Map<PacketId, Kept> byId = new HashMap<>();
    private final TreeSet<Kept> byTime = new TreeSet<>();
    private int bytes;

    void add(Packet packet, long nowMs) {
        Kept kept = new Kept(packet, Math.min(packet.timeMs(), nowMs), nowMs);
        if (!packet.isEphemeral() && isWorthKeeping(kept) && byId.putIfAbsent(packet.id(), kept) == null) {
            byTime.add(kept);
            bytes += packet.bytes().length;
            forgetOldest(nowMs);
        }
    }

    /** False for what would be the oldest where there is no room for it: under load that is each packet of an author whose clock is slow. */
    private boolean isWorthKeeping(Kept kept) {
        boolean full = byTime.size() >= FloodLimits.MAX_BACKLOG_PACKETS
                || bytes + kept.packet().bytes().length > FloodLimits.MAX_BACKLOG_BYTES;
        return !full || kept.compareTo(byTime.first()) > 0;
    }

    /** Null where it was never here, or is forgotten. */
    @Nullable Packet get(PacketId id) {
        Kept kept = byId.get(id);
        return kept == null ? null : kept.packet();
    }

    /** Oldest first. */
    List<Kept> all(long nowMs) {
        forgetOldest(nowMs);
        return List.copyOf(byTime);
    }

    private void forgetOldest(long nowMs) {
        while (!byTime.isEmpty() && (isTooMuch() || nowMs - byTime.first().timeMs() > FloodLimits.BACKLOG_AGE_MS)) {
            Kept oldest = byTime.removeFirst();
            byId.remove(oldest.id());
            bytes -= oldest.packet().bytes().length;
        }
    }

    private boolean isTooMuch() {
        return byTime.size() > FloodLimits.MAX_BACKLOG_PACKETS || bytes > FloodLimits.MAX_BACKLOG_BYTES;
    }
}
