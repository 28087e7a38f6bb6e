package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Membership;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which links carry packets (Plumtree, FCUL TR-07-14): the eager links form a tree; the others are lazy and carry ids.
 * {@link TreeShaper} says which packets cut or graft links, {@link TreeRepair} when the tree is repaired. Plumtree's
 * optimisation by hop count is left out: with real latencies it made the last delivery later. Owned by
 * {@link Plumtree}.
 */
final class Tree {
    private final NetworkTerms terms;
    private final Membership membership;
    private final TreeShaper shaper;
    private final TreeRepair repair;
    private final Promises promises;
    private final Map<LinkId, TreeLink> links = new LinkedHashMap<>();
    private long aloneUntilMs;
    /** The link that brought the leader of {@link #shaper}; null if the leader is our own packet. */
    private @Nullable TreeLink broughtLeader;
    /** An eager link was lost and not replaced yet: until then the next new link becomes eager. */
    private long replaceEagerUntilMs = Long.MIN_VALUE;

    Tree(
            NetworkTerms terms, Membership membership, LagEstimate lag, Promises promises, RandomGenerator random) {
        this.terms = terms;
        this.membership = membership;
        this.shaper = new TreeShaper(lag);
        this.repair = new TreeRepair(lag, random);
        this.promises = promises;
    }

    // ---- neighbours come and go

    /** Null if the link is no neighbour, or no longer. */
    @Nullable TreeLink get(LinkId id) {
        return links.get(id);
    }

