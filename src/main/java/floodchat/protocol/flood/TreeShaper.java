package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/**
 * Which packets shape the tree. Any packet's second copy shows a cycle; but with many packets under way each of them meets the cycle elsewhere, and the
 * tree falls apart where all of them cut. So only a few do, which their ids tell, the same ones at every peer:
 *
 * <ul>
 * <li>One in a few, fewer the more there are, <em>cuts</em>: where its second copy comes, the link becomes lazy. Its id tells, to all peers the same.
 * <li>One in {@value #PACKETS_PER_SOUNDING} of an author with all its links <em>sounds</em>: it is sent on every link, lazy ones too, and the links that
 * bring it first become the tree: the shortest ways from its author. What peers that came and went did to the tree ends there. Its author says so, that
 * it sounds everywhere or nowhere; the others believe it where its id has zeros enough.
 * </ul>
 *
 * <p>One such packet leads at a time, of several that are under way one that sounds, and then the one with most zeros: wherever it has come, the others
 * cut no more. So no two of them cut one cycle in two places (docs/decisions/0008).
 */
final class TreeShaper {
    /** So many packets to one that sounds, a power of two: it costs five copies for each peer, 0.0006 for each packet. */
    static final int PACKETS_PER_SOUNDING = 8_192;

    /** Fewer where few packets were seen yet: a young tree has few good links. */
    private static final int FIRST_PACKETS_PER_SOUNDING = 16;

    /** Who loses a link of the tree has its next packets sound as if it had seen no more than these. */
    private static final int SEEN_WHEN_LOST = 512;

    /** For each link that an author has fewer than these, its packets sound so many times rarer: who has many links has short ways to everyone. */
    private static final int MANY_LINKS = 7;

    private static final int RARER_FOR_EACH_LACKING = 4;

    /**
     * So many packets sound in a window: two of honest authors may be under way at a time. Each has the tree made anew, by a {@code GRAFT} or a
     * {@code PRUNE} on every link, of which nobody may be led to send more than {@link RateLimits} allow.
     */
    private static final int SOUNDINGS_IN_A_WINDOW = 2;

    /** An author may have seen so many times fewer packets than we, and is believed that its packet sounds. */
    private static final int SLACK = 4;

    /** Where a lot is said, so many windows to one packet that sounds, at least: what is under way while the tree is made anew may come late. */
    private static final int WINDOWS_PER_SOUNDING = 16;

    /** In such a window a packet reaches everyone: twice the wait for a missing packet, within these bounds. */
    private static final long MIN_WINDOW_MS = 500;

    private static final long MAX_WINDOW_MS = 1_000;

    /** With fewer packets than this in a window every copy of them costs less than a repair would. */
    private static final int QUIET_PACKETS = 100;

    private final LagEstimate lag;
    private final FloodContext turn;
    private long seen;
    /** As many as were seen, but no more than {@value #SEEN_WHEN_LOST} before a link of the tree was last lost. */
    private long seenUndisturbed;
    private long windowBeganMs;
    private int inWindow;
    private int inLastWindow;
    private @Nullable PacketId leader;
    private long ledSinceMs = Long.MIN_VALUE / 2;
    private boolean sounding;
    private long soundingSinceMs = Long.MIN_VALUE / 2;
    private int soundings;

    TreeShaper(LagEstimate lag, FloodContext turn) {
        this.lag = lag;
        this.turn = turn;
    }

    /** A packet of our own. @param links how many we have */
    void entered(PacketId id, int links) {
        count();
        int rarer = Math.max(0, MANY_LINKS - links) * log2(RARER_FOR_EACH_LACKING);
        lead(id, zeros(id) >= zerosToSound() + rarer, true);
    }

    /**
     * A packet was pushed here for the first time.
     *
     * @param saidToSound by its author, and all who have passed it on
     * @param byTheTree false where a lazy link brought it: then its second copy, by the tree, shows no cycle
     */
    void pushed(PacketId id, boolean saidToSound, boolean byTheTree) {
        count();
        lead(id, saidToSound && zeros(id) >= zerosToBelieve(), byTheTree);
    }

