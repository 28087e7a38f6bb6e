package floodchat.protocol.flood.broadcast;

/** Counts events and slowly forgets them: an event counts half after the half-life. Owned by what it counts for. */
final class DecayingCounter {
    private final double halfLifeMs;
    private final double most;
    private double count;
    private long asOfMs;

    /** @param most what it counts at most */
    DecayingCounter(double halfLifeMs, double most) {
        this.halfLifeMs = halfLifeMs;
        this.most = most;
    }

    void add(long nowMs) {
        count = Math.min(most, count(nowMs) + 1);
    }

    /** @param nowMs never goes back */
    double count(long nowMs) {
        if (nowMs != asOfMs) {
            count *= Math.pow(0.5, (nowMs - asOfMs) / halfLifeMs);
            asOfMs = nowMs;
        }
        return count;
    }
}