    Collection<TreeLink> links() {
        return links.values();
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    /** When the first neighbour came after a time without any; 0 before the very first. */
    long aloneUntilMs() {
        return aloneUntilMs;
    }

    /** A new neighbour is lazy. If we asked for the link and need an eager one, it becomes eager. */
    TreeLink up(LinkId id, Broadcast.Origin origin, FloodContext context) {
        if (links.isEmpty()) {
            aloneUntilMs = context.nowMs();
        }
        boolean needed = origin.wanted() || context.nowMs() < replaceEagerUntilMs || isSmall() || isNoneEager();
        TreeLink link = new TreeLink(id, origin, terms, context.nowMs());
        links.put(id, link);
        if (origin.weDialled() && needed) {
            replaceEagerUntilMs = Long.MIN_VALUE;
            graft(link, context);
        }
        return link;
    }

    void down(LinkId id, FloodContext context) {
        TreeLink link = links.remove(id);
        if (link != null && link.isEager()) {
            replaceEagerUntilMs = context.nowMs() + BroadcastLimits.REPLACE_EAGER_WITHIN_MS;
            shaper.linkLost();
        }
    }

    // ---- packets

    /** Whether a packet of this route is sent on this link. If not, its id is. */
    boolean carries(TreeLink link, Frame.Route route) {
        return switch (route) {
            case TREE_BUILDING -> true;
            case PUSHED -> link.isEager() || isQuiet();
            case FETCHED, DELAYED -> link.isEager();
        };
    }

    /** An own packet enters the tree. */
    void published(PacketId id, long nowMs) {
        shaper.published(id, links.size(), nowMs);
        noteLeader(id, null, nowMs);
    }

    /** The route of a packet that no peer on its way had to ask for. */
    Frame.Route onwardRoute(PacketId id) {
        return shaper.isBuilding(id) ? Frame.Route.TREE_BUILDING : Frame.Route.PUSHED;
    }

    /**
     * A packet has come for the first time; says by which route it goes on. If a lazy link pushed it, it is outside of
     * the tree from here on: its second copy comes by the tree, and shows no cycle. In a quiet network, however, lazy
     * links push on purpose.
     *
     * @param link the neighbour that brought it; null if it is none
     */
    Frame.Route cameFirst(@Nullable TreeLink link, PacketId id, Frame.Route route, FloodContext context) {
        if (!route.isPushed()) {
            return route;
        }
        if (link != null && isByTheTree(link, id, route, context.nowMs())) {
            repair.pushed();
            makeEager(link, context);
            return onwardRoute(id);
        }
        return isQuiet() ? Frame.Route.PUSHED : Frame.Route.FETCHED;
    }

    private boolean isByTheTree(TreeLink link, PacketId id, Frame.Route route, long nowMs) {
        boolean byTheTree = link.isEager() || showsShorterPath(link, nowMs);
        shaper.pushed(id, route == Frame.Route.TREE_BUILDING, byTheTree, nowMs);
        noteLeader(id, link, nowMs);
        return byTheTree || shaper.isBuilding(id);
    }

    private void noteLeader(PacketId id, @Nullable TreeLink broughtBy, long nowMs) {
        if (shaper.isLeader(id)) {
            broughtLeader = broughtBy;
        }
        if (shaper.isBuilding(id)) {
            repair.rebuilt(nowMs);
            links.values().forEach(link -> link.awaitGraft(nowMs + shaper.windowMs()));
        }
    }

    /**
     * Whether a lazy link that brings a packet first should become eager. A packet that was under way when it became
     * lazy says nothing.
     */
    private boolean showsShorterPath(TreeLink link, long nowMs) {
        return !mayBeFlooded() && shaper.isOver(link.changedMs(), nowMs) && !shaper.isSettling(nowMs);
    }

    /**
     * A second copy: there is a cycle, unless the same link brought the first copy. In a quiet network packets go on
     * every link, so second copies show no cycle. But a second copy of a tree-building packet always shows that another
     * link is better.
     */
    void cameAgain(TreeLink link, PacketId id, FloodContext context) {
        boolean building = shaper.isBuilding(id);
        if (building) {
            link.awaitNoGraft();
        }
        boolean showsCycle = building ? link.isEager() : !mayBeFlooded();
        if (isSmall() || !shaper.isLeader(id) || link == broughtLeader) {
            return;
        }
        if (broughtLeader != null && !promises.keeps(broughtLeader.id()) && promises.keeps(link.id())) {
            broughtLeader = link; // the breaker sends the packets that shape the tree, and withholds all others
            makeEager(link, context);
        } else if (showsCycle) {
            makeLazy(link, context);
        }
    }

    // ---- small networks

    /** A plain flood is quicker here than a tree, and there is nobody among whom an author could hide. */
    boolean isSmall() {
        return membership.knownPeers() <= BroadcastLimits.PLAIN_FLOOD_PEERS;
    }

    /** Few peers that say little: packets go on every link, and the tree stays as it is. */
    private boolean isQuiet() {
        return membership.knownPeers() <= BroadcastLimits.QUIET_FLOOD_PEERS && shaper.hasFewPackets();
    }

    /** Whether a neighbour may still find the network quiet. */
    private boolean mayBeFlooded() {
        return membership.knownPeers() <= BroadcastLimits.QUIET_FLOOD_PEERS && !shaper.hasManyPackets();
    }

    // ---- eager and lazy

    /** An author without an eager link still has to tell a neighbour. There must be one. */
    void makeOneEager(FloodContext context) {
        if (isNoneEager()) {
            TreeLink best = links.get(promises.best(List.copyOf(links.keySet()), context.nowMs()));
            makeEager(Objects.requireNonNull(best), context);
        }
    }

    /** An eager link to a peer that withholds packets is as good as none. */
    private boolean isNoneEager() {
        return links.values().stream().noneMatch(this::isPartOfTree);
    }

    private boolean isPartOfTree(TreeLink link) {
        return link.isEager() && promises.keeps(link.id());
    }

    /** Whether an eager link may bring a missing packet: the peers that announced it have it, and did not send it. */
    boolean mayBring(MissingPacket packet) {
        return mayBring(packet::isAnnouncedBy);
    }

    private boolean mayBring(Predicate<LinkId> announced) {
        return links.values().stream().anyMatch(link -> isPartOfTree(link) && !announced.test(link.id()));
    }

    private static void makeEager(TreeLink link, FloodContext context) {
        if (!link.isEager()) {
            graft(link, context);
        }
    }

    private static void graft(TreeLink link, FloodContext context) {
        link.become(true, context.nowMs());
        context.send(link.id(), new Frame.Graft());
    }

    private static void makeLazy(TreeLink link, FloodContext context) {
        link.become(false, context.nowMs());
        context.send(link.id(), new Frame.Prune());
    }

    /** The neighbour has sent {@code GRAFT} or {@code PRUNE}. */
    void becomes(boolean eager, LinkId from, long nowMs) {
        TreeLink link = links.get(from);
        if (link != null) {
            link.become(eager, nowMs);
        }
    }

    /** A packet had to be asked for. */
    void asked(LinkId from, FloodContext context) {
        boolean nearBreakers = links.keySet().stream().anyMatch(link -> !promises.keeps(link));
        repair.asked(from, nearBreakers, context);
    }

    /**
     * A lazy link has brought a packet that it was asked for. If no eager link would have brought it, this one becomes
     * eager at once: the cut is right here, so no peer above us can repair it.
     *
     * @param holders the neighbours that had announced it
     */
    void answered(@Nullable TreeLink link, List<LinkId> holders, FloodContext context) {
        if (link == null || link.isEager()) {
            return;
        }
        repair.answered(link.id());
        boolean withheld = !mayBring(holders::contains) && isAnyEagerLate(context.nowMs());
        if (!isSmall() && withheld && repair.mayGraftAtOnce(context.nowMs())) {
            repair(link, context);
        }
    }

    /** If none is late, the tree is healthy, and a graft would only replace a link by another one that is as good. */
    private boolean isAnyEagerLate(long nowMs) {
        return links.values()
                .stream()
                .anyMatch(link -> link.isEager()
                        && promises.rank(link.id(), nowMs).compareTo(Promises.Rank.LATE) >= 0);
    }

    void repairDue(FloodContext context) {
        LinkId from = repair.due();
        TreeLink link = from == null ? null : links.get(from);
        if (link != null && promises.keeps(link.id())) {
            repair(link, context);
        }
    }

    private void repair(TreeLink link, FloodContext context) {
        graft(link, context); // even if it is eager here: it may be lazy at the other end
        membership.grafted(link.id(), context);
    }
}
