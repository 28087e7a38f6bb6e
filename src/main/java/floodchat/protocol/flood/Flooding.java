package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final ActiveView active;
    private final PassiveView passive;
    private final RandomGenerator random;
    private final Turn turn;
    private final OwnPackets own;
    private final Missing missing;
    private final Repair repair;
    private final SeenIds seen = new SeenIds(FloodLimits.SEEN_IDS_PER_GENERATION);
    private final PacketStore store = new PacketStore();
    private final Map<Neighbour, Branch> branches = new LinkedHashMap<>();
    private boolean announceTimerRuns;

    Flooding(NetworkTag network, ActiveView active, PassiveView passive, RandomGenerator random, Turn turn) {
        LagEstimate lag = new LagEstimate();
        this.active = active;
        this.passive = passive;
        this.random = random;
        this.turn = turn;
        this.own = new OwnPackets(network, turn);
        this.missing = new Missing(lag, turn);
        this.repair = new Repair(lag, random, turn);
    }

    boolean isNew(PacketId id) {
        return !seen.contains(id);
    }

    // ---- neighbours come and go

    /**
     * Follows the active view: a new neighbour is eager. A neighbour that is gone may have taken along what it was to be given; so whatever no link
     * has written by then is given to those that are left, or to the first that comes.
     */
    void follow() {
        List<Neighbour> gone = branches.keySet()
                .stream()
                .filter(neighbour -> active.get(neighbour.peer()) != neighbour)
                .toList();
        gone.forEach(this::unlinked);
        boolean alone = branches.isEmpty();
        active.all().forEach(neighbour -> branches.computeIfAbsent(neighbour, Branch::new));
        if (alone || !gone.isEmpty()) {
            own.awaitNeighbour();
        }
    }

    private void unlinked(Neighbour neighbour) {
        branches.remove(neighbour);
        missing.lost(neighbour);
    }

    // ---- our own packets

    /** False where too many packets wait for a link to write them; a further one should wait too. */
    boolean hasRoom() {
        return own.hasRoom();
    }

    void publish(FloodCommand.Publish publish) {
        seen.add(own.add(publish, !branches.isEmpty()).id());
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
        store.add(next.packet(), FloodLimits.MAX_PACKET_HOPS, Frame.Way.PUSHED);
        makeSomeEager();
        for (Branch branch : branches.values()) {
            if (!branch.isEager()) {
                announceLater(branch, next.packet().id());
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
        return new Frame.Flooded(hops, Frame.Way.PUSHED, packet);
    }

    void written(List<Long> tickets) {
        own.written(tickets);
    }

    // ---- packets of others

    void received(Neighbour from, Frame.Flooded frame) {
        if (from.stage() == Neighbour.Stage.TEMPORARY) {
            return;
        }
        Branch branch = branches.get(from);
        if (seen.add(frame.packet().id())) {
            first(branch, from, frame);
        } else if (frame.way() == Frame.Way.PUSHED) {
            pushedAgain(branch, frame.packet().id());
        }
    }

    private void first(@Nullable Branch branch, Neighbour from, Frame.Flooded frame) {
        Packet packet = frame.packet();
        missing.found(packet.id(), frame.way());
        store.add(packet, frame.hopsLeft(), frame.way());
        turn.tell(new FloodEvent.Delivered(packet.payload()));
        if (branch != null && frame.way() == Frame.Way.PUSHED) {
            repair.pushed();
            makeEager(branch); // it brings something first, though we may just have pruned it
        }
        if (frame.hopsLeft() > 0) {
            pass(from, new Frame.Flooded(frame.hopsLeft() - 1, frame.way(), packet));
        }
    }

    private void pass(Neighbour from, Frame.Flooded onward) {
        for (Branch branch : branches.values()) {
            if (branch.neighbour() != from && branch.isEager()) {
                turn.send(branch.neighbour(), onward);
            } else if (branch.neighbour() != from) {
                announceLater(branch, onward.packet().id());
            }
        }
    }

    /** A second copy along eager links alone: there is a cycle. */
    private void pushedAgain(@Nullable Branch branch, PacketId id) {
        missing.pushedAgain(id);
        PacketStore.Stored stored = store.get(id);
        boolean cycle = stored != null && stored.way() == Frame.Way.PUSHED;
        if (cycle && branch != null && !isSmall() && repair.mayCut()) {
            branch.becomeLazy();
            turn.send(branch.neighbour(), new Frame.Prune());
        }
    }

    private boolean isSmall() {
        return 1 + active.size() + passive.size() <= FloodLimits.PLAIN_FLOOD_PEERS;
    }

    // ---- the tree

    private void makeEager(Branch branch) {
        if (!branch.isEager()) {
            branch.becomeEager();
            turn.send(branch.neighbour(), new Frame.Graft());
        }
    }

    void grafted(Neighbour from) {
        Branch branch = branches.get(from);
        if (branch != null) {
            branch.becomeEager();
        }
    }

    void pruned(Neighbour from) {
        Branch branch = branches.get(from);
        if (branch != null) {
            branch.becomeLazy();
        }
    }

    void repairDue() {
        Neighbour from = repair.due();
        Branch branch = from == null ? null : branches.get(from);
        if (branch != null) {
            makeEager(branch);
        }
    }

    // ---- lazy links

    private void announceLater(Branch branch, PacketId id) {
        branch.announceLater(id);
        if (!announceTimerRuns) {
            announceTimerRuns = true;
            turn.startTimer(new FloodTimer.AnnounceDue(), FloodLimits.ANNOUNCE_AFTER_MS);
        }
    }

    /** A link had no room for a packet: its peer is told of it instead, and can ask for it once there is room. */
    void leftOut(Neighbour to, PacketId id) {
        Branch branch = branches.get(to);
        if (branch != null) {
            announceLater(branch, id);
        }
    }

    void announceDue() {
        announceTimerRuns = false;
        for (Branch branch : branches.values()) {
            inFrames(branch.takeAnnouncements(), Frame.IHave::new)
                    .forEach(frame -> turn.send(branch.neighbour(), frame));
        }
    }

    private static List<Frame> inFrames(List<PacketId> ids, Function<List<PacketId>, Frame> frame) {
        List<Frame> frames = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += FloodLimits.MAX_IDS) {
            frames.add(frame.apply(List.copyOf(ids.subList(from, Math.min(ids.size(), from + FloodLimits.MAX_IDS)))));
        }
        return frames;
    }

    void announced(Neighbour from, Frame.IHave have) {
        if (branches.containsKey(from)) {
            have.ids().stream().filter(this::isNew).forEach(id -> missing.announced(id, from));
        }
    }

    void missingDue() {
        missing.due().forEach((from, ids) -> {
            inFrames(ids, Frame.IWant::new).forEach(frame -> turn.send(from, frame));
            repair.fetched(from);
        });
    }

    void wanted(Neighbour from, Frame.IWant want) {
        Branch branch = branches.get(from);
        if (branch != null) {
            want.ids().forEach(id -> serve(branch, id));
        }
    }

    private void serve(Branch to, PacketId id) {
        PacketStore.Stored stored = store.get(id);
        if (stored != null && to.mayServe(id)) {
            int hopsLeft = Math.max(0, stored.hopsLeft() - 1);
            turn.send(to.neighbour(), new Frame.Flooded(hopsLeft, Frame.Way.FETCHED, stored.packet()));
        }
    }
}
