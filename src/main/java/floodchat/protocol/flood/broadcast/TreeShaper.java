package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.PacketId;
import org.jspecify.annotations.Nullable;

/**
 * Which packets shape the tree. A second copy of a packet shows a cycle, and a link of the cycle must become lazy. But
 * if many packets are under way at a time, each of them shows the cycle at another place, and the tree falls apart if
 * all of them cut it. So only few packets shape the tree, and all peers choose the same ones by the trailing zero bits
 * of their ids:
 *
 * <ul>
 * <li>A <em>cutting</em> packet makes the link of its second copy lazy. The more packets are under way, the fewer of
 * them cut.
 * <li>A <em>tree-building</em> packet goes on every link, lazy ones too. The links that bring it first become the tree:
 * the shortest paths from its author. One packet in {@value #PACKETS_PER_BUILD} of an author with many links is one.
 * Its author says so, so that it builds the tree everywhere or nowhere. The other peers believe it if its id has enough
 * zero bits.
 * </ul>
 *
 * <p>Of several shaping packets that are under way, one is the leader: a tree-building packet before a cutting one,
 * then the one with more trailing zero bits. A peer that has it ignores what the others show. So no two packets cut one
 * cycle in two places (docs/decisions/0008).
 */
final class TreeShaper {
    /** One packet in this many builds the tree. It costs 5 copies for each peer, which is 0.0006 for each packet. */
    static final int PACKETS_PER_BUILD = 8_192;

    /** One packet in this many while few packets have been seen: a young tree has few good links. */
    private static final int FIRST_PACKETS_PER_BUILD = 16;

    /** A peer that loses a link of the tree counts on as if it had seen at most this many packets. */
    private static final int SEEN_AFTER_LOSS = 512;

    /** An author with this many links has short paths to everyone. */
    private static final int MANY_LINKS = 7;

    /**
     * For each link that an author has less than {@link #MANY_LINKS}, its packets build the tree this many times more
     * rarely.
     */
    private static final int RARER_FOR_EACH_LACKING = 4;

    /**
     * Tree-building packets in one window: two of honest authors may be under way at a time. Each has every peer send a
     * {@code GRAFT} or a {@code PRUNE} on every link, and nobody may be led to send more of these than the rate limits
     * allow.
     */
    private static final int BUILDS_IN_A_WINDOW = 2;

    /** An author is believed if it has seen at least this part, one in 4, of the packets that we have. */
    private static final int SLACK = 4;

    /**
     * Under load, one tree-building packet in at least this many windows: while the tree is rebuilt, packets may come
     * late.
     */
    private static final int WINDOWS_PER_BUILD = 16;

    /**
     * A window is the time in which a packet reaches everyone: twice the wait for a missing packet, within these
     * bounds.
     */
    private static final long MIN_WINDOW_MS = 500;

    private static final long MAX_WINDOW_MS = 1_000;

    /** With fewer packets than this in a window, every copy of them costs less than a repair would. */
    private static final int QUIET_PACKETS = 100;

    private static final long LONG_AGO_MS = Long.MIN_VALUE / 2;

    private final LagEstimate lag;
    private long seen;
    /** Like {@link #seen}, but set back to {@value #SEEN_AFTER_LOSS} when a link of the tree is lost. */
    private long seenSinceLoss;
    private long windowBeganMs;
    private int inWindow;
    private int inLastWindow;
    private @Nullable PacketId leader;
    private long ledSinceMs = LONG_AGO_MS;
    private boolean leaderBuilds;
    private long buildsCountedSinceMs = LONG_AGO_MS;
    private int builds;

    TreeShaper(LagEstimate lag) {
        this.lag = lag;
    }

    // ---- a packet comes

    /** An own packet. @param links how many links we have */
    void published(PacketId id, int links, long nowMs) {
        count(nowMs);
        int rarer = Math.max(0, MANY_LINKS - links) * log2(RARER_FOR_EACH_LACKING);
        lead(id, zeros(id) >= zerosToBuild() + rarer, true, nowMs);
    }

    /**
     * A packet of another author was pushed here for the first time.
     *
     * @param saidToBuild its author, and all peers on its way, say that it builds the tree
     * @param byTheTree false if a lazy link brought it: then its second copy comes by the tree and shows no cycle
     */
    void pushed(PacketId id, boolean saidToBuild, boolean byTheTree, long nowMs) {
        count(nowMs);
        lead(id, saidToBuild && zeros(id) >= zerosToBelieve(), byTheTree, nowMs);
    }

