package floodchat.protocol.flood;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell (Plumtree, FCUL TR-07-14): packets go along eager links, which form a tree; the other links are lazy and carry ids, from which
 * whoever missed a packet asks for it. {@link Repair} says when a link changes between the two. There is no optimisation by hop count: with real
 * latencies it made the last delivery later.
 *
 * <p>What is published waits until there is a neighbour, and until whoever runs the core says that links have room.
 */
final class Flooding {
    private final NetworkTerms terms;
    private final ActiveView active;
    private final PassiveView passive;
    private final RandomGenerator random;
    private final Turn turn;
    private final OwnPackets own;
    private final Missing missing;
    private final Shaping shaping;
    private final Repair repair;
    private final SeenIds seen = new SeenIds(FloodLimits.SEEN_IDS_PER_GENERATION);
    private final PacketStore store = new PacketStore();
    private final Backlog backlog = new Backlog();
    private final CatchUp catchUp;
    private final Map<Neighbour, Branch> branches = new LinkedHashMap<>();
    private final CopyCount copies = new CopyCount();
    private final Wellbeing wellbeing;
    private final BooleanSupplier mayTakeNew;
    private boolean announceTimerRuns;
    /** Whether a link that carried packets is gone, and no other has taken its place. */
    private boolean bereft;
    private long aloneUntilMs;

    /** @param mayTakeNew counts a new packet; false where there are too many, and it is left */
    Flooding(
            NetworkTerms terms,
            ActiveView active,
            PassiveView passive,
            Wellbeing wellbeing,
            BooleanSupplier mayTakeNew,
            RandomGenerator random,
            Turn turn) {
        LagEstimate lag = new LagEstimate();
        this.terms = terms;
        this.active = active;
        this.passive = passive;
        this.wellbeing = wellbeing;
        this.mayTakeNew = mayTakeNew;
        this.random = random;
        this.turn = turn;
        this.own = new OwnPackets(terms, turn);
        this.catchUp = new CatchUp(this::isNew, turn);
        this.missing = new Missing(lag, random, turn);
        this.shaping = new Shaping(lag, turn);
        this.repair = new Repair(lag, random, turn);
    }

    boolean isNew(PacketId id) {
        return !seen.contains(id);
    }

    // ---- neighbours come and go

    /**
     * Follows the active view. A neighbour that is gone may have taken along what it was to be given; so whatever no link
     * has written by then is given to those that are left, or to the first that comes.
     */
    void follow() {
        List<Neighbour> gone = branches.keySet()
                .stream()
                .filter(neighbour -> active.get(neighbour.peer()) != neighbour)
                .toList();
        gone.forEach(this::unlinked);
        boolean alone = branches.isEmpty();
        if (alone) {
            aloneUntilMs = turn.nowMs();
        }
        active.all().stream().filter(neighbour -> !branches.containsKey(neighbour)).forEach(this::linked);
        if (alone || !gone.isEmpty()) {
            own.awaitNeighbour();
        }
    }

    /** A new neighbour is told what is in the backlog; what is still under way comes to it by the tree. */
    private void linked(Neighbour neighbour) {
        boolean needed = bereft || isSmall() || branches.values().stream().noneMatch(Branch::isEager);
        Branch branch = new Branch(neighbour, turn.nowMs());
        branches.put(neighbour, branch);
        for (Backlog.Kept kept : backlog.all(turn.nowMs())) {
            boolean fresh = turn.nowMs() - kept.keptMs() < FloodLimits.FRESH_MS;
            announceLater(branch, fresh ? Frame.Age.FRESH : Frame.Age.EARLIER, kept.id());
        }
        if (needed || !neighbour.isOurs() || isAsked(neighbour)) {
            bereft = false;
        } else {
            makeLazy(branch);
        }
    }

    /** A person wants packets to go this way. */
    private static boolean isAsked(Neighbour neighbour) {
        return neighbour.errand() instanceof Errand.Enter enter && enter.asked();
    }

