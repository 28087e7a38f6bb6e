package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Membership;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.limits.FloodGuard;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The only class of the broadcast that the core calls: delivers each packet once and passes it on along the eager links
 * of the {@link Tree}. The other links are told its id ({@link LazyLinks}), so that a peer that misses it can ask for
 * it ({@link MissingPackets}, {@link BacklogFetcher}). Owned by the core.
 */
public final class Plumtree implements Broadcast {
    private final FloodGuard guard;
    private final OwnPackets own;
    private final Stem stem;
    private final StemEnd stemEnd;
    private final FloodStart start;
    private final LiveOrEarlier news;
    private final HeldPackets held = new HeldPackets();
    private final SeenIds seen = new SeenIds(BroadcastLimits.SEEN_IDS_PER_GENERATION);
    private final PacketStore store = new PacketStore();
    private final Backlog backlog;
    private final CopyCounter copies = new CopyCounter();
    private final Promises promises;
    private final Tree tree;
    private final MissingPackets missing;
    private final BacklogFetcher fetcher;
    private final LazyLinks lazyLinks;
    private boolean roomAwaited;

    public Plumtree(
            NetworkTerms terms, FloodSettings settings, FloodGuard guard, Membership membership,
            RandomGenerator random) {
        LagEstimate lag = new LagEstimate();
        this.guard = guard;
        this.backlog = new Backlog(random);
        this.promises = new Promises(lag, random);
        this.tree = new Tree(terms, membership, lag, promises, random);
        this.stem = new Stem(settings.stem(), tree, random);
        this.news = new LiveOrEarlier(seen, tree);
        this.missing = new MissingPackets(lag, promises, random);
        this.fetcher = new BacklogFetcher(this::isNew, promises);
        this.lazyLinks = new LazyLinks(tree, this::isNew, missing, fetcher, store, backlog);
        this.start = new FloodStart(tree, lazyLinks, store, random);
        this.own = new OwnPackets(tree, stem, start, seen, backlog);
        this.stemEnd = new StemEnd(stem, tree, guard, own, this::floodForAnother);
    }

    private boolean isNew(PacketId id) {
        return !seen.contains(id);
    }

    // ---- neighbours come and go

    @Override
    public void up(LinkId link, Origin origin, FloodContext context) {
        boolean first = tree.isEmpty();
        TreeLink neighbour = tree.up(link, origin, context);
        lazyLinks.announceBacklog(neighbour, context);
        if (first) {
            own.waitAgain();
            awaitRoomIfNeeded(context);
        }
    }

    /**
     * The neighbour may have taken along own packets that it was to be given: so all that no link has written are given
     * to the others.
     */
    @Override
    public void down(LinkId link, FloodContext context) {
        tree.down(link, context);
        stem.down(link);
        missing.down(link);
        fetcher.down(link, context);
        promises.down(link);
        own.waitAgain();
        awaitRoomIfNeeded(context);
    }

    @Override
    public boolean isOutOfTree(LinkId link, long nowMs) {
        TreeLink neighbour = tree.get(link);
        return neighbour != null && neighbour.isIdle(nowMs);
    }

    @Override
    public boolean isIdle(LinkId link, long nowMs) {
        return isOutOfTree(link, nowMs) && !stem.uses(link, nowMs);
    }

    @Override
    public long unheardSinceMs(long nowMs) {
        return stem.echoes().unheardSinceMs(nowMs);
    }

    // ---- room to send

    /** A link is congested: new packets wait from now on. */
    public void congested(FloodContext context) {
        held.congested();
        awaitRoom(context);
    }

    /**
     * No link is congested: one packet of others that waits goes on, and one of our own. If more wait, room is awaited
     * again, so that a link that becomes congested stops it. They take turns, so that neighbours with much to say can't
     * starve us.
     */
    public void roomToSend(FloodContext context) {
        roomAwaited = false;
        held.hasRoom();
        HeldPackets.Held next = held.next(context);
        if (next != null) {
            receive(next.from(), next.frame(), context);
        }
        own.sendOne(context);
        awaitRoomIfNeeded(context);
    }

    private void awaitRoomIfNeeded(FloodContext context) {
        if (held.mustWait() || own.isAnyWaiting() && !tree.isEmpty()) {
            awaitRoom(context);
        }
    }

    private void awaitRoom(FloodContext context) {
        if (!roomAwaited) {
            roomAwaited = true;
            context.awaitRoom();
        }
    }

    /** The link is gone: what it brought is handled now. */
    public void linkClosed(LinkId link, FloodContext context) {
        held.takeFrom(link).forEach(one -> receive(one.from(), one.frame(), context));
    }

    /** This peer leaves: all packets that wait or are on their stem are flooded now. */
    public void sendAll(FloodContext context) {
        stemEnd.floodAll(context);
        for (HeldPackets.Held one = held.next(context); one != null; one = held.next(context)) {
            receive(one.from(), one.frame(), context);
        }
        while (own.isAnyWaiting() && !tree.isEmpty()) {
            own.sendOne(context);
        }
    }

