package floodchat.protocol.flood;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of packets: each is delivered once, and goes on along the links of the {@link Tree}; to the others go ids, from which whoever missed a
 * packet asks for it ({@link Missing}), now or when it comes later ({@link BacklogFetcher}).
 *
 * <p>What is published waits until there is a neighbour, and until whoever runs the core says that links have room.
 */
final class Flooding {
    private final NetworkTerms terms;
    private final ActiveView active;
    private final RandomGenerator random;
    private final FloodContext turn;
    private final UnsentPackets own;
    private final Missing missing;
    private final Tree tree;
    private final SeenIds seen = new SeenIds(FloodLimits.SEEN_IDS_PER_GENERATION);
    private final PacketStore store = new PacketStore();
    private final Backlog backlog = new Backlog();
    private final BacklogFetcher catchUp;
    private final LazyLinks lazyLinks;
    private final CopyCounter copies = new CopyCounter();
    private final BooleanSupplier mayTakeNew;

    /** @param mayTakeNew counts a new packet; false where there are too many, and it is left */
    Flooding(
            NetworkTerms terms,
            ActiveView active,
            PassiveView passive,
            HealthHistory wellbeing,
            BooleanSupplier mayTakeNew,
            RandomGenerator random,
            FloodContext turn) {
        LagEstimate lag = new LagEstimate();
        this.terms = terms;
        this.active = active;
        this.mayTakeNew = mayTakeNew;
        this.random = random;
        this.turn = turn;
        this.own = new UnsentPackets(terms, turn);
        this.catchUp = new BacklogFetcher(this::isNew, turn);
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
        List<PeerLink> gone = active.takeGone();
        List<PeerLink> come = active.takeCome();
        gone.forEach(this::unlinked);
        boolean firstCome = tree.isEmpty() && !come.isEmpty();
        come.forEach(this::linked);
        if (firstCome || !gone.isEmpty()) {
            own.awaitNeighbour();
        }
    }

    private void linked(PeerLink neighbour) {
        lazyLinks.tellBacklog(tree.linked(neighbour));
    }

    private void unlinked(PeerLink neighbour) {
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
        UnstampedPacket draft = own.add(publish);
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
        UnsentPackets.Own next = own.next();
        if (own.isWritten(next.ticket())) {
            return;
        }
        Frame.Route route = firstWay(next.packet());
        if (!store.contains(next.packet().id())) { // it may have been given to a neighbour that is gone
            store.add(next.packet(), FloodLimits.MAX_PACKET_HOPS, route);
        }
        tree.makeSomeEager();
        for (TreeLink branch : tree.branches()) {
            if (tree.carries(branch, route)) {
                send(branch.neighbour(), next, route);
            } else {
                lazyLinks.announceLater(branch, Frame.IdKind.FRESH, next.packet().id());
            }
        }
    }

