package floodchat.protocol.flood;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which links carry packets (Plumtree, FCUL TR-07-14): the eager ones form a tree, the others are lazy and carry ids. {@link TreeShaper} says which packets
 * show where a link should be cut or grafted, {@link TreeRepair} when the tree is mended. There is no optimisation by hop count: with real latencies it made
 * the last delivery later. Owned by {@link Flooding}.
 */
final class Tree {
    private final ActiveView active;
    private final PassiveView passive;
    private final HealthHistory wellbeing;
    private final FloodContext turn;
    private final TreeShaper shaping;
    private final TreeRepair repair;
    private final Map<PeerLink, TreeLink> branches = new LinkedHashMap<>();
    private long aloneUntilMs;
    /** The link by which the packet came that shapes the tree; null where it is our own. */
    private @Nullable TreeLink broughtLeader;
    /** A link that carried packets is gone, and no other has taken its place: until then the next one does. */
    private long bereftUntilMs = Long.MIN_VALUE;

    Tree(
            ActiveView active,
            PassiveView passive,
            HealthHistory wellbeing,
            LagEstimate lag,
            RandomGenerator random,
            FloodContext turn) {
        this.active = active;
        this.passive = passive;
        this.wellbeing = wellbeing;
        this.turn = turn;
        this.shaping = new TreeShaper(lag, turn);
        this.repair = new TreeRepair(lag, random, turn);
    }

    // ---- neighbours come and go

    /** None for a link that is no neighbour's, or no longer. */
    @Nullable TreeLink get(PeerLink neighbour) {
        return branches.get(neighbour);
    }

    Collection<TreeLink> branches() {
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
    TreeLink linked(PeerLink neighbour) {
        if (branches.isEmpty()) {
            aloneUntilMs = turn.nowMs();
        }
        boolean needed = turn.nowMs() < bereftUntilMs || isSmall() || isNoneEager() || neighbour.isWanted();
        TreeLink branch = new TreeLink(neighbour, turn.nowMs());
        branches.put(neighbour, branch);
        if (neighbour.isOurs() && needed) {
            bereftUntilMs = Long.MIN_VALUE;
            graft(branch);
        }
        return branch;
    }

    void unlinked(PeerLink neighbour) {
        branches.remove(neighbour);
        if (neighbour.isEager()) {
            bereftUntilMs = turn.nowMs() + FloodLimits.BEREFT_MS;
            shaping.lost();
        }
    }

    // ---- packets

    /** Whether a packet that goes by this way is sent there; where not, its id is. */
    boolean carries(TreeLink branch, Frame.Route route) {
        return branch.isEager() || route == Frame.Route.TREE_BUILDING || route == Frame.Route.PUSHED && isQuiet();
    }

    /** An own packet enters the tree. */
    void entered(PacketId id) {
        shaping.entered(id, branches.size());
        lead(id, null);
    }

    /** The way on which a packet goes on that nobody on the way had to ask for. */
    Frame.Route onward(PacketId id) {
        return shaping.sounds(id) ? Frame.Route.TREE_BUILDING : Frame.Route.PUSHED;
    }

    /**
     * The way on which a packet that is new goes on. One that a lazy link pushed is out of the tree from here on: its other copy comes by the tree, and
     * where the two meet there is no cycle. In a quiet network lazy links push on purpose.
     *
     * @param branch the link that brought it
     */
    Frame.Route cameFirst(@Nullable TreeLink branch, PacketId id, Frame.Route route) {
        if (!route.isPushed()) {
            return route;
        }
        if (branch != null && isByTheTree(branch, id, route)) {
            repair.pushed();
            makeEager(branch);
            return onward(id);
        }
        return isQuiet() ? Frame.Route.PUSHED : Frame.Route.FETCHED;
    }

    private boolean isByTheTree(TreeLink branch, PacketId id, Frame.Route route) {
        boolean byTheTree = branch.isEager() || showsTheWay(branch);
        shaping.pushed(id, route == Frame.Route.TREE_BUILDING, byTheTree);
        lead(id, branch);
        return byTheTree || shaping.sounds(id);
    }

    private void lead(PacketId id, @Nullable TreeLink broughtBy) {
        if (shaping.cuts(id)) {
            broughtLeader = broughtBy;
        }
        if (shaping.sounds(id)) {
            repair.madeAnew();
            branches.keySet().forEach(neighbour -> neighbour.awaitGraft(turn.nowMs() + shaping.windowMs()));
        }
    }

    /** Whether a lazy link that brings something first should carry packets from now on. What was under way when it became lazy says nothing. */
    private boolean showsTheWay(TreeLink branch) {
        return !isFloodedOnPurpose() && shaping.isOver(branch.changedMs()) && !shaping.isSettling();
    }

    /**
     * A second copy: there is a cycle, unless the same link brings it that brought the first. What goes along every link shows none, but where it sounds:
     * then the link that was first is the better one.
     */
    void cameAgain(TreeLink branch, PacketId id) {
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
        return branches.values().stream().noneMatch(TreeLink::isEager);
    }

    private void makeEager(TreeLink branch) {
        if (!branch.isEager()) {
            graft(branch);
        }
    }

    private void graft(TreeLink branch) {
        branch.become(true, turn.nowMs());
        turn.send(branch.neighbour(), new Frame.Graft());
    }

    private void makeLazy(TreeLink branch) {
        branch.become(false, turn.nowMs());
        turn.send(branch.neighbour(), new Frame.Prune());
    }

    void grafted(PeerLink from) {
        become(from, true);
    }

    void pruned(PeerLink from) {
        become(from, false);
    }

    private void become(PeerLink neighbour, boolean eager) {
        TreeLink branch = branches.get(neighbour);
        if (branch != null) {
            branch.become(eager, turn.nowMs());
        }
    }

    /** A packet had to be asked for. */
    void fetched(PeerLink from) {
        repair.fetched(from);
    }

    void repairDue() {
        PeerLink from = repair.due();
        TreeLink branch = from == null ? null : branches.get(from);
        if (branch != null) {
            graft(branch); // eager here, it may be lazy there
            wellbeing.grafted(branch.neighbour());
        }
    }
}