    private void lead(PacketId id, boolean wouldSound, boolean byTheTree) {
        boolean sounds = wouldSound && mayOneMoreSound();
        boolean shapes = sounds || byTheTree && zeros(id) >= zerosToCut();
        if (!shapes || isOutranked(id, sounds)) {
            return;
        }
        leader = id;
        ledSinceMs = turn.nowMs();
        sounding = sounds;
        if (sounds) {
            soundings++;
        }
    }

    private boolean mayOneMoreSound() {
        if (isOver(soundingSinceMs)) {
            soundingSinceMs = turn.nowMs();
            soundings = 0;
        }
        return soundings < SOUNDINGS_IN_A_WINDOW;
    }

    private boolean isOutranked(PacketId id, boolean sounds) {
        if (leader == null || isOver(ledSinceMs)) {
            return false;
        }
        return sounds == sounding ? compare(id, leader) >= 0 : sounding;
    }

    /** Below 0 where the one has more zeros at its end, or the same and fewer ones before them, and so on. */
    private static int compare(PacketId one, PacketId other) {
        return Long.compareUnsigned(Long.reverse(one.low()), Long.reverse(other.low()));
    }

    /** A link of the tree is gone, perhaps many all around. */
    void lost() {
        seenUndisturbed = Math.min(seenUndisturbed, SEEN_WHEN_LOST);
    }

    /** Counts the packets that are under way at a time, in windows of the time in which one reaches everyone. */
    private void count() {
        seen++;
        seenUndisturbed++;
        long passedMs = turn.nowMs() - windowBeganMs;
        if (passedMs >= windowMs()) {
            inLastWindow = passedMs < 2 * windowMs() ? inWindow : 0;
            inWindow = 0;
            windowBeganMs = turn.nowMs();
        }
        inWindow++;
    }

    /** In this time a packet reaches everyone, or nearly. */
    long windowMs() {
        return Math.clamp(2 * lag.waitMs(), MIN_WINDOW_MS, MAX_WINDOW_MS);
    }

    private static int zeros(PacketId id) {
        return Long.numberOfTrailingZeros(id.low());
    }

    private int zerosToSound() {
        int packets = Math.clamp(seenUndisturbed, FIRST_PACKETS_PER_SOUNDING, PACKETS_PER_SOUNDING);
        return zerosOfOneIn(packets, WINDOWS_PER_SOUNDING);
    }

    /** What an author has at least that has lost a link of the tree, or has seen a quarter of what we have. A newcomer that has seen less is not believed. */
    private int zerosToBelieve() {
        int packets = Math.clamp(seen / SLACK, FIRST_PACKETS_PER_SOUNDING, SEEN_WHEN_LOST);
        return zerosOfOneIn(packets, WINDOWS_PER_SOUNDING / SLACK);
    }

    /** What one packet in so many has, or where a lot is said one in so many windows, if that is rarer. */
    private int zerosOfOneIn(int packets, int windows) {
        return log2(isQuiet() ? packets : Math.max(packets, windows * underWay()));
    }

    private int zerosToCut() {
        return log2(Math.max(1, underWay()));
    }

    private int underWay() {
        return Math.max(inWindow, inLastWindow);
    }

    /** Whether so little is said that it matters more how soon it is heard than how often it is sent. */
    boolean isQuiet() {
        return underWay() < QUIET_PACKETS;
    }

    /** Whether nobody finds it quiet any more, or already: others count the same packets in windows that begin at another time. */
    boolean isLoud() {
        return Math.min(inWindow, inLastWindow) >= 2 * QUIET_PACKETS;
    }

    private static int log2(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }

    /** Whether what was under way then has come by now. */
    boolean isOver(long sinceMs) {
        return turn.nowMs() - sinceMs >= windowMs();
    }

    /** Whether this packet goes on every link. */
    boolean sounds(PacketId id) {
        return sounding && id.equals(leader);
    }

    /** Whether a second copy of this packet makes its link lazy. */
    boolean cuts(PacketId id) {
        return id.equals(leader);
    }

    /** Whether the tree is being made anew: what other packets show is about the one before. */
    boolean isSettling() {
        return sounding && !isOver(ledSinceMs);
    }
}
