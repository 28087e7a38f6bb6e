package floodchat.benchmark.network;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The result of one workload.
 *
 * @param count how many messages were published
 * @param begunNs when the first one was published
 * @param receipts the receipts of all other peers
 * @param cpuMs CPU time of all peers, and of the benchmark itself if it runs in the same process
 */
record WorkloadResult(int count, long begunNs, List<Receipt> receipts, double cpuMs) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The percentage of the messages that the other peers received. */
    double deliveredPercent() {
        return 100.0 * receipts.stream().mapToLong(Receipt::count).sum() / ((long) count * receipts.size());
    }

    /** How many messages came after a later one, at all peers together. */
    double late() {
        return receipts.stream().mapToLong(Receipt::late).sum();
    }

    /** Messages per second, from the first one until the slowest peer had the last. */
    double perSecond() {
        long lastNs = receipts.stream().mapToLong(Receipt::lastAtNs).max().orElseThrow();
        return count * NANOS_PER_SECOND / (lastNs - begunNs);
    }

    double latencyMs(int percentile) {
        long[] sorted = receipts.stream().flatMapToLong(one -> LongStream.of(one.latenciesNs())).sorted().toArray();
        return sorted[(int) Math.ceil(percentile / 100.0 * sorted.length) - 1] / NANOS_PER_MS;
    }

    double cpuMsPerMessage() {
        return cpuMs / count;
    }
}
