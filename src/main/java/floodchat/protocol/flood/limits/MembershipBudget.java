package floodchat.protocol.flood.limits;

/**
 * What one link may cost this peer: what its peer may have us do, and what we send to it because others told us to.
 * What we send is half of what the other side allows, so that nobody can make us lose the link. Owned by the link.
 */
public final class MembershipBudget {
    private final TokenBucket joinsPassedOn = RateLimits.bucket(RateLimits.JOINS_PASSED_ON_PER_S);
    private final TokenBucket ownJoins =
            new TokenBucket(1.0 / RateLimits.OWN_JOIN_PERIOD_S, RateLimits.OWN_JOINS_AT_ONCE);
    private final TokenBucket shufflesSent = RateLimits.bucket(RateLimits.SHUFFLES_SENT_PER_S);
    private final TokenBucket endingShuffles =
            new TokenBucket(1.0 / RateLimits.ENDING_SHUFFLE_PERIOD_S, RateLimits.ENDING_SHUFFLES_AT_ONCE);
    private final TokenBucket walkersLearnt =
            new TokenBucket(1.0 / RateLimits.WALKERS_LEARNT_PERIOD_S, RateLimits.WALKERS_LEARNT_AT_ONCE);

    /** Whether this neighbour may start one more walk of its own. */
    public boolean mayStartWalk(long nowMs) {
        return ownJoins.take(1, nowMs);
    }

    /** Whether one more join request may be sent to this neighbour. */
    public boolean mayPassOnJoin(long nowMs) {
        return joinsPassedOn.take(1, nowMs);
    }

    /** Whether one more shuffle, or an answer to one, may be sent to this neighbour. */
    public boolean maySendShuffle(long nowMs) {
        return shufflesSent.take(1, nowMs);
    }

    /** Whether one more shuffle that this neighbour brings may end here, and fill our passive view. */
    public boolean mayEndShuffle(long nowMs) {
        return endingShuffles.take(1, nowMs);
    }

    /** Whether one more newcomer whose walk this neighbour brings may enter our passive view. */
    public boolean mayLearnWalker(long nowMs) {
        return walkersLearnt.take(1, nowMs);
    }
}
