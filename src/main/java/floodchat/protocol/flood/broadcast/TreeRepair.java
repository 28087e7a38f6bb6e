package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.LinkId;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When the tree is repaired. Plumtree sends a {@code GRAFT} for every missing packet. But then all peers below a cut
 * send one at once, which fills the tree with cycles. So a peer that had to ask for a packet waits for a random time,
 * and sends a {@code GRAFT} only if no other peer has repaired the tree by then (docs/decisions/0004).
 */
final class TreeRepair {
    /**
     * The wait before a graft is at most this many units. A peer that is cut off alone waits for 90 % of it on average.
     */
    private static final long UNITS_PER_GRAFT = 8;

    /** The same beside a neighbour that breaks its promises: the cut is near, so few others are below it. */
    private static final long UNITS_PER_GRAFT_NEAR_BREAKERS = 1;

    /** The unit is the wait for a missing packet, but at least this. */
    private static final long MIN_UNIT_MS = 1_000;

    /** For this many units after the tree was rebuilt, missing packets were sent along the old tree. */
    private static final int UNITS_TO_SETTLE = 2;

    /** If this many peers are cut off at once, they still send only a few grafts. */
    private static final double MANY_CUT_OFF = 10_000;

    private final LagEstimate lag;
    private final RandomGenerator random;
    private int pushedSinceFetch;
    /** The neighbour that was asked last, or that answered after that. */
    private @Nullable LinkId lastFetchedFrom;
    private boolean answered;
    private long graftedAtOnceMs = Long.MIN_VALUE / 2;
    private boolean timerRuns;
    private long rebuiltMs = Long.MIN_VALUE / 2;

    TreeRepair(LagEstimate lag, RandomGenerator random) {
        this.lag = lag;
        this.random = random;
    }

    /** A packet came by the tree for the first time. */
    void pushed() {
        pushedSinceFetch++;
    }

    /**
     * A packet had to be asked for, so the tree may be broken above us. Other peers below the same cut find out at the
     * same time.
     */
    void asked(LinkId from, boolean nearBreakers, FloodContext context) {
        if (context.nowMs() - rebuiltMs < UNITS_TO_SETTLE * unitMs()) {
            return;
        }
        pushedSinceFetch = 0;
        if (!answered) {
            lastFetchedFrom = from;
        }
        if (!timerRuns) {
            timerRuns = true;
            context.startTimer(new FloodTimer.RepairDue(), delayMs(nearBreakers));
        }
    }

    /** This lazy neighbour has sent what it was asked for: it is the one to graft. */
    void answered(LinkId by) {
        if (timerRuns && lastFetchedFrom != null) {
            lastFetchedFrom = by;
            answered = true;
        }
    }

    /**
     * Whether a link may be grafted without a random time. There is no second one before packets can have come by the
     * first.
     */
    boolean mayGraftAtOnce(long nowMs) {
        boolean may = nowMs - graftedAtOnceMs >= unitMs();
        if (may) {
            graftedAtOnceMs = nowMs;
        }
        return may;
    }

    private long unitMs() {
        return Math.max(MIN_UNIT_MS, lag.waitMs());
    }

    /** The tree is being rebuilt: packets that had to be asked for were sent along the old tree. */
    void rebuilt(long nowMs) {
        lastFetchedFrom = null;
        answered = false;
        rebuiltMs = nowMs;
    }

    /**
     * Exponentially few delays are short (RFC 5401, section 5.1), so that the first graft serves the other peers before
     * they send theirs.
     */
    private long delayMs(boolean nearBreakers) {
        long units = nearBreakers ? UNITS_PER_GRAFT_NEAR_BREAKERS : UNITS_PER_GRAFT;
        double part = 1 + Math.log(1 - random.nextDouble()) / Math.log(MANY_CUT_OFF);
        return Math.round(units * unitMs() * Math.max(0, part));
    }

    /** Which link to graft; null if packets come by the tree again. */
    @Nullable LinkId due() {
        timerRuns = false;
        LinkId from = pushedSinceFetch == 0 ? lastFetchedFrom : null;
        lastFetchedFrom = null;
        answered = false;
        return from;
    }
}