    private void unlinked(Neighbour neighbour) {
        branches.remove(neighbour);
        if (neighbour.isEager()) {
            bereft = true;
            shaping.lost();
        }
        missing.lost(neighbour);
        catchUp.lost(neighbour);
    }

    // ---- our own packets

    /** False where too many packets wait for a link to write them; a further one should wait too. */
    boolean hasRoom() {
        return own.hasRoom();
    }

    void publish(FloodCommand.Publish publish) {
        if (publish.ephemeral() && branches.isEmpty()) {
            return; // nobody would hear it
        }
        Draft draft = own.add(publish);
        if (terms.asksForWork()) {
            turn.stamp(draft);
        } else {
            stamped(Objects.requireNonNull(draft.tryStamps(1), "any stamp will do"));
        }
    }

    void stamped(Packet packet) {
        seen.add(packet.id(), turn.nowMs());
        shaping.pushed(packet.id());
        own.stamped(packet, !branches.isEmpty());
    }

    /** Whether own packets wait for their stamps. */
    boolean isStamping() {
        return own.isStamping();
    }

    /** Whether own packets wait, and there is somebody to give them to. */
    boolean hasWaiting() {
        return !own.isNoneWaiting() && !branches.isEmpty();
    }

    /** Gives the oldest own packet that waits to the neighbours. */
    void sendWaiting() {
        OwnPackets.Own next = own.next();
        if (own.isWritten(next.ticket())) {
            return;
        }
        Frame.Flooded frame = firstHop(next.packet());
        store.add(next.packet(), FloodLimits.MAX_PACKET_HOPS, frame.way());
        makeSomeEager();
        for (Branch branch : branches.values()) {
            if (!branch.isEager() && !goesEverywhere(next.packet().id())) {
                announceLater(branch, Frame.Age.FRESH, next.packet().id());
            } else if (next.ticket() == 0) {
                turn.send(branch.neighbour(), firstHop(next.packet()));
            } else {
                turn.sendOwn(branch.neighbour(), firstHop(next.packet()), next.ticket());
            }
        }
    }

    /** An author without an eager link (all its neighbours get packets elsewhere first) still has to tell somebody. */
    private void makeSomeEager() {
        if (branches.values().stream().noneMatch(Branch::isEager)) {
            makeEager(branches.values().iterator().next());
        }
    }

