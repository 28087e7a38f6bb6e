package floodchat.benchmark.network;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What came of one speech.
 *
 * @param count how many messages were said
 * @param begunNs when the first one was
 * @param heard by each of the others
 * @param cpuMs of all peers together, and of whoever measures where it is the same process
 */
record WorkloadResult(int count, long begunNs, List<Receipt> heard, double cpuMs) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Of what the others should have heard. */
    double deliveredPercent() {
        return 100.0 * heard.stream().mapToLong(Receipt::count).sum() / ((long) count * heard.size());
    }

    /** Messages that came after a later one, in all. */
    double late() {
        return heard.stream().mapToLong(Receipt::late).sum();
    }

    /** Until the slowest had them all. */
    double perSecond() {
        long lastNs = heard.stream().mapToLong(Receipt::lastAtNs).max().orElseThrow();
        return count * NANOS_PER_SECOND / (lastNs - begunNs);
    }

    double latencyMs(int percentile) {
        long[] sorted = heard.stream().flatMapToLong(one -> LongStream.of(one.latenciesNs())).sorted().toArray();
        return sorted[(int) Math.ceil(percentile / 100.0 * sorted.length) - 1] / NANOS_PER_MS;
    }

    double cpuMsPerMessage() {
        return cpuMs / count;
    }
}
