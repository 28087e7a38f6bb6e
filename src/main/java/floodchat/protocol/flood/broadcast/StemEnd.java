package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.limits.FloodGuard;

/**
 * Floods the packets whose {@link Stem} ends here: because this peer floods for others, because a packet has not come
 * back in time, or because this peer leaves. Owned by {@link Plumtree}.
 */
final class StemEnd {
    private final Stem stem;
    private final Tree tree;
    private final FloodGuard guard;
    private final OwnPackets own;
    private final ForAnother forAnother;

    /** Floods the packet of another author from here. */
    interface ForAnother {
        void flood(Packet packet, Frame.Route route, FloodContext context);
    }

    StemEnd(Stem stem, Tree tree, FloodGuard guard, OwnPackets own, ForAnother forAnother) {
        this.stem = stem;
        this.tree = tree;
        this.guard = guard;
        this.own = own;
        this.forAnother = forAnother;
    }

    /** A neighbour has sent a packet that is not flooded yet: it goes on along the stem, or its stem ends here. */
    void received(LinkId from, Packet packet, FloodContext context) {
        if (!stem.relay(from, packet, context)) {
            Stem.OnStem known = stem.remove(packet.id());
            flood(known == null ? Stem.OnStem.of(packet) : known, Frame.Route.PUSHED, context);
        }
    }

    /** The packet has not come back from its stem in time. */
    void embargoDue(PacketId packet, FloodContext context) {
        Stem.OnStem late = stem.overdue(packet, context);
        if (late != null) {
            flood(late, Frame.Route.FETCHED, context);
        }
    }

    /** This peer leaves. */
    void floodAll(FloodContext context) {
        stem.leave().forEach(one -> flood(one, Frame.Route.FETCHED, context));
    }

    /**
     * Floods a packet from here.
     *
     * @param route FETCHED if another peer may flood it too. Two floods of one packet meet somewhere, and where they
     *     meet there is no cycle: so it must not shape the tree
     */
    private void flood(Stem.OnStem one, Frame.Route route, FloodContext context) {
        PacketId id = one.packet().id();
        if (one.own() == null && !guard.mayTakeNew(context.nowMs())) {
            return;
        }
        if (route == Frame.Route.PUSHED) {
            tree.published(id, context.nowMs());
        }
        Frame.Route first = route == Frame.Route.PUSHED ? tree.onwardRoute(id) : route;
        if (one.own() != null) {
            own.flood(one.own(), first, context);
        } else {
            forAnother.flood(one.packet(), first, context);
        }
    }
}