    // ---- own packets

    /** @param ticket 0 if the packet is ephemeral */
    public void publish(long ticket, Packet packet, FloodContext context) {
        if (ticket == 0 && tree.isEmpty()) {
            return; // nobody would hear it
        }
        boolean mustWait = own.isAnyWaiting() || held.mustWait() || tree.isEmpty();
        own.add(ticket, packet);
        if (mustWait) {
            awaitRoomIfNeeded(context);
        } else {
            own.sendOne(context);
        }
    }

    /** The wall clock was set: own packets that no link has written are stamped again, if their times are wrong now. */
    public void clockSet(FloodContext context) {
        own.clockSet(context);
    }

    /** Links have written these own packets. */
    public void written(List<Long> tickets, FloodContext context) {
        tickets.forEach(ticket -> own.written(ticket, context));
    }

    // ---- packets of others

    /** @param from a neighbour, or a link that was one or might have become one */
    public void packetReceived(LinkId from, Frame.Carrier frame, FloodContext context) {
        if (frame instanceof Frame.PacketFrame) {
            stem.echoes().came(frame.packet().id(), from);
        }
        promises.came(from, frame.packet().id(), context.nowMs());
        if (held.mustWait() && isNew(frame.packet().id())) {
            held.add(from, frame, context);
        } else {
            receive(from, frame, context);
        }
    }

    private void receive(LinkId from, Frame.Carrier frame, FloodContext context) {
        switch (frame) {
            case Frame.PacketFrame flooded -> receiveFlooded(from, flooded, context);
            case Frame.StemFrame(Packet packet) -> receiveOnStem(from, packet, context);
        }
    }

    private void receiveFlooded(LinkId from, Frame.PacketFrame frame, FloodContext context) {
        PacketId id = frame.packet().id();
        if (isNew(id)) {
            if (news.isTimely(frame.packet(), context) && guard.mayTakeNew(context.nowMs())) {
                cameFirst(from, frame, context);
            }
            return;
        }
        copies.cameAgain(context.nowMs());
        if (frame.route().isPushed()) {
            pushedAgain(tree.get(from), id, context);
        }
    }

    private void cameFirst(LinkId from, Frame.PacketFrame frame, FloodContext context) {
        Packet packet = frame.packet();
        long nowMs = context.nowMs();
        seen.add(packet.id(), nowMs);
        copies.cameFirst(nowMs);
        boolean fetched = fetcher.found(packet.id(), context);
        boolean ofBacklog = fetched && frame.route() == Frame.Route.FETCHED && !news.isLive(packet, context);
        Frame.Route route = tree.cameFirst(tree.get(from), packet.id(), news.routeOf(frame, context), context);
        List<LinkId> holders = missing.found(packet.id(), route, nowMs);
        if (frame.route() == Frame.Route.FETCHED && !fetched) {
            tree.answered(tree.get(from), holders, context);
        }
        store.add(packet, frame.hopsLeft(), route, nowMs);
        backlog.add(packet, !ofBacklog, context);
        deliver(packet, ofBacklog || news.isEarlier(frame, context), context);
        if (ofBacklog) {
            announce(from, holders, Frame.IdKind.BACKLOG, packet.id(), context);
        } else {
            pass(from, holders, new Frame.PacketFrame(frame.hopsLeft(), route, packet), context);
        }
    }

    /** An own packet that comes back from its stem is no news to its author. */
    private void deliver(Packet packet, boolean earlier, FloodContext context) {
        Stem.OnStem onStem = stem.returned(packet.id(), context);
        if (onStem == null || onStem.own() == null) {
            context.tell(new FloodEvent.Delivered(
                    packet.id(), packet.payload(), packet.timeMs(), earlier, packet.kind()));
        } else {
            own.cameBack(onStem.own(), context);
        }
    }

    /** @param holders have announced the packet: they need neither the packet nor its id */
    private void pass(LinkId from, List<LinkId> holders, Frame.PacketFrame frame, FloodContext context) {
        if (frame.hopsLeft() > 0) {
            passOn(from, holders, new Frame.PacketFrame(frame.hopsLeft() - 1, frame.route(), frame.packet()), context);
        } else { // a tree that was just repaired may be deeper than it should
            announce(from, holders, Frame.IdKind.FRESH, frame.packet().id(), context);
        }
    }

    private void passOn(LinkId from, List<LinkId> holders, Frame.PacketFrame onward, FloodContext context) {
        for (TreeLink link : tree.links()) {
            if (link.id().equals(from) || holders.contains(link.id())) {
                continue;
            }
            if (tree.carries(link, onward.route())) {
                context.send(link.id(), onward);
            } else {
                lazyLinks.announceLater(link, Frame.IdKind.FRESH, onward.packet().id(), context);
            }
        }
    }

