package floodchat.node.portmap;

/**
 * Compares the epochs that a router tells with our own clock. If they do not go together, the router has lost what it
 * knew, or another one answers (RFC 6887, section 8.5; for NAT-PMP, RFC 6886, section 3.6, of which this is the
 * stricter form). Confined to one thread.
 */
final class RouterEpoch {
    /** Clocks may differ by a sixteenth. */
    private static final long DRIFT_PART = 16;

    private static final long ROUNDING_S = 2;

    private boolean known;
    private long epochS;
    private long atMs;

    /** Takes an answer's epoch. True if the router has lost its mappings since the last answer. */
    boolean isReset(long nextS, long nowMs) {
        boolean reset = known && !follows(nextS, nowMs);
        known = true;
        epochS = nextS;
        atMs = nowMs;
        return reset;
    }

    private boolean follows(long nextS, long nowMs) {
        if (nextS + 1 < epochS) {
            return false;
        }
        long routerS = nextS - epochS;
        long ourS = (nowMs - atMs) / 1_000;
        return ourS + ROUNDING_S >= routerS - routerS / DRIFT_PART
                && routerS + ROUNDING_S >= ourS - ourS / DRIFT_PART;
    }
}
