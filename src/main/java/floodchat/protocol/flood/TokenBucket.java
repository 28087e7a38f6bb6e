package floodchat.protocol.flood;

/**
 * What may be used up for long at a steady rate, and after a rest several seconds' worth at once (a token bucket; RFC 2697 calls the two rate
 * and burst size). Confined to one thread.
 */
final class TokenBucket {
    private final double perMs;
    private final double most;
    private double left;
    private long asOfMs = Long.MIN_VALUE;

    /** @param perSecond the rate, more than 0 */
    TokenBucket(double perSecond, double burst) {
        this.perMs = perSecond / 1_000;
        this.most = burst;
        this.left = burst;
    }

    /** Uses up so much; false, and nothing is used, where not so much is left. @param nowMs never goes back */
    boolean take(double amount, long nowMs) {
        refill(nowMs);
        if (left < amount) {
            return false;
        }
        left -= amount;
        return true;
    }

    /** How much of the burst is gone. */
    double used(long nowMs) {
        return most - left(nowMs);
    }

    double left(long nowMs) {
        refill(nowMs);
        return left;
    }

    private void refill(long nowMs) {
        if (asOfMs != Long.MIN_VALUE) {
            left = Math.min(most, left + (nowMs - asOfMs) * perMs);
        }
        asOfMs = nowMs;
    }
}