    private void announce(LinkId from, List<LinkId> holders, Frame.IdKind kind, PacketId id, FloodContext context) {
        for (TreeLink link : tree.links()) {
            if (!link.id().equals(from) && !holders.contains(link.id())) {
                lazyLinks.announceLater(link, kind, id, context);
            }
        }
    }

    /** A second copy came by the tree. If the first one did too, a link may have to become lazy. */
    private void pushedAgain(@Nullable TreeLink link, PacketId id, FloodContext context) {
        missing.pushedAgain(id, context.nowMs());
        PacketStore.Stored stored = store.get(id);
        if (link != null && stored != null && stored.route().isPushed()) {
            tree.cameAgain(link, id, context);
        }
    }

    // ---- authors

    public void attributed(FloodAttribution attribution, FloodContext context) {
        switch (attribution) {
            case FloodAttribution.OfPacket(PacketId packet, Author author) -> attribute(packet, author, context);
            case FloodAttribution.OfOwn(Author author) -> own.of(author);
        }
    }

    /** A burst of packets may have pushed this one out of the backlog before its author was known. */
    private void attribute(PacketId packet, Author author, FloodContext context) {
        PacketStore.Stored stored = backlog.attribute(packet, author, context) ? null : store.get(packet);
        if (stored != null) {
            backlog.add(stored.packet(), author, false, context);
        }
    }

    // ---- over a restart

    /** Packets that an earlier run has kept. */
    public void restore(List<Packet> packets, FloodContext context) {
        for (Packet packet : packets) {
            boolean isKept = packet.kind() != PacketKind.EPHEMERAL;
            if (isKept && isNew(packet.id()) && news.isTimely(packet, context)) {
                restore(packet, context);
            }
        }
    }

    private void restore(Packet packet, FloodContext context) {
        PacketId id = packet.id();
        seen.add(id, context.nowMs());
        fetcher.found(id, context);
        missing.found(id, Frame.Route.FETCHED, context.nowMs());
        backlog.add(packet, false, context);
        context.tell(new FloodEvent.Delivered(id, packet.payload(), packet.timeMs(), true, packet.kind()));
        tree.links().forEach(link -> lazyLinks.announceLater(link, Frame.IdKind.BACKLOG, id, context));
    }

    /** All that is kept, for the next run. */
    public void tellBacklog(FloodContext context) {
        context.tell(new FloodEvent.BacklogTold(backlog.all(context).stream().map(Backlog.Kept::packet).toList()));
    }

    // ---- stems

    /**
     * Honest peers send stem packets only on links that they dialled. One on a link that has just ended counts too: its
     * peer did not know that yet.
     */
    private void receiveOnStem(LinkId from, Packet packet, FloodContext context) {
        TreeLink neighbour = tree.get(from);
        boolean isOurs = neighbour != null && neighbour.origin().weDialled();
        if (!isOurs && isNew(packet.id()) && news.isTimely(packet, context)) {
            stemEnd.received(from, packet, context);
        }
    }

    /** The packet has not come back from its stem in time. */
    public void embargoDue(PacketId packet, FloodContext context) {
        stemEnd.embargoDue(packet, context);
    }

    /** A stem of another author ends here. */
    private void floodForAnother(Packet packet, Frame.Route route, FloodContext context) {
        seen.add(packet.id(), context.nowMs());
        copies.cameFirst(context.nowMs());
        fetcher.found(packet.id(), context);
        missing.found(packet.id(), route, context.nowMs());
        backlog.add(packet, true, context);
        deliver(packet, news.mayBeReplayed(packet, context), context);
        start.begin(packet, route, 0, context);
    }

    // ---- ids, grafts and prunes

    public void announced(LinkId from, Frame.IHave have, FloodContext context) {
        if (tree.get(from) != null) {
            have.ids().forEach(id -> stem.echoes().came(id, from));
        }
        lazyLinks.announced(from, have, context);
    }

    public void requested(LinkId from, Frame.IWant want, FloodContext context) {
        lazyLinks.requested(from, want, context);
    }

    public void leftOut(LinkId to, PacketId id, FloodContext context) {
        lazyLinks.leftOut(to, id, context);
    }

    public void grafted(LinkId from, FloodContext context) {
        tree.becomes(true, from, context.nowMs());
    }

    public void pruned(LinkId from, FloodContext context) {
        tree.becomes(false, from, context.nowMs());
    }

    // ---- timers

    public void announceDue(FloodContext context) {
        lazyLinks.announceDue(context);
    }

    public void missingDue(FloodContext context) {
        lazyLinks.missingDue(context);
    }

    public void backlogDue(FloodContext context) {
        fetcher.due(context);
    }

    public void repairDue(FloodContext context) {
        tree.repairDue(context);
    }

    // ---- for a person who asks

    public BroadcastStatus status() {
        return new BroadcastStatus(own, stem.echoes(), seen, copies, promises, tree, missing);
    }
}
