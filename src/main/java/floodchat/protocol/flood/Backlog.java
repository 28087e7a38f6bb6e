package floodchat.protocol.flood;

import java.util.ArrayList;
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
     */
    record Kept(Packet packet, long timeMs, long freshUntilMs) {
        PacketId id() {
            return packet.id();
        }
    }

    /** By time. Nearly all that comes is the newest, and goes to the end; and moving a thousand to make room costs less than a tree of them. */
    private final List<Kept> kept = new ArrayList<>();
    /** Made when somebody asks, which is seldom; null once something else is kept. */
    private @Nullable Map<PacketId, Packet> byId;

    private int bytes;

    /** @param fresh whether it may still be under way to others */
    void add(Packet packet, boolean fresh, long nowMs) {
        Kept one = new Kept(packet, Math.min(packet.timeMs(), nowMs), fresh ? nowMs + FloodLimits.FRESH_MS : nowMs);
        if (!packet.isEphemeral() && isWorthKeeping(one)) {
            kept.add(placeOf(one), one);
            byId = null;
            bytes += packet.bytes().length;
            forgetOldest(nowMs);
        }
    }

    /** False for what would be the oldest where there is no room for it: under load that is each packet of an author whose clock is slow. */
    private boolean isWorthKeeping(Kept one) {
        boolean full = kept.size() >= FloodLimits.MAX_BACKLOG_PACKETS
                || bytes + one.packet().bytes().length > FloodLimits.MAX_BACKLOG_BYTES;
        return !full || one.timeMs() > kept.getFirst().timeMs();
    }

    private int placeOf(Kept one) {
        int place = kept.size();
        while (place > 0 && kept.get(place - 1).timeMs() > one.timeMs()) {
            place--;
        }
        return place;
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
