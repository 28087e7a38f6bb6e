package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import java.util.random.RandomGenerator;

/** Gives this peer's own packets to its neighbours, one at a time. Owned by {@link Plumtree}. */
final class OwnPackets {
    private final Tree tree;
    private final LazyLinks lazyLinks;
    private final PacketStore store;
    private final Backlog backlog;
    private final RandomGenerator random;
    private final UnsentPackets packets = new UnsentPackets();
    /** How far the wall clock was ahead when the times of the unsent packets were right. */
    private long madeAheadMs;

    OwnPackets(Tree tree, LazyLinks lazyLinks, PacketStore store, Backlog backlog, RandomGenerator random) {
        this.tree = tree;
        this.lazyLinks = lazyLinks;
        this.store = store;
        this.backlog = backlog;
        this.random = random;
    }

    /** @param ticket 0 if the packet is ephemeral */
    void add(long ticket, Packet packet, FloodContext context) {
        tree.published(packet.id(), context.nowMs());
        packets.add(new UnsentPackets.Own(ticket, packet));
    }

    /**
     * The wall clock was set. Others drop packets whose times are wrong, so none is sent as it is. A small error is no
     * more than what many packets at once bring about.
     */
    void clockSet(FloodContext context) {
        if (Math.abs(context.wallAheadMs() - madeAheadMs) > PacketClock.MAX_LEAD_MS) {
            packets.withdraw().forEach(own -> context.stampAgain(own.ticket(), own.packet(), madeAheadMs));
            madeAheadMs = context.wallAheadMs();
        }
    }

    boolean isAnyWaiting() {
        return packets.isAnyWaiting();
    }

    /**
     * A neighbour is gone and may have taken packets along, or the first one has come: every unsent packet waits again.
     * Ephemeral packets that wait are dropped.
     */
    void waitAgain() {
        packets.waitAgain();
    }

    /** How many own packets no link has written. */
    int unsent() {
        return packets.size();
    }

    /** Gives the oldest packet that waits to the neighbours, if there are any. */
    void sendOne(FloodContext context) {
        UnsentPackets.Own next = tree.isEmpty() ? null : packets.next();
        if (next == null) {
            return;
        }
        Frame.Route route = firstRoute(next.packet(), context);
        if (!store.contains(next.packet().id())) { // it may have been given to a neighbour that is gone
            store.add(next.packet(), FloodLimits.MAX_PACKET_HOPS, route, context.nowMs());
        }
        tree.makeOneEager(context);
        for (TreeLink link : tree.links()) {
            if (tree.carries(link, route)) {
                send(link, next, route, context);
            } else {
                lazyLinks.announceLater(link, Frame.IdKind.FRESH, next.packet().id(), context);
            }
        }
    }

    private Frame.Route firstRoute(Packet packet, FloodContext context) {
        long timeMs = context.timeOf(packet);
        boolean waitedAlone = timeMs < tree.aloneUntilMs() && context.nowMs() - timeMs > BroadcastLimits.NEWS_MS;
        return waitedAlone ? Frame.Route.DELAYED : tree.onwardRoute(packet.id());
    }

    private void send(TreeLink to, UnsentPackets.Own own, Frame.Route route, FloodContext context) {
        int hops = random.nextInt(BroadcastLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
        Frame.PacketFrame frame = new Frame.PacketFrame(hops, route, own.packet());
        if (own.isEphemeral()) {
            context.send(to.id(), frame);
        } else {
            context.sendOwn(to.id(), frame, own.ticket());
        }
    }

    /** A link has written the packet. Only now it enters the backlog: the next neighbour is given the others anyway. */
    void written(long ticket, FloodContext context) {
        Packet packet = packets.written(ticket, context);
        if (packet != null) {
            backlog.add(packet, true, context);
        }
    }
}
