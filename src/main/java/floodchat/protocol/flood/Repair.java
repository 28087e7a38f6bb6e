package floodchat.protocol.flood;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When the tree is changed. Plumtree cuts a cycle at every second copy and grafts at every miss. With many packets under way that never settles:
 * each of them meets the cycle elsewhere and cuts it there, the tree falls apart, and then every peer below a cut grafts at once, which fills the
 * tree with cycles again. So while many packets are under way only a few of the second copies cut, and a peer that had to fetch grafts after a
 * random while, unless others have mended the tree for it by then (docs/decisions/0004).
 */
final class Repair {
    /** A cycle is cut once in so many units, on average: long after the last cut has shown everywhere. */
    private static final long UNITS_PER_CUT = 16;

    /** Within so many units the first of many orphans grafts; a single one nearly always takes all of it. */
    private static final long UNITS_PER_GRAFT = 8;

    /** The unit is the wait for a missing packet, but at least this. */
    private static final long MIN_UNIT_MS = 1_000;

    /** As many orphans at once still send but a few grafts. */
    private static final double MANY_ORPHANS = 10_000;

    private final LagEstimate lag;
    private final RandomGenerator random;
    private final Turn turn;
    private long windowBeganMs;
    private int inWindow;
    private int inLastWindow;
    private int pushedSinceFetch;
    private @Nullable Neighbour lastFetchedFrom;
    private long firstFetchMs;
    private long lastFetchMs;
    private boolean timerRuns;

    Repair(LagEstimate lag, RandomGenerator random, Turn turn) {
        this.lag = lag;
        this.random = random;
        this.turn = turn;
    }

    /** A packet came by the tree, for the first time. */
    void pushed() {
        pushedSinceFetch++;
        roll();
        inWindow++;
    }

    /** Counts the packets that are under way at a time, in windows of the time in which one reaches everyone. */
    private void roll() {
        long passedMs = turn.nowMs() - windowBeganMs;
        if (passedMs >= windowMs()) {
            inLastWindow = passedMs < 2 * windowMs() ? inWindow : 0;
            inWindow = 0;
            windowBeganMs = turn.nowMs();
        }
    }

    private long windowMs() {
        return 2 * lag.waitMs();
    }

    private long unitMs() {
        return Math.max(MIN_UNIT_MS, lag.waitMs());
    }

    /** Whether this second copy of a packet is one that cuts the cycle. */
    boolean mayCut() {
        roll();
        int underWay = Math.max(inWindow, inLastWindow);
        return underWay <= 1 || random.nextLong(underWay * UNITS_PER_CUT * unitMs()) < windowMs();
    }

    /** A packet had to be asked for: is the tree broken above us? Others below the same cut find out at the same time. */
    void fetched(Neighbour from) {
        pushedSinceFetch = 0;
        lastFetchedFrom = from;
        lastFetchMs = turn.nowMs();
        if (!timerRuns) {
            timerRuns = true;
            firstFetchMs = lastFetchMs;
            turn.startTimer(new FloodTimer.RepairDue(), afterMs());
        }
    }

    /** Exponentially few are early (RFC 5401, section 5.1), so that the first graft serves the others before they send theirs. */
    private long afterMs() {
        double part = 1 + Math.log(1 - random.nextDouble()) / Math.log(MANY_ORPHANS);
        return Math.round(UNITS_PER_GRAFT * unitMs() * Math.max(0, part));
    }

    /** Whom to graft; null where packets come by the tree again. */
    @Nullable Neighbour due() {
        timerRuns = false;
        boolean stillFetching = lastFetchMs > firstFetchMs && turn.nowMs() - lastFetchMs < lag.waitMs();
        return pushedSinceFetch == 0 || stillFetching ? lastFetchedFrom : null;
    }
}
