package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What goes along lazy links: ids of packets, and packets that are asked for by their ids. Eager links are told ids
 * too: of packets that go no further, and of the backlog. Owned by {@link Plumtree}.
 */
final class LazyLinks {
    private final Tree tree;
    private final Predicate<PacketId> isNew;
    private final MissingPackets missing;
    private final BacklogFetcher fetcher;
    private final PacketStore store;
    private final Backlog backlog;
    private boolean announceTimerRuns;

    /** @param isNew whether a packet has not come yet */
    LazyLinks(
            Tree tree,
            Predicate<PacketId> isNew,
            MissingPackets missing,
            BacklogFetcher fetcher,
            PacketStore store,
            Backlog backlog) {
        this.tree = tree;
        this.isNew = isNew;
        this.missing = missing;
        this.fetcher = fetcher;
        this.store = store;
        this.backlog = backlog;
    }

    // ---- ids go out

    /** A new neighbour is told of the backlog. */
    void announceBacklog(TreeLink link, FloodContext context) {
        for (Backlog.Kept kept : backlog.all(context)) {
            boolean fresh = context.nowMs() < kept.freshUntilMs();
            announceLater(link, fresh ? Frame.IdKind.FRESH : Frame.IdKind.BACKLOG, kept.id(), context);
        }
    }

    /** A link had no room for a packet: its peer is told of it instead, and can ask for it later. */
    void leftOut(LinkId to, PacketId id, FloodContext context) {
        TreeLink link = tree.get(to);
        if (link != null) {
            link.notServed(id);
            announceLater(link, Frame.IdKind.FRESH, id, context);
        }
    }

    void announceLater(TreeLink link, Frame.IdKind kind, PacketId id, FloodContext context) {
        link.announceLater(kind, id);
        startAnnounceTimer(context);
    }

    private void startAnnounceTimer(FloodContext context) {
        if (!announceTimerRuns) {
            announceTimerRuns = true;
            context.startTimer(new FloodTimer.AnnounceDue(), BroadcastLimits.ANNOUNCE_AFTER_MS);
        }
    }

    void announceDue(FloodContext context) {
        announceTimerRuns = false;
        boolean more = false;
        for (TreeLink link : tree.links()) {
            more |= link.announce(context);
        }
        if (more) {
            startAnnounceTimer(context);
        }
    }

    // ---- packets are asked for

    void requested(LinkId from, Frame.IWant want, FloodContext context) {
        TreeLink link = tree.get(from);
        if (link != null) {
            want.ids().forEach(id -> serve(link, id, context));
        }
    }

    private void serve(TreeLink to, PacketId id, FloodContext context) {
        PacketStore.Stored stored = store.get(id);
        Packet packet = stored != null ? stored.packet() : backlog.get(id);
        if (packet != null && to.mayServe(id)) {
            int hopsLeft = stored != null ? Math.max(0, stored.hopsLeft() - 1) : 0;
            boolean wasEarlier = stored != null && stored.route() == Frame.Route.DELAYED;
            Frame.Route route = wasEarlier ? Frame.Route.DELAYED : Frame.Route.FETCHED;
            context.send(to.id(), new Frame.PacketFrame(hopsLeft, route, packet));
        }
    }

    // ---- ids come in

    void announced(LinkId from, Frame.IHave have, FloodContext context) {
        if (tree.get(from) == null) {
            return;
        }
        List<PacketId> absent = absent(have.ids());
        switch (have.kind()) {
            case FRESH ->
                missing.announced(
                        hasJustJoined(context) ? fetch(from, absent, context) : absent, from, tree::mayBring, context);
            case BACKLOG -> fetch(from, absent, context);
        }
    }

    /** Nearly all frames of ids end here: their packets have come. */
    private List<PacketId> absent(List<PacketId> ids) {
        List<PacketId> absent = new ArrayList<>();
        for (PacketId id : ids) {
            if (isNew.test(id)) {
                absent.add(id);
            }
        }
        return absent;
    }

    /** A peer that found its first neighbour a moment ago: everything that it is told of was published before. */
    private boolean hasJustJoined(FloodContext context) {
        return context.nowMs() - tree.aloneUntilMs() < BroadcastLimits.JUST_JOINED_MS;
    }

    /**
     * Asks for packets at once: the tree does not bring what one neighbour calls earlier, whatever other neighbours
     * call it.
     *
     * @return the packets for which there is no room; no backlog has that many, but under load a newcomer may be told
     *     of more
     */
    private List<PacketId> fetch(LinkId from, List<PacketId> absent, FloodContext context) {
        List<PacketId> left = fetcher.announced(absent, from, context);
        for (PacketId id : absent.subList(0, absent.size() - left.size())) { // room runs out at the end
            missing.handOver(id, fetcher::hasRoom)
                    .forEach(other -> fetcher.announced(List.of(id), other, context));
        }
        return left;
    }

    void missingDue(FloodContext context) {
        missing.due(context).forEach((from, ids) -> {
            context.sendIds(from, ids, Frame.IWant::new);
            tree.asked(from, context);
        });
    }
}
