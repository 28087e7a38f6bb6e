package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;

/** Says by a packet's time whether it is taken, and whether it is news. Owned by {@link Plumtree}. */
final class LiveOrEarlier {
    private final SeenIds seen;
    private final Tree tree;

    LiveOrEarlier(SeenIds seen, Tree tree) {
        this.seen = seen;
        this.tree = tree;
    }

    /**
     * Packets outside of the accepted time are dropped. The sender is not blamed, because its clock may differ from the
     * author's.
     */
    boolean isTimely(Packet packet, FloodContext context) {
        long timeMs = context.timeOf(packet);
        return timeMs >= context.nowMs() - BroadcastLimits.BACKLOG_AGE_MS
                && timeMs <= context.nowMs() + FloodLimits.MAX_AHEAD_MS;
    }

    /** A replayed packet must not rebuild the tree: its proof of work was paid once. */
    Frame.Route routeOf(Frame.PacketFrame frame, FloodContext context) {
        boolean replayed = frame.route() == Frame.Route.TREE_BUILDING && mayBeReplayed(frame.packet(), context);
        return replayed ? Frame.Route.PUSHED : frame.route();
    }

    boolean mayBeReplayed(Packet packet, FloodContext context) {
        return seen.mayHaveForgotten(context.timeOf(packet));
    }

    /**
     * Whether the packet is no news: its author had no neighbour, or it may be a replay. A relay may claim the first of
     * any packet.
     */
    boolean isEarlier(Frame.PacketFrame frame, FloodContext context) {
        boolean saidSo = frame.route() == Frame.Route.DELAYED && !isLive(frame.packet(), context);
        return saidSo || mayBeReplayed(frame.packet(), context);
    }

    /**
     * Whether the packet was published a moment ago, while we had a neighbour. No honest peer with a right clock calls
     * it earlier.
     */
    boolean isLive(Packet packet, FloodContext context) {
        long timeMs = context.timeOf(packet);
        boolean now = Math.abs(context.nowMs() - timeMs) < BroadcastLimits.LIVE_MS;
        return now && timeMs > tree.aloneUntilMs();
    }
}
