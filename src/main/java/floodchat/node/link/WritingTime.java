package floodchat.node.link;

/**
 * How long a writer has been within a write. That is nearly nothing while the peer reads: the system takes the bytes at
 * once. The writer's thread tells it, any thread may ask.
 */
final class WritingTime {
    private static final long NOT = Long.MIN_VALUE;

    private volatile long doneNanos;
    private volatile long sinceNanos = NOT;

    void begin(long nowNanos) {
        sinceNanos = nowNanos;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the writer's thread changes it
    void end(long nowNanos) {
        doneNanos += nowNanos - sinceNanos;
        sinceNanos = NOT;
    }

    /** Since the link began. A write that ends at this moment may be counted twice, or not yet. */
    long nanos(long nowNanos) {
        long since = sinceNanos;
        return doneNanos + (since == NOT ? 0 : Math.max(0, nowNanos - since));
    }
}
