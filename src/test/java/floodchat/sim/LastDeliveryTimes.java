package floodchat.sim;

import java.util.List;

/**
 * For each message, the time until the last peer had it, in order. The times of a plain flood stand beside it: same
 * authors, links and latencies, but every link carries every message.
 */
record LastDeliveryTimes(List<Double> treeMs, List<Double> plainMs) {
    private static final int SAMPLES = 100;

    static LastDeliveryTimes of(SteadyRun steady, Overlay overlay) {
        List<SimulatedPeer> peers = steady.network().peers();
        List<TrackedMessage> messages = steady.counted();
        List<Double> tree = messages.stream().map(one -> one.lastDeliveryMicros(peers) / 1e3).sorted().toList();
        List<Double> plain = messages.stream()
                .limit(SAMPLES)
                .map(one -> overlay.plainFloodMicros(one.author()) / 1e3)
                .sorted()
                .toList();
        return new LastDeliveryTimes(tree, plain);
    }

    double medianMs() {
        return ms(0.5);
    }

    /** The time within which this fraction of the messages had reached all peers. */
    double ms(double part) {
        return at(treeMs, part);
    }

    double timesPlainFlood() {
        return medianMs() / at(plainMs, 0.5);
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (part * sorted.size())));
    }
}
