package floodchat.protocol.flood.limits;

/**
 * A token bucket: allows a steady rate in the long run, and a burst after a rest (RFC 2697 names these rate and burst
 * size). Confined to one thread.
 */
public final class TokenBucket {
    private final double perMs;
    private final double burst;
    private double left;
    private long asOfMs = Long.MIN_VALUE;

    /** @param perSecond the rate, more than 0 @param burst how many tokens the full bucket holds */
    public TokenBucket(double perSecond, double burst) {
        this.perMs = perSecond / 1_000;
        this.burst = burst;
        this.left = burst;
    }

    /**
     * Takes this many tokens; if there are not enough it takes none, and this is false.
     *
     * @param nowMs never goes back
     */
    public boolean take(double tokens, long nowMs) {
        refill(nowMs);
        if (left < tokens) {
            return false;
        }
        left -= tokens;
        return true;
    }

    /** How many tokens are missing from the full bucket. */
    double used(long nowMs) {
        return burst - left(nowMs);
    }

    public double left(long nowMs) {
        refill(nowMs);
        return left;
    }

    private void refill(long nowMs) {
        if (asOfMs != Long.MIN_VALUE) {
            left = Math.min(burst, left + (nowMs - asOfMs) * perMs);
        }
        asOfMs = nowMs;
    }
}
