package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import java.util.random.RandomGenerator;

/** Begins the flood of a packet: gives it to the neighbours as an author does. Owned by {@link Plumtree}. */
final class FloodStart {
    private final Tree tree;
    private final LazyLinks lazyLinks;
    private final PacketStore store;
    private final RandomGenerator random;

    FloodStart(Tree tree, LazyLinks lazyLinks, PacketStore store, RandomGenerator random) {
        this.tree = tree;
        this.lazyLinks = lazyLinks;
        this.store = store;
        this.random = random;
    }

    /** @param ticket 0 if nobody is told when a link has written it */
    void begin(Packet packet, Frame.Route route, long ticket, FloodContext context) {
        if (!store.contains(packet.id())) { // it may have been given to a neighbour that is gone
            store.add(packet, FloodLimits.MAX_PACKET_HOPS, route, context.nowMs());
        }
        if (!tree.isEmpty()) {
            tree.makeOneEager(context);
        }
        for (TreeLink link : tree.links()) {
            if (tree.carries(link, route)) {
                send(link, new Frame.PacketFrame(firstHops(), route, packet), ticket, context);
            } else {
                lazyLinks.announceLater(link, Frame.IdKind.FRESH, packet.id(), context);
            }
        }
    }

    /** The largest number must not show where a flood began. */
    private int firstHops() {
        return random.nextInt(BroadcastLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
    }

    private static void send(TreeLink to, Frame.PacketFrame frame, long ticket, FloodContext context) {
        if (ticket == 0) {
            context.send(to.id(), frame);
        } else {
            context.sendOwn(to.id(), frame, ticket);
        }
    }
}
