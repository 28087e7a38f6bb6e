package floodchat.sim;

import java.util.List;

/** When the last peer had each message, beside a plain flood: the same authors, links and latencies, but every link carries everything. */
record LastDeliveryTimes(List<Double> treeMs, List<Double> plainMs) {
    private static final int SAMPLES = 100;

    static LastDeliveryTimes of(SteadyRun steady, Overlay overlay) {
        List<SimulatedPeer> peers = steady.network().peers();
        List<TrackedMessage> said = steady.counted();
        List<Double> tree = said.stream().map(one -> one.lastAfterMicros(peers) / 1e3).sorted().toList();
        List<Double> plain = said.stream()
                .limit(SAMPLES)
                .map(one -> overlay.plainFloodMicros(one.author()) / 1e3)
                .sorted()
                .toList();
        return new LastDeliveryTimes(tree, plain);
    }

    double medianMs() {
        return ms(0.5);
    }

    /** By then this part of the messages had reached everyone. */
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