    private Frame.Flooded firstHop(Packet packet) {
        int hops = random.nextInt(FloodLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
        boolean alone = packet.timeMs() < aloneUntilMs && turn.nowMs() - packet.timeMs() > FloodLimits.NEWS_MS;
        return new Frame.Flooded(hops, alone ? Frame.Way.EARLIER : Frame.Way.PUSHED, packet);
    }

    /** Only now does an own packet count as said: what no link has written is given to the next neighbour anyhow. */
    void written(List<Long> tickets) {
        for (Long ticket : tickets) {
            Packet packet = own.written(ticket);
            if (packet != null) {
                backlog.add(packet, turn.nowMs());
            }
        }
    }

    // ---- packets of others

    void received(Neighbour from, Frame.Flooded frame) {
        if (from.stage() == Neighbour.Stage.TEMPORARY) {
            return;
        }
        if (isNew(frame.packet().id())) {
            firstIfTimely(from, frame);
            return;
        }
        copies.cameAgain(turn.nowMs());
        if (frame.way() == Frame.Way.PUSHED) {
            pushedAgain(branches.get(from), frame.packet().id());
        }
    }

    /** Of another time: it goes no further, and costs nobody a link, for between two clocks that differ stands a peer that can't know. */
    private void firstIfTimely(Neighbour from, Frame.Flooded frame) {
        long timeMs = frame.packet().timeMs();
        boolean timely =
                timeMs >= turn.nowMs() - FloodLimits.BACKLOG_AGE_MS
                        && timeMs <= turn.nowMs() + FloodLimits.MAX_AHEAD_MS;
        if (timely && mayTakeNew.getAsBoolean()) {
            first(branches.get(from), from, frame);
        }
    }

    private void first(@Nullable Branch branch, Neighbour from, Frame.Flooded frame) {
        Packet packet = frame.packet();
        seen.add(packet.id(), turn.nowMs());
        copies.cameFirst(turn.nowMs());
        boolean caughtUp =
                catchUp.found(packet.id()) && frame.way() == Frame.Way.FETCHED && !isOfThisMoment(packet);
        boolean earlier = caughtUp || isEarlier(frame);
        missing.found(packet.id(), frame.way());
        store.add(packet, frame.hopsLeft(), frame.way());
        backlog.add(packet, turn.nowMs());
        turn.tell(new FloodEvent.Delivered(packet.payload(), packet.timeMs(), earlier));
        if (caughtUp) {
            announceToOthers(from, Frame.Age.EARLIER, packet.id());
        } else {
            pass(branch, from, frame);
        }
    }

    /** A replay of what is forgotten is no news either; and a relay may say of any packet that it is none. */
    private boolean isEarlier(Frame.Flooded frame) {
        boolean saidSo = frame.way() == Frame.Way.EARLIER && !isOfThisMoment(frame.packet());
        return saidSo || seen.mayHaveForgotten(frame.packet().timeMs());
    }

    /** Nobody who is honest, and whose clock is right, calls such a packet earlier. */
    private boolean isOfThisMoment(Packet packet) {
        return Math.abs(turn.nowMs() - packet.timeMs()) < FloodLimits.FRESH_MS;
    }

    private void pass(@Nullable Branch branch, Neighbour from, Frame.Flooded frame) {
        if (branch != null && frame.way() == Frame.Way.PUSHED) {
            repair.pushed();
            shaping.pushed(frame.packet().id());
            if (showsTheWay(branch, frame.packet().id())) {
                makeEager(branch);
            }
        }
        if (frame.hopsLeft() > 0) {
            passOn(from, new Frame.Flooded(frame.hopsLeft() - 1, frame.way(), frame.packet()));
        } else {
            announceToOthers(from, Frame.Age.FRESH, frame.packet().id()); // a tree that was just mended may be deeper than it should
        }
    }

    /** Whether the link that brought this first should carry packets from now on. What was under way when it became lazy says nothing. */
    private boolean showsTheWay(Branch branch, PacketId id) {
        return shaping.sounds(id) || !isQuiet() && shaping.isOver(branch.changedMs()) && !shaping.isSettling();
    }

    private void passOn(Neighbour from, Frame.Flooded onward) {
        boolean everywhere = onward.way() == Frame.Way.PUSHED && goesEverywhere(onward.packet().id());
        for (Branch branch : branches.values()) {
            if (branch.neighbour() != from && (branch.isEager() || everywhere)) {
                turn.send(branch.neighbour(), onward);
            } else if (branch.neighbour() != from) {
                announceLater(branch, Frame.Age.FRESH, onward.packet().id());
            }
        }
    }

    private void announceToOthers(Neighbour from, Frame.Age age, PacketId id) {
        for (Branch branch : branches.values()) {
            if (branch.neighbour() != from) {
                announceLater(branch, age, id);
            }
        }
    }

    /** A second copy along eager links alone: there is a cycle. */
    private void pushedAgain(@Nullable Branch branch, PacketId id) {
        missing.pushedAgain(id);
        PacketStore.Stored stored = store.get(id);
        boolean cycle = stored != null && stored.way() == Frame.Way.PUSHED;
        boolean told = goesEverywhere(id) && branch != null && !branch.isEager();
        if (cycle && branch != null && !isSmall() && shaping.cuts(id) && !told) {
            makeLazy(branch);
        }
    }

    private void makeLazy(Branch branch) {
        branch.become(false, turn.nowMs());
        turn.send(branch.neighbour(), new Frame.Prune());
    }

    private boolean goesEverywhere(PacketId id) {
        return shaping.sounds(id) || isQuiet();
    }

    private boolean isSmall() {
        return known() <= FloodLimits.PLAIN_FLOOD_PEERS;
    }

    /** A few peers that say little: the tree stays as it is, and is not used. */
    private boolean isQuiet() {
        return known() <= FloodLimits.QUIET_FLOOD_PEERS && shaping.isQuiet();
    }

    /** How many peers there are, as far as we know. */
    private int known() {
        return 1 + active.size() + passive.size();
    }

    // ---- the tree

    private void makeEager(Branch branch) {
        if (!branch.isEager()) {
            branch.become(true, turn.nowMs());
            turn.send(branch.neighbour(), new Frame.Graft());
        }
    }

    void grafted(Neighbour from) {
        Branch branch = branches.get(from);
        if (branch != null) {
            branch.become(true, turn.nowMs());
        }
    }

    void pruned(Neighbour from) {
        Branch branch = branches.get(from);
        if (branch != null) {
            branch.become(false, turn.nowMs());
        }
    }

    void repairDue() {
        Neighbour from = repair.due();
        Branch branch = from == null ? null : branches.get(from);
        if (branch != null && !branch.isEager()) {
            makeEager(branch);
            wellbeing.grafted(branch.neighbour());
        }
    }

    // ---- lazy links

    private void announceLater(Branch branch, Frame.Age age, PacketId id) {
        branch.announceLater(age, id);
        startAnnounceTimer();
    }

    private void startAnnounceTimer() {
        if (!announceTimerRuns) {
            announceTimerRuns = true;
            turn.startTimer(new FloodTimer.AnnounceDue(), FloodLimits.ANNOUNCE_AFTER_MS);
        }
    }

    /** A link had no room for a packet: its peer is told of it instead, and can ask for it once there is room. */
    void leftOut(Neighbour to, PacketId id) {
        Branch branch = branches.get(to);
        if (branch != null) {
            branch.notServed(id);
            announceLater(branch, Frame.Age.FRESH, id);
        }
    }

    void announceDue() {
        announceTimerRuns = false;
        boolean more = false;
        for (Branch branch : branches.values()) {
            more |= branch.announce(turn);
        }
        if (more) {
            startAnnounceTimer();
        }
    }

    void announced(Neighbour from, Frame.IHave have) {
        if (branches.containsKey(from)) {
            switch (have.age()) {
                case FRESH -> announcedFresh(from, hasJustCome() ? announcedEarlier(from, have.ids()) : have.ids());
                case EARLIER -> announcedEarlier(from, have.ids());
            }
        }
    }

    /** Gives those for which there is no room: of a backlog there are none, but where much is said a newcomer is told of more in its first second. */
    private List<PacketId> announcedEarlier(Neighbour from, List<PacketId> ids) {
        List<PacketId> absent = ids.stream().filter(this::isNew).toList();
        List<PacketId> left = catchUp.announced(absent.stream().filter(id -> !missing.awaits(id)).toList(), from);
        absent.stream().filter(missing::awaits).forEach(id -> missing.announced(id, from)); // one more that can be asked
        return left;
    }

    /** Nearly all frames end here, with ids that are known. */
    private void announcedFresh(Neighbour from, List<PacketId> ids) {
        for (PacketId id : ids) {
            if (isNew(id)) {
                missing.announced(id, from);
            }
        }
    }

    /** To a peer that had no neighbour a moment ago everything that it is told of is from before it came. */
    private boolean hasJustCome() {
        return turn.nowMs() - aloneUntilMs < FloodLimits.JUST_COME_MS;
    }

    void missingDue() {
        missing.due().forEach((from, ids) -> {
            turn.sendIds(from, ids, Frame.IWant::new);
            repair.fetched(from);
        });
    }

    void catchUpDue() {
        catchUp.due();
    }

    void wanted(Neighbour from, Frame.IWant want) {
        Branch branch = branches.get(from);
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

    // ---- for whoever asks

    boolean isEager(Neighbour neighbour) {
        Branch branch = branches.get(neighbour);
        return branch != null && branch.isEager();
    }

    CopyCount copies() {
        return copies;
    }

    Missing missing() {
        return missing;
    }

    int seenIds() {
        return seen.size();
    }

    /** How many own packets no link has written. */
    int unsent() {
        return own.unsent();
    }
}
