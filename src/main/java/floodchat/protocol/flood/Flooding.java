package floodchat.protocol.flood;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of packets: each is delivered once, and goes on along the links of the {@link Tree}; to the others go ids, from which whoever missed a
 * packet asks for it ({@link Missing}), now or when it comes later ({@link CatchUp}).
 *
 * <p>What is published waits until there is a neighbour, and until whoever runs the core says that links have room.
 */
final class Flooding {
    private final NetworkTerms terms;
    private final ActiveView active;
    private final RandomGenerator random;
    private final Turn turn;
    private final OwnPackets own;
    private final Missing missing;
    private final Tree tree;
    private final SeenIds seen = new SeenIds(FloodLimits.SEEN_IDS_PER_GENERATION);
    private final PacketStore store = new PacketStore();
    private final Backlog backlog = new Backlog();
    private final CatchUp catchUp;
    private final LazyLinks lazyLinks;
    private final CopyCount copies = new CopyCount();
    private final BooleanSupplier mayTakeNew;

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
        this.mayTakeNew = mayTakeNew;
        this.random = random;
        this.turn = turn;
        this.own = new OwnPackets(terms, turn);
        this.catchUp = new CatchUp(this::isNew, turn);
        this.missing = new Missing(lag, random, turn);
        this.tree = new Tree(active, passive, wellbeing, lag, random, turn);
        this.lazyLinks = new LazyLinks(tree, this::isNew, missing, catchUp, store, backlog, turn);
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
        List<Neighbour> gone = active.takeGone();
        List<Neighbour> come = active.takeCome();
        gone.forEach(this::unlinked);
        boolean firstCome = tree.isEmpty() && !come.isEmpty();
        come.forEach(this::linked);
        if (firstCome || !gone.isEmpty()) {
            own.awaitNeighbour();
        }
    }

    private void linked(Neighbour neighbour) {
        lazyLinks.tellBacklog(tree.linked(neighbour));
    }

    private void unlinked(Neighbour neighbour) {
        tree.unlinked(neighbour);
        missing.lost(neighbour);
        catchUp.lost(neighbour);
    }

    // ---- our own packets

    /** False where too many packets wait for a link to write them; a further one should wait too. */
    boolean hasRoom() {
        return own.hasRoom();
    }

    void publish(FloodCommand.Publish publish) {
        if (publish.ephemeral() && tree.isEmpty()) {
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
        tree.entered(packet.id());
        own.stamped(packet, !tree.isEmpty());
    }

    /** Whether own packets wait for their stamps. */
    boolean isStamping() {
        return own.isStamping();
    }

    /** Whether own packets wait, and there is somebody to give them to. */
    boolean hasWaiting() {
        return !own.isNoneWaiting() && !tree.isEmpty();
    }

    /** Gives the oldest own packet that waits to the neighbours. */
    void sendWaiting() {
        OwnPackets.Own next = own.next();
        if (own.isWritten(next.ticket())) {
            return;
        }
        Frame.Way way = firstWay(next.packet());
        if (!store.contains(next.packet().id())) { // it may have been given to a neighbour that is gone
            store.add(next.packet(), FloodLimits.MAX_PACKET_HOPS, way);
        }
        tree.makeSomeEager();
        for (Branch branch : tree.branches()) {
            if (tree.carries(branch, way)) {
                send(branch.neighbour(), next, way);
            } else {
                lazyLinks.announceLater(branch, Frame.Age.FRESH, next.packet().id());
            }
        }
    }

    private void send(Neighbour to, OwnPackets.Own own, Frame.Way way) {
        int hops = random.nextInt(FloodLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
        Frame.Flooded frame = new Frame.Flooded(hops, way, own.packet());
        if (own.ticket() == 0) {
            turn.send(to, frame);
        } else {
            turn.sendOwn(to, frame, own.ticket());
        }
    }

    private Frame.Way firstWay(Packet packet) {
        boolean alone = packet.timeMs() < tree.aloneUntilMs() && turn.nowMs() - packet.timeMs() > FloodLimits.NEWS_MS;
        return alone ? Frame.Way.EARLIER : tree.onward(packet.id());
    }

    /** Only now does an own packet count as said: what no link has written is given to the next neighbour anyhow. */
    void written(List<Long> tickets) {
        for (Long ticket : tickets) {
            Packet packet = own.written(ticket);
            if (packet != null) {
                backlog.add(packet, true, turn.nowMs());
            }
        }
    }

    // ---- packets of others

    void received(Neighbour from, Frame.Flooded frame) {
        if (from.stage() == Neighbour.Stage.TEMPORARY) {
            return;
        }
        if (isNew(frame.packet().id())) {
            if (!comesByOthers(from, frame)) {
                firstIfTimely(from, frame);
            }
            return;
        }
        copies.cameAgain(turn.nowMs());
        if (frame.way().isPushed()) {
            pushedAgain(tree.get(from), frame.packet().id());
        }
    }

    /** What sounds comes by every link, and is to show the best one: not one that has just ended, on which it was still under way. */
    private boolean comesByOthers(Neighbour from, Frame.Flooded frame) {
        return frame.way() == Frame.Way.SOUNDING && tree.get(from) == null && !tree.isEmpty();
    }

    /** Of another time: it goes no further, and costs nobody a link, for between two clocks that differ stands a peer that can't know. */
    private void firstIfTimely(Neighbour from, Frame.Flooded frame) {
        long timeMs = frame.packet().timeMs();
        boolean timely =
                timeMs >= turn.nowMs() - FloodLimits.BACKLOG_AGE_MS
                        && timeMs <= turn.nowMs() + FloodLimits.MAX_AHEAD_MS;
        if (timely && mayTakeNew.getAsBoolean()) {
            first(from, frame);
        }
    }

    private void first(Neighbour from, Frame.Flooded frame) {
        Packet packet = frame.packet();
        seen.add(packet.id(), turn.nowMs());
        copies.cameFirst(turn.nowMs());
        boolean caughtUp =
                catchUp.found(packet.id()) && frame.way() == Frame.Way.FETCHED && !isOfThisMoment(packet);
        Frame.Way way = tree.cameFirst(tree.get(from), packet.id(), wayOf(frame));
        boolean earlier = caughtUp || isEarlier(frame);
        List<Neighbour> holders = missing.found(packet.id(), way);
        store.add(packet, frame.hopsLeft(), way);
        backlog.add(packet, !caughtUp, turn.nowMs());
        turn.tell(new FloodEvent.Delivered(packet.payload(), packet.timeMs(), earlier));
        if (caughtUp) {
            announceToOthers(from, holders, Frame.Age.EARLIER, packet.id());
        } else {
            pass(from, holders, new Frame.Flooded(frame.hopsLeft(), way, packet));
        }
    }

    /** A replay of what is forgotten shapes no tree once more, which has cost its author's work once. */
    private Frame.Way wayOf(Frame.Flooded frame) {
        boolean again = frame.way() == Frame.Way.SOUNDING && seen.mayHaveForgotten(frame.packet().timeMs());
        return again ? Frame.Way.PUSHED : frame.way();
    }

    /** A replay of what is forgotten is no news either; and a relay may say of any packet that it is none. */
    private boolean isEarlier(Frame.Flooded frame) {
        boolean saidSo = frame.way() == Frame.Way.EARLIER && !isOfThisMoment(frame.packet());
        return saidSo || seen.mayHaveForgotten(frame.packet().timeMs());
    }

    /** Nobody who is honest, and whose clock is right, calls such a packet earlier. */
    private boolean isOfThisMoment(Packet packet) {
        boolean now = Math.abs(turn.nowMs() - packet.timeMs()) < FloodLimits.THIS_MOMENT_MS;
        return now && packet.timeMs() > tree.aloneUntilMs(); // else it was said before we came
    }

    /** @param holders who has announced it, and need be sent neither it nor its id */
    private void pass(Neighbour from, List<Neighbour> holders, Frame.Flooded frame) {
        if (frame.hopsLeft() > 0) {
            passOn(from, holders, new Frame.Flooded(frame.hopsLeft() - 1, frame.way(), frame.packet()));
        } else {
            announceToOthers(from, holders, Frame.Age.FRESH, frame.packet().id()); // a tree that was just mended may be deeper than it should
        }
    }

    private void passOn(Neighbour from, List<Neighbour> holders, Frame.Flooded onward) {
        PacketId id = onward.packet().id();
        for (Branch branch : tree.branches()) {
            if (branch.neighbour() == from || holders.contains(branch.neighbour())) {
                continue;
            }
            if (tree.carries(branch, onward.way())) {
                turn.send(branch.neighbour(), onward);
            } else {
                lazyLinks.announceLater(branch, Frame.Age.FRESH, id);
            }
        }
    }

    private void announceToOthers(Neighbour from, List<Neighbour> holders, Frame.Age age, PacketId id) {
        for (Branch branch : tree.branches()) {
            if (branch.neighbour() != from && !holders.contains(branch.neighbour())) {
                lazyLinks.announceLater(branch, age, id);
            }
        }
    }

    private void pushedAgain(@Nullable Branch branch, PacketId id) {
        missing.pushedAgain(id);
        PacketStore.Stored stored = store.get(id);
        if (branch != null && stored != null && stored.way().isPushed()) {
            tree.cameAgain(branch, id);
        }
    }

    // ---- for whoever asks

    boolean isEager(Neighbour neighbour) {
        Branch branch = tree.get(neighbour);
        return branch != null && branch.isEager();
    }

    Tree tree() {
        return tree;
    }

    LazyLinks lazyLinks() {
        return lazyLinks;
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
