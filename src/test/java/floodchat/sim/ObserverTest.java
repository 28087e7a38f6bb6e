package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The small version of the observer of docs/benchmarks.md. */
class ObserverTest {
    private static final int PEERS = 300;
    private static final int PACKETS = 300;

    private static SimulatedNetwork network(boolean stem) {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        if (!stem) {
            network.withoutStem();
        }
        return SteadyRun.grown(network, PEERS);
    }

    @Test
    void anObserverWithATenthOfThePeersNamesFewAuthorsAndWithoutAStemMany() {
        ObserverRun flooded = ObserverRun.of(network(false), PACKETS);
        ObserverRun stem = ObserverRun.of(network(true), PACKETS);
        assertTrue(flooded.named() > 0.3, flooded::toString);
        assertTrue(stem.named() <= 0.21, stem::toString); // 15 %, and three standard errors of 275 packets
        assertTrue(stem.medianMs() - flooded.medianMs() <= 150, () -> flooded + ", then " + stem);
    }
}
