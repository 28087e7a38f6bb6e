package floodchat.protocol.flood;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which links carry packets (Plumtree, FCUL TR-07-14): the eager ones form a tree, the others are lazy and carry ids. {@link Shaping} says which packets
 * show where a link should be cut or grafted, {@link Repair} when the tree is mended. There is no optimisation by hop count: with real latencies it made
 * the last delivery later. Owned by {@link Flooding}.
 */
final class Tree {
    private final ActiveView active;
    private final PassiveView passive;
    private final Wellbeing wellbeing;
    private final Turn turn;
    private final Shaping shaping;
    private final Repair repair;
    private final Map<Neighbour, Branch> branches = new LinkedHashMap<>();
    private long aloneUntilMs;
    /** The link by which the packet came that shapes the tree; null where it is our own. */
    private @Nullable Branch broughtLeader;
    /** A link that carried packets is gone, and no other has taken its place: until then the next one does. */
    private long bereftUntilMs = Long.MIN_VALUE;

    Tree(
            ActiveView active,
            PassiveView passive,
            Wellbeing wellbeing,
            LagEstimate lag,
            RandomGenerator random,
            Turn turn) {
        this.active = active;
        this.passive = passive;
        this.wellbeing = wellbeing;
        this.turn = turn;
        this.shaping = new Shaping(lag, turn);
        this.repair = new Repair(lag, random, turn);
    }

    // ---- neighbours come and go

    /** None for a link that is no neighbour's, or no longer. */
    @Nullable Branch get(Neighbour neighbour) {
        return branches.get(neighbour);
    }

    Collection<Branch> branches() {
        return branches.values();
    }

    boolean isEmpty() {
        return branches.isEmpty();
    }

    /** When the first neighbour came after a time without any; 0 before. */
    long aloneUntilMs() {
        return aloneUntilMs;
    }

    /** A new neighbour is lazy, unless we asked for it and need one that carries packets. */
    Branch linked(Neighbour neighbour) {
        if (branches.isEmpty()) {
            aloneUntilMs = turn.nowMs();
        }
        boolean needed = turn.nowMs() < bereftUntilMs || isSmall() || isNoneEager() || neighbour.isWanted();
        Branch branch = new Branch(neighbour, turn.nowMs());
        branches.put(neighbour, branch);
        if (neighbour.isOurs() && needed) {
            bereftUntilMs = Long.MIN_VALUE;
            graft(branch);
        }
        return branch;
    }

    void unlinked(Neighbour neighbour) {
        branches.remove(neighbour);
        if (neighbour.isEager()) {
            bereftUntilMs = turn.nowMs() + FloodLimits.BEREFT_MS;
            shaping.lost();
        }
    }

    // ---- packets

    /** Whether a packet that goes by this way is sent there; where not, its id is. */
    boolean carries(Branch branch, Frame.Way way) {
        return branch.isEager() || way == Frame.Way.SOUNDING || way == Frame.Way.PUSHED && isQuiet();
    }

    /** An own packet enters the tree. */
    void entered(PacketId id) {
        shaping.entered(id, branches.size());
        lead(id, null);
    }

    /** The way on which a packet goes on that nobody on the way had to ask for. */
    Frame.Way onward(PacketId id) {
        return shaping.sounds(id) ? Frame.Way.SOUNDING : Frame.Way.PUSHED;
    }

    /**
     * The way on which a packet that is new goes on. One that a lazy link pushed is out of the tree from here on: its other copy comes by the tree, and
     * where the two meet there is no cycle. In a quiet network lazy links push on purpose.
     *
     * @param branch the link that brought it
     */
    Frame.Way cameFirst(@Nullable Branch branch, PacketId id, Frame.Way way) {
        if (!way.isPushed()) {
            return way;
        }
        if (branch != null && isByTheTree(branch, id, way)) {
            repair.pushed();
            makeEager(branch);
            return onward(id);
        }
        return isQuiet() ? Frame.Way.PUSHED : Frame.Way.FETCHED;
    }

    private boolean isByTheTree(Branch branch, PacketId id, Frame.Way way) {
        boolean byTheTree = branch.isEager() || showsTheWay(branch);
        shaping.pushed(id, way == Frame.Way.SOUNDING, byTheTree);
        lead(id, branch);
        return byTheTree || shaping.sounds(id);
    }

    private void lead(PacketId id, @Nullable Branch broughtBy) {
        if (shaping.cuts(id)) {
            broughtLeader = broughtBy;
        }
        if (shaping.sounds(id)) {
            repair.madeAnew();
            branches.keySet().forEach(neighbour -> neighbour.awaitGraft(turn.nowMs() + shaping.windowMs()));
        }
    }

    /** Whether a lazy link that brings something first should carry packets from now on. What was under way when it became lazy says nothing. */
    private boolean showsTheWay(Branch branch) {
        return !isFloodedOnPurpose() && shaping.isOver(branch.changedMs()) && !shaping.isSettling();
    }

    /**
     * A second copy: there is a cycle, unless the same link brings it that brought the first. What goes along every link shows none, but where it sounds:
     * then the link that was first is the better one.
     */
    void cameAgain(Branch branch, PacketId id) {
        if (shaping.sounds(id)) {
            branch.neighbour().awaitNoGraft();
        }
        boolean shows = shaping.sounds(id) ? branch.isEager() : !isFloodedOnPurpose();
        if (!isSmall() && shaping.cuts(id) && shows && branch != broughtLeader) {
            makeLazy(branch);
        }
    }

    private boolean isSmall() {
        return known() <= FloodLimits.PLAIN_FLOOD_PEERS;
    }

    /** A few peers that say little: the tree stays as it is, and is not used. */
    private boolean isQuiet() {
        return known() <= FloodLimits.QUIET_FLOOD_PEERS && shaping.isQuiet();
    }

    /** Whether a neighbour may find it quiet still: we do not count the same packets at the same time. */
    private boolean isFloodedOnPurpose() {
        return known() <= FloodLimits.QUIET_FLOOD_PEERS && !shaping.isLoud();
    }

    /** How many peers there are, as far as we know. */
    private int known() {
        return 1 + active.size() + passive.size();
    }

    // ---- eager and lazy

    /** An author without an eager link (all its neighbours get packets elsewhere first) still has to tell somebody. */
    void makeSomeEager() {
        if (isNoneEager()) {
            makeEager(branches.values().iterator().next());
        }
    }

    private boolean isNoneEager() {
        return branches.values().stream().noneMatch(Branch::isEager);
    }

    private void makeEager(Branch branch) {
        if (!branch.isEager()) {
            graft(branch);
        }
    }

    private void graft(Branch branch) {
        branch.become(true, turn.nowMs());
        turn.send(branch.neighbour(), new Frame.Graft());
    }

    private void makeLazy(Branch branch) {
        branch.become(false, turn.nowMs());
        turn.send(branch.neighbour(), new Frame.Prune());
    }

    void grafted(Neighbour from) {
        become(from, true);
    }

    void pruned(Neighbour from) {
        become(from, false);
    }

    private void become(Neighbour neighbour, boolean eager) {
        Branch branch = branches.get(neighbour);
        if (branch != null) {
            branch.become(eager, turn.nowMs());
        }
    }

    /** A packet had to be asked for. */
    void fetched(Neighbour from) {
        repair.fetched(from);
    }

    void repairDue() {
        Neighbour from = repair.due();
        Branch branch = from == null ? null : branches.get(from);
        if (branch != null) {
            graft(branch); // eager here, it may be lazy there
            wellbeing.grafted(branch.neighbour());
        }
    }
}
