package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The newest packets by their authors' clocks, for peers that come later; ephemeral packets are left out, and sealed
 * ones are kept apart ({@link SealedBacklog}). It is bounded in age, packets and bytes. Every new neighbour is told of
 * it. So late joiners, healed partitions and packets that were lost with a link are all repaired in the same way.
 */
final class Backlog {
    /**
     * @param timeMs when it was published, by its author's clock, but no later than it came; otherwise a packet with a
     *     time ahead of our clock would push out all that is said until then
     * @param freshUntilMs until then, by the clock that never goes back, it may be under way to others
     * @param length of the packet, so that the packet itself need not be read when it is forgotten
     */
    record Kept(Packet packet, long timeMs, long freshUntilMs, int length) {
        PacketId id() {
            return packet.id();
        }
    }

    /** By time. Nearly every packet that comes is the newest, and goes to the end. */
    private final Deque<Kept> kept = new ArrayDeque<>();
    /** Made when a packet is looked up, which is rare; null after a change. */
    private @Nullable Map<PacketId, Packet> byId;

    private int bytes;
    private final SealedBacklog sealed;

    /** @param random chooses which sealed packet makes room for another */
    Backlog(RandomGenerator random) {
        this.sealed = new SealedBacklog(random);
    }

    /** @param fresh whether the packet may still be under way to others */
    void add(Packet packet, boolean fresh, FloodContext context) {
        long timeMs = Math.min(packet.timeMs(), context.wallMs(context.nowMs()));
        long freshUntilMs = fresh ? context.nowMs() + BroadcastLimits.FRESH_MS : context.nowMs();
        Kept one = new Kept(packet, timeMs, freshUntilMs, packet.bytes().length);
        switch (packet.kind()) {
            case KEPT -> add(one, context);
            case SEALED -> sealed.add(one);
            case EPHEMERAL -> {}
        }
    }

    private void add(Kept one, FloodContext context) {
        if (isWorthKeeping(one)) {
            insert(one);
            byId = null;
            bytes += one.length();
            forgetOldest(context);
        }
    }

    /**
     * False if there is no room and the packet would be the oldest. Under load that is each packet of an author with a
     * slow clock.
     */
    private boolean isWorthKeeping(Kept one) {
        boolean full = kept.size() >= BroadcastLimits.MAX_BACKLOG_PACKETS
                || bytes + one.length() > BroadcastLimits.MAX_BACKLOG_BYTES;
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

    /** Null if it was never here, or is forgotten. */
    @Nullable Packet get(PacketId id) {
        Packet found = sealed.get(id);
        return found != null ? found : open(id);
    }

    private @Nullable Packet open(PacketId id) {
        if (byId == null) {
            byId = new HashMap<>();
            for (Kept one : kept) {
                byId.put(one.id(), one.packet());
            }
        }
        return byId.get(id);
    }

    /** Oldest first, and then the sealed ones. */
    List<Kept> all(FloodContext context) {
        forgetOldest(context);
        List<Kept> all = new ArrayList<>(kept);
        all.addAll(sealed.all(oldestMs(context)));
        return all;
    }

    private static long oldestMs(FloodContext context) {
        return context.wallMs(context.nowMs()) - BroadcastLimits.BACKLOG_AGE_MS;
    }

    private void forgetOldest(FloodContext context) {
        long oldestMs = oldestMs(context);
        while (!kept.isEmpty() && (isTooMuch() || kept.getFirst().timeMs() < oldestMs)) {
            bytes -= kept.removeFirst().length();
            byId = null;
        }
    }

    private boolean isTooMuch() {
        return kept.size() > BroadcastLimits.MAX_BACKLOG_PACKETS || bytes > BroadcastLimits.MAX_BACKLOG_BYTES;
    }
}
