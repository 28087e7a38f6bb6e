package floodchat;

/**
 * When {@link HeapTrimmer} looks at the heap, and when it collects it: once when the program has started, if it has
 * grown by {@link #GROWTH_BYTES} since the last collection, and once more when it has been quiet after that, for what
 * was needed until then. Confined to one thread. Times are ms of a monotonic clock.
 */
final class TrimPolicy {
    /** What may be wasted. Six people who talk without a pause fill this in a minute or more. */
    static final long GROWTH_BYTES = 4L * 1024 * 1024;

    /**
     * After a collection, the next look waits for this many times as long as it took, {@link #LONGEST_LOOK_MS} at most:
     * collections take 5 % of the time.
     */
    static final int REST = 20;

    /** While the heap grows it is looked at this often. */
    static final long SHORTEST_LOOK_MS = 1_000;

    /** While nobody talks. Each look wakes the processor up, so this is as rare as a sudden flood allows. */
    static final long LONGEST_LOOK_MS = 20_000;

    /** After this time nobody needs the last packets any more (BroadcastLimits.MAX_STORED_MS), with some to spare. */
    static final long QUIET_MS = 120_000;

    /** The start is over then. It leaves 2 MiB that nobody needs any more. */
    static final long STARTED_MS = 10_000;

    /** Growth since the last look that is more than an idle program's. */
    private static final long NOTICEABLE_BYTES = 1024 * 1024;

    private long leftBytes;
    private long seenBytes;
    private long lookMs = SHORTEST_LOOK_MS;
    private long secondMs;
    private boolean secondAwaited = true;

    /** The program starts. @param usedBytes of the heap now */
    TrimPolicy(long usedBytes, long nowMs) {
        this.leftBytes = usedBytes;
        this.seenBytes = usedBytes;
        this.secondMs = nowMs + STARTED_MS;
    }

    /** How long to wait before the next {@link #isDue}. */
    long nextLookMs() {
        return lookMs;
    }

    /** Whether to collect now. If so, {@link #collected} must follow. @param usedBytes of the heap now */
    boolean isDue(long usedBytes, long nowMs) {
        boolean grows = usedBytes - seenBytes >= NOTICEABLE_BYTES;
        lookMs = grows ? SHORTEST_LOOK_MS : Math.min(2 * lookMs, LONGEST_LOOK_MS);
        seenBytes = usedBytes;
        boolean full = usedBytes - leftBytes >= GROWTH_BYTES;
        boolean second = secondAwaited && nowMs >= secondMs;
        secondAwaited = full || secondAwaited && !second;
        return full || second;
    }

    /** @param usedBytes what the collection has left @param tookMs how long it took */
    void collected(long usedBytes, long tookMs, long nowMs) {
        leftBytes = usedBytes;
        seenBytes = usedBytes;
        secondMs = nowMs + QUIET_MS;
        lookMs = Math.clamp(REST * tookMs, SHORTEST_LOOK_MS, LONGEST_LOOK_MS);
    }
}
