package floodchat.protocol.flood;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When the tree is mended. Plumtree grafts at every miss; but then every peer below a cut grafts at once, which fills the tree with cycles. So a peer
 * that had to fetch grafts after a random while, unless others have mended the tree for it by then (docs/decisions/0004).
 */
final class TreeRepair {
    /** Within so many units the first of many orphans grafts; a single one nearly always takes all of it. */
    private static final long UNITS_PER_GRAFT = 8;

    /** The unit is the wait for a missing packet, but at least this. */
    private static final long MIN_UNIT_MS = 1_000;

    /** When the tree was made anew, what has to be asked for within so many units was announced in the one before. */
    private static final int UNITS_TO_SETTLE = 2;

    /** As many orphans at once still send but a few grafts. */
    private static final double MANY_ORPHANS = 10_000;

    private final LagEstimate lag;
    private final RandomGenerator random;
    private final FloodContext turn;
    private int pushedSinceFetch;
    private @Nullable PeerLink lastFetchedFrom;
    private long firstFetchMs;
    private long lastFetchMs;
    private boolean timerRuns;
    private long madeAnewMs = Long.MIN_VALUE / 2;

    TreeRepair(LagEstimate lag, RandomGenerator random, FloodContext turn) {
        this.lag = lag;
        this.random = random;
        this.turn = turn;
    }

    /** A packet came by the tree, for the first time. */
    void pushed() {
        pushedSinceFetch++;
    }

    private long unitMs() {
        return Math.max(MIN_UNIT_MS, lag.waitMs());
    }

    /** A packet had to be asked for: is the tree broken above us? Others below the same cut find out at the same time. */
    void fetched(PeerLink from) {
        if (turn.nowMs() - madeAnewMs < UNITS_TO_SETTLE * unitMs()) {
            return;
        }
        pushedSinceFetch = 0;
        lastFetchMs = turn.nowMs();
        if (lastFetchedFrom == null) {
            firstFetchMs = lastFetchMs;
        }
        lastFetchedFrom = from;
        if (!timerRuns) {
            timerRuns = true;
            turn.startTimer(new FloodTimer.RepairDue(), afterMs());
        }
    }

    /** The tree is made anew: what had to be asked for was on its way in the one before. */
    void madeAnew() {
        lastFetchedFrom = null;
        madeAnewMs = turn.nowMs();
    }

    /** Exponentially few are early (RFC 5401, section 5.1), so that the first graft serves the others before they send theirs. */
    private long afterMs() {
        double part = 1 + Math.log(1 - random.nextDouble()) / Math.log(MANY_ORPHANS);
        return Math.round(UNITS_PER_GRAFT * unitMs() * Math.max(0, part));
    }

    /** Whom to graft; null where packets come by the tree again. */
    @Nullable PeerLink due() {
        timerRuns = false;
        boolean stillFetching = lastFetchMs > firstFetchMs && turn.nowMs() - lastFetchMs < lag.waitMs();
        PeerLink from = pushedSinceFetch == 0 || stillFetching ? lastFetchedFrom : null;
        lastFetchedFrom = null;
        return from;
    }
}
