package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.limits.RateLimits;
import floodchat.protocol.flood.limits.TokenBucket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One neighbour as the tree sees it: whether packets go there or only their ids, and the ids that wait; owned by
 * {@link Tree}.
 */
final class TreeLink {
    private final LinkId id;
    private final Broadcast.Origin origin;
    private final Deque<PacketId> fresh = new ArrayDeque<>();
    private final Deque<PacketId> ofBacklog = new ArrayDeque<>();
    /** How often a packet was served here. */
    private final Map<PacketId, Integer> served = new BoundedMap<>(BroadcastLimits.MAX_SERVED_COUNTED);
    /** Null if the network has no limit to what links carry. */
    private final @Nullable TokenBucket announcedIds;

    private boolean eager;
    private long changedMs;
    private long graftAwaitedUntilMs = Long.MIN_VALUE;

    TreeLink(LinkId id, Broadcast.Origin origin, NetworkTerms terms, long nowMs) {
        this.id = id;
        this.origin = origin;
        this.announcedIds = terms.packetsPerSecond() > 0 ? RateLimits.announcedIds(terms) : null;
        this.changedMs = nowMs;
    }

    LinkId id() {
        return id;
    }

    /** Who dialled, and who asked. */
    Broadcast.Origin origin() {
        return origin;
    }

    // ---- eager or lazy

    /** Whether packets go there, and not only their ids. */
    boolean isEager() {
        return eager;
    }

    void become(boolean toEager, long nowMs) {
        if (toEager != eager) {
            eager = toEager;
            changedMs = nowMs;
        }
    }

    /** When it last became eager or lazy. */
    long changedMs() {
        return changedMs;
    }

    /** A tree-building packet went there: a {@code GRAFT} may come back. */
    void awaitGraft(long untilMs) {
        graftAwaitedUntilMs = untilMs;
    }

    /** The peer has the tree-building packet from another link, so no {@code GRAFT} will come. */
    void awaitNoGraft() {
        graftAwaitedUntilMs = Long.MIN_VALUE;
    }

    /** Whether the tree does without this link: no packets go there, and no {@code GRAFT} can be under way. */
    boolean isIdle(long nowMs) {
        return !eager && nowMs >= graftAwaitedUntilMs;
    }

    // ---- ids

    void announceLater(Frame.IdKind kind, PacketId packet) {
        Deque<PacketId> ids = waiting(kind);
        if (ids.size() == BroadcastLimits.MAX_TO_ANNOUNCE) {
            ids.remove();
        }
        ids.add(packet);
    }

    private Deque<PacketId> waiting(Frame.IdKind kind) {
        return switch (kind) {
            case FRESH -> fresh;
            case BACKLOG -> ofBacklog;
        };
    }

    /** Announces the ids that wait, as far as the link may carry them. True if some have to wait on. */
    boolean announce(FloodContext context) {
        announce(Frame.IdKind.FRESH, context);
        announce(Frame.IdKind.BACKLOG, context);
        return !fresh.isEmpty() || !ofBacklog.isEmpty();
    }

    private void announce(Frame.IdKind kind, FloodContext context) {
        Deque<PacketId> ids = waiting(kind);
        int count = mayAnnounce(ids.size(), context.nowMs());
        if (count > 0) {
            List<PacketId> now = new ArrayList<>(count);
            while (now.size() < count) {
                now.add(ids.remove());
            }
            context.sendIds(id, now, some -> new Frame.IHave(kind, some));
        }
    }

    private int mayAnnounce(int waiting, long nowMs) {
        if (announcedIds == null || waiting == 0) {
            return waiting;
        }
        int count = Math.min(waiting, (int) announcedIds.left(nowMs));
        announcedIds.take(count, nowMs);
        return count;
    }

    // ---- packets that are asked for

    /** Counts one more time that the packet is served here. False if that is too often. */
    boolean mayServe(PacketId packet) {
        return served.merge(packet, 1, Integer::sum) <= BroadcastLimits.MAX_SERVED;
    }

    /** The packet was counted as served, and did not go after all. */
    void notServed(PacketId packet) {
        served.computeIfPresent(packet, (_, count) -> Math.max(0, count - 1));
    }
}