    private void send(PeerLink to, UnsentPackets.Own own, Frame.Route route) {
        int hops = random.nextInt(FloodLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
        Frame.PacketFrame frame = new Frame.PacketFrame(hops, route, own.packet());
        if (own.ticket() == 0) {
            turn.send(to, frame);
        } else {
            turn.sendOwn(to, frame, own.ticket());
        }
    }

    private Frame.Route firstWay(Packet packet) {
        boolean alone = packet.timeMs() < tree.aloneUntilMs() && turn.nowMs() - packet.timeMs() > FloodLimits.NEWS_MS;
        return alone ? Frame.Route.EARLIER : tree.onward(packet.id());
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

    void received(PeerLink from, Frame.PacketFrame frame) {
        if (from.stage() == PeerLink.Stage.TEMPORARY) {
            return;
        }
        if (isNew(frame.packet().id())) {
            if (!comesByOthers(from, frame)) {
                firstIfTimely(from, frame);
            }
            return;
        }
        copies.cameAgain(turn.nowMs());
        if (frame.route().isPushed()) {
            pushedAgain(tree.get(from), frame.packet().id());
        }
    }

    /** What sounds comes by every link, and is to show the best one: not one that has just ended, on which it was still under way. */
    private boolean comesByOthers(PeerLink from, Frame.PacketFrame frame) {
        return frame.route() == Frame.Route.TREE_BUILDING && tree.get(from) == null && !tree.isEmpty();
    }

    /** Of another time: it goes no further, and costs nobody a link, for between two clocks that differ stands a peer that can't know. */
    private void firstIfTimely(PeerLink from, Frame.PacketFrame frame) {
        long timeMs = frame.packet().timeMs();
        boolean timely =
                timeMs >= turn.nowMs() - FloodLimits.BACKLOG_AGE_MS
                        && timeMs <= turn.nowMs() + FloodLimits.MAX_AHEAD_MS;
        if (timely && mayTakeNew.getAsBoolean()) {
            first(from, frame);
        }
    }

    private void first(PeerLink from, Frame.PacketFrame frame) {
        Packet packet = frame.packet();
        seen.add(packet.id(), turn.nowMs());
        copies.cameFirst(turn.nowMs());
        boolean caughtUp =
                catchUp.found(packet.id()) && frame.route() == Frame.Route.FETCHED && !isOfThisMoment(packet);
        Frame.Route route = tree.cameFirst(tree.get(from), packet.id(), wayOf(frame));
        boolean earlier = caughtUp || isEarlier(frame);
        List<PeerLink> holders = missing.found(packet.id(), route);
        store.add(packet, frame.hopsLeft(), route);
        backlog.add(packet, !caughtUp, turn.nowMs());
        turn.tell(new FloodEvent.Delivered(packet.payload(), packet.timeMs(), earlier));
        if (caughtUp) {
            announceToOthers(from, holders, Frame.IdKind.EARLIER, packet.id());
        } else {
            pass(from, holders, new Frame.PacketFrame(frame.hopsLeft(), route, packet));
        }
    }

    /** A replay of what is forgotten shapes no tree once more, which has cost its author's work once. */
    private Frame.Route wayOf(Frame.PacketFrame frame) {
        boolean again = frame.route() == Frame.Route.TREE_BUILDING && seen.mayHaveForgotten(frame.packet().timeMs());
        return again ? Frame.Route.PUSHED : frame.route();
    }

    /** A replay of what is forgotten is no news either; and a relay may say of any packet that it is none. */
    private boolean isEarlier(Frame.PacketFrame frame) {
        boolean saidSo = frame.route() == Frame.Route.EARLIER && !isOfThisMoment(frame.packet());
        return saidSo || seen.mayHaveForgotten(frame.packet().timeMs());
    }

    /** Nobody who is honest, and whose clock is right, calls such a packet earlier. */
    private boolean isOfThisMoment(Packet packet) {
        boolean now = Math.abs(turn.nowMs() - packet.timeMs()) < FloodLimits.THIS_MOMENT_MS;
        return now && packet.timeMs() > tree.aloneUntilMs(); // else it was said before we came
    }

    /** @param holders who has announced it, and need be sent neither it nor its id */
    private void pass(PeerLink from, List<PeerLink> holders, Frame.PacketFrame frame) {
        if (frame.hopsLeft() > 0) {
            passOn(from, holders, new Frame.PacketFrame(frame.hopsLeft() - 1, frame.route(), frame.packet()));
        } else {
            announceToOthers(from, holders, Frame.IdKind.FRESH, frame.packet().id()); // a tree that was just mended may be deeper than it should
        }
    }

    private void passOn(PeerLink from, List<PeerLink> holders, Frame.PacketFrame onward) {
        PacketId id = onward.packet().id();
        for (TreeLink branch : tree.branches()) {
            if (branch.neighbour() == from || holders.contains(branch.neighbour())) {
                continue;
            }
            if (tree.carries(branch, onward.route())) {
                turn.send(branch.neighbour(), onward);
            } else {
                lazyLinks.announceLater(branch, Frame.IdKind.FRESH, id);
            }
        }
    }

    private void announceToOthers(PeerLink from, List<PeerLink> holders, Frame.IdKind kind, PacketId id) {
        for (TreeLink branch : tree.branches()) {
            if (branch.neighbour() != from && !holders.contains(branch.neighbour())) {
                lazyLinks.announceLater(branch, kind, id);
            }
        }
    }

    private void pushedAgain(@Nullable TreeLink branch, PacketId id) {
        missing.pushedAgain(id);
        PacketStore.Stored stored = store.get(id);
        if (branch != null && stored != null && stored.route().isPushed()) {
            tree.cameAgain(branch, id);
        }
    }

    // ---- for whoever asks

    boolean isEager(PeerLink neighbour) {
        TreeLink branch = tree.get(neighbour);
        return branch != null && branch.isEager();
    }

    Tree tree() {
        return tree;
    }

    LazyLinks lazyLinks() {
        return lazyLinks;
    }

    CopyCounter copies() {
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
