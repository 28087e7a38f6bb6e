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
    private final CatchUp catchUp;
    private final PacketStore store;
    private final Backlog backlog;
    private final Turn turn;
    private boolean announceTimerRuns;

    /** @param isNew whether a packet has not been here yet */
    LazyLinks(
            Tree tree,
            Predicate<PacketId> isNew,
            Missing missing,
            CatchUp catchUp,
            PacketStore store,
            Backlog backlog,
            Turn turn) {
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
    void tellBacklog(Branch branch) {
        for (Backlog.Kept kept : backlog.all(turn.nowMs())) {
            boolean fresh = turn.nowMs() < kept.freshUntilMs();
            announceLater(branch, fresh ? Frame.Age.FRESH : Frame.Age.EARLIER, kept.id());
        }
    }

    /** A link had no room for a packet: its peer is told of it instead, and can ask for it once there is room. */
    void leftOut(Neighbour to, PacketId id) {
        Branch branch = tree.get(to);
        if (branch != null) {
            branch.notServed(id);
            announceLater(branch, Frame.Age.FRESH, id);
        }
    }

    void announceLater(Branch branch, Frame.Age age, PacketId id) {
        branch.announceLater(age, id);
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
        for (Branch branch : tree.branches()) {
            more |= branch.announce(turn);
        }
        if (more) {
            startAnnounceTimer();
        }
    }

    void wanted(Neighbour from, Frame.IWant want) {
        Branch branch = tree.get(from);
        if (branch != null) {
            want.ids().forEach(id -> serve(branch, id));
        }
    }

    private void serve(Branch to, PacketId id) {
        PacketStore.Stored stored = store.get(id);
        Packet packet = stored != null ? stored.packet() : backlog.get(id);
        if (packet != null && to.mayServe(id)) {
            int hopsLeft = stored != null ? Math.max(0, stored.hopsLeft() - 1) : 0;
            boolean wasEarlier = stored != null && stored.way() == Frame.Way.EARLIER;
            Frame.Way way = wasEarlier ? Frame.Way.EARLIER : Frame.Way.FETCHED;
            turn.send(to.neighbour(), new Frame.Flooded(hopsLeft, way, packet));
        }
    }

    // ---- being told

    void announced(Neighbour from, Frame.IHave have) {
        if (tree.get(from) != null) {
            switch (have.age()) {
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
    private List<PacketId> announcedEarlier(Neighbour from, List<PacketId> ids) {
        List<PacketId> absent = absent(ids);
        List<PacketId> left = catchUp.announced(absent, from);
        for (PacketId id : absent.subList(0, absent.size() - left.size())) { // room runs out at the end
            missing.handOver(id, catchUp::hasRoom).forEach(other -> catchUp.announced(List.of(id), other));
        }
        return left;
    }

    /** Nearly all frames end here, with ids that are known. */
    private void announcedFresh(Neighbour from, List<PacketId> ids) {
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