    private void lead(PacketId id, boolean wouldBuild, boolean byTheTree, long nowMs) {
        boolean mayBuild = wouldBuild && mayOneMoreBuild(nowMs);
        boolean shapes = mayBuild || byTheTree && zeros(id) >= zerosToCut();
        if (!shapes || isOutranked(id, mayBuild, nowMs)) {
            return;
        }
        leader = id;
        ledSinceMs = nowMs;
        leaderBuilds = mayBuild;
        if (mayBuild) {
            builds++;
        }
    }

    private boolean mayOneMoreBuild(long nowMs) {
        if (isOver(buildsCountedSinceMs, nowMs)) {
            buildsCountedSinceMs = nowMs;
            builds = 0;
        }
        return builds < BUILDS_IN_A_WINDOW;
    }

    private boolean isOutranked(PacketId id, boolean wouldBuild, long nowMs) {
        if (leader == null || isOver(ledSinceMs, nowMs)) {
            return false;
        }
        return wouldBuild == leaderBuilds ? compare(id, leader) >= 0 : leaderBuilds;
    }

    /** Below 0 if the first id has more trailing zero bits. Ties are broken by the bits before them. */
    private static int compare(PacketId one, PacketId other) {
        return Long.compareUnsigned(Long.reverse(one.low()), Long.reverse(other.low()));
    }

    /** A link of the tree is gone, perhaps one of many all around. */
    void linkLost() {
        seenSinceLoss = Math.min(seenSinceLoss, SEEN_AFTER_LOSS);
    }

    // ---- how much is said

    /** Counts packets in windows, to know how many are under way at a time. */
    private void count(long nowMs) {
        seen++;
        seenSinceLoss++;
        long passedMs = nowMs - windowBeganMs;
        if (passedMs >= windowMs()) {
            inLastWindow = passedMs < 2 * windowMs() ? inWindow : 0;
            inWindow = 0;
            windowBeganMs = nowMs;
        }
        inWindow++;
    }

    /** The time in which a packet reaches everyone, or nearly everyone. */
    long windowMs() {
        return Math.clamp(2 * lag.waitMs(), MIN_WINDOW_MS, MAX_WINDOW_MS);
    }

    private int underWay() {
        return Math.max(inWindow, inLastWindow);
    }

    /** Whether so little is said that delay matters more than the number of copies. */
    boolean hasFewPackets() {
        return underWay() < QUIET_PACKETS;
    }

    /**
     * Whether so much is said that no neighbour counts few packets. Neighbours count the same packets, but their
     * windows begin at other times.
     */
    boolean hasManyPackets() {
        return Math.min(inWindow, inLastWindow) >= 2 * QUIET_PACKETS;
    }

    /** Whether a packet that was under way then has reached everyone by now. */
    boolean isOver(long sinceMs, long nowMs) {
        return nowMs - sinceMs >= windowMs();
    }

    // ---- trailing zero bits

    private static int zeros(PacketId id) {
        return Long.numberOfTrailingZeros(id.low());
    }

    private int zerosToBuild() {
        int packets = Math.clamp(seenSinceLoss, FIRST_PACKETS_PER_BUILD, PACKETS_PER_BUILD);
        return zerosOfOneIn(packets, WINDOWS_PER_BUILD);
    }

    /**
     * What an author's packet has at least if the author has lost a link of the tree, or has seen a quarter of the
     * packets that we have. The packets of a newcomer that has seen fewer are not believed.
     */
    private int zerosToBelieve() {
        int packets = Math.clamp(seen / SLACK, FIRST_PACKETS_PER_BUILD, SEEN_AFTER_LOSS);
        return zerosOfOneIn(packets, WINDOWS_PER_BUILD / SLACK);
    }

    /**
     * The zero bits of one packet in {@code packets}; under load, of one packet in {@code windows} windows, if that is
     * rarer.
     */
    private int zerosOfOneIn(int packets, int windows) {
        return log2(hasFewPackets() ? packets : Math.max(packets, windows * underWay()));
    }

    private int zerosToCut() {
        return log2(Math.max(1, underWay()));
    }

    private static int log2(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }

    // ---- the leader

    /** Whether this packet shapes the tree: a second copy of it makes its link lazy. */
    boolean isLeader(PacketId id) {
        return id.equals(leader);
    }

    /** Whether this packet goes on every link and builds the tree. */
    boolean isBuilding(PacketId id) {
        return leaderBuilds && id.equals(leader);
    }

    /** Whether the tree is being rebuilt: what other packets show is about the old tree. */
    boolean isSettling(long nowMs) {
        return leaderBuilds && !isOver(ledSinceMs, nowMs);
    }
}
