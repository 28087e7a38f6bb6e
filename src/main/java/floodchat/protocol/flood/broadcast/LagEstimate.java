package floodchat.protocol.flood.broadcast;

import java.util.Arrays;

/**
 * How long to wait for an announced packet before asking for it. The lag is the time from its first announcement until
 * it comes by the tree. To ask too early costs a second copy, so the wait is twice the 99th percentile of the last
 * lags.
 */
final class LagEstimate {
    private static final int SAMPLES = 128;

    /** There is a new estimate after this many samples. */
    private static final int SAMPLES_PER_ESTIMATE = 16;

    /** Until there are samples: between the wait on one machine and the wait across the world. */
    private static final long FIRST_WAIT_MS = 1_000;

    private final int[] lagsMs = new int[SAMPLES];
    private int seen;
    private long waitMs = FIRST_WAIT_MS;

    void add(long lagMs) {
        lagsMs[seen % SAMPLES] = (int) Math.min(lagMs, BroadcastLimits.MAX_MISSING_MS);
        seen++;
        if (seen % SAMPLES_PER_ESTIMATE == 0) {
            waitMs = estimate();
        }
    }

    /** How long to wait for a packet that was announced, in ms. */
    long waitMs() {
        return waitMs;
    }

    private long estimate() {
        int[] sorted = Arrays.copyOf(lagsMs, Math.min(seen, SAMPLES));
        Arrays.sort(sorted);
        long percentile99 = sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
        return Math.clamp(2 * percentile99, BroadcastLimits.MIN_MISSING_MS, BroadcastLimits.MAX_MISSING_MS);
    }
}
