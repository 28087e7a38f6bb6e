package floodchat.protocol.flood.limits;

/**
 * What one link may cost this peer: what its peer may have us do, and what we send to it. What we send is half of what
 * the other side allows, so that nobody can make us lose the link. Owned by the link.
 */
public final class MembershipBudget {
    private final TokenBucket shufflesSent = RateLimits.bucket(RateLimits.SHUFFLES_SENT_PER_S);
    private final TokenBucket answeredShuffles =
            new TokenBucket(1.0 / RateLimits.ANSWERED_SHUFFLE_PERIOD_S, RateLimits.ANSWERED_SHUFFLES_AT_ONCE);

    /** Whether one more shuffle, or an answer to one, may be sent to this peer. */
    public boolean maySendShuffle(long nowMs) {
        return shufflesSent.take(1, nowMs);
    }

    /** Whether one more shuffle that this peer brings is answered, and may tell us contacts. */
    public boolean mayAnswerShuffle(long nowMs) {
        return answeredShuffles.take(1, nowMs);
    }
}
