package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What goes along lazy links: ids of packets, and the packets that are asked for by them. Eager links are told ids too, of what goes no further and of
 * what is in the backlog. Owned by {@link Flooding}.
 */
final class LazyLinks {
    private final Tree tree;
    private final Predicate<PacketId> isNew;
    private final Missing missing;
    private final BacklogFetcher catchUp;
    private final PacketStore store;
    private final Backlog backlog;
    private final FloodContext turn;
    private boolean announceTimerRuns;

    /** @param isNew whether a packet has not been here yet */
    LazyLinks(
            Tree tree,
            Predicate<PacketId> isNew,
            Missing missing,
            BacklogFetcher catchUp,
            PacketStore store,
            Backlog backlog,
            FloodContext turn) {
        this.tree = tree;
        this.isNew = isNew;
        this.missing = missing;
        this.catchUp = catchUp;
        this.store = store;
        this.backlog = backlog;
        this.turn = turn;
    }

    // ---- telling

    /** A new neighbour is told what is in the backlog; what is still under way comes to it by the tree. */
    void tellBacklog(TreeLink branch) {
        for (Backlog.Kept kept : backlog.all(turn.nowMs())) {
            boolean fresh = turn.nowMs() < kept.freshUntilMs();
            announceLater(branch, fresh ? Frame.IdKind.FRESH : Frame.IdKind.EARLIER, kept.id());
        }
    }

    /** A link had no room for a packet: its peer is told of it instead, and can ask for it once there is room. */
    void leftOut(PeerLink to, PacketId id) {
        TreeLink branch = tree.get(to);
        if (branch != null) {
            branch.notServed(id);
            announceLater(branch, Frame.IdKind.FRESH, id);
        }
    }

    void announceLater(TreeLink branch, Frame.IdKind kind, PacketId id) {
        branch.announceLater(kind, id);
        startAnnounceTimer();
    }

    private void startAnnounceTimer() {
        if (!announceTimerRuns) {
            announceTimerRuns = true;
            turn.startTimer(new FloodTimer.AnnounceDue(), FloodLimits.ANNOUNCE_AFTER_MS);
        }
    }

    void announceDue() {
        announceTimerRuns = false;
        boolean more = false;
        for (TreeLink branch : tree.branches()) {
            more |= branch.announce(turn);
        }
        if (more) {
            startAnnounceTimer();
        }
    }

    void wanted(PeerLink from, Frame.IWant want) {
        TreeLink branch = tree.get(from);
        if (branch != null) {
            want.ids().forEach(id -> serve(branch, id));
        }
    }

    private void serve(TreeLink to, PacketId id) {
        PacketStore.Stored stored = store.get(id);
        Packet packet = stored != null ? stored.packet() : backlog.get(id);
        if (packet != null && to.mayServe(id)) {
            int hopsLeft = stored != null ? Math.max(0, stored.hopsLeft() - 1) : 0;
            boolean wasEarlier = stored != null && stored.route() == Frame.Route.EARLIER;
            Frame.Route route = wasEarlier ? Frame.Route.EARLIER : Frame.Route.FETCHED;
            turn.send(to.neighbour(), new Frame.PacketFrame(hopsLeft, route, packet));
        }
    }

    // ---- being told

    void announced(PeerLink from, Frame.IHave have) {
        if (tree.get(from) != null) {
            switch (have.kind()) {
                case FRESH -> announcedFresh(from, hasJustCome() ? announcedEarlier(from, have.ids()) : have.ids());
                case EARLIER -> announcedEarlier(from, have.ids());
            }
        }
    }

    /** To a peer that had no neighbour a moment ago everything that it is told of is from before it came. */
    private boolean hasJustCome() {
        return turn.nowMs() - tree.aloneUntilMs() < FloodLimits.JUST_COME_MS;
    }

    /**
     * What one neighbour calls earlier does not come by the tree, whatever others have said: it is not waited for, but asked for.
     *
     * @return those for which there is no room: of a backlog there are none, but where much is said a newcomer is told of more in its first second
     */
    private List<PacketId> announcedEarlier(PeerLink from, List<PacketId> ids) {
        List<PacketId> absent = absent(ids);
        List<PacketId> left = catchUp.announced(absent, from);
        for (PacketId id : absent.subList(0, absent.size() - left.size())) { // room runs out at the end
            missing.handOver(id, catchUp::hasRoom).forEach(other -> catchUp.announced(List.of(id), other));
        }
        return left;
    }

    /** Nearly all frames end here, with ids that are known. */
    private void announcedFresh(PeerLink from, List<PacketId> ids) {
        missing.announced(absent(ids), from);
    }

    private List<PacketId> absent(List<PacketId> ids) {
        List<PacketId> absent = new ArrayList<>();
        for (PacketId id : ids) {
            if (isNew.test(id)) {
                absent.add(id);
            }
        }
        return absent;
    }

    void missingDue() {
        missing.due().forEach((from, ids) -> {
            turn.sendIds(from, ids, Frame.IWant::new);
            tree.fetched(from);
        });
    }

    void catchUpDue() {
        catchUp.due();
    }
}
