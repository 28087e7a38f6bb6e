package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The small version of the observer of docs/benchmarks.md. */
class ObserverTest {
    private static final int PEERS = 300;
    private static final int PACKETS = 300;
    private static final int FEW_PEERS = 100;
    private static final int WATCHED = 90;

    private static SimulatedNetwork network(boolean stem, int peers) {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        if (!stem) {
            network.withoutStem();
        }
        return SteadyRun.grown(network, peers);
    }

    @Test
    void anObserverWithATenthOfThePeersNamesFewAuthorsAndWithoutAStemMany() {
        ObserverRun flooded = ObserverRun.of(network(false, PEERS), PACKETS);
        ObserverRun stem = ObserverRun.of(network(true, PEERS), PACKETS);
        assertTrue(flooded.named() > 0.3, flooded::toString);
        assertTrue(stem.named() <= 0.21, stem::toString); // 15 %, and three standard errors of 275 packets
        assertTrue(stem.medianMs() - flooded.medianMs() <= 150, () -> flooded + ", then " + stem);
    }

    /** Attack 61. */
    @Test
    void joiningAnHourOfOnePersonsPacketsFindsFewPeers() {
        double flooded = new DayRun(network(false, FEW_PEERS), WATCHED).after(1);
        double stem = new DayRun(network(true, FEW_PEERS), WATCHED).after(1);
        assertTrue(flooded > 0.33, () -> flooded + " are found without a stem");
        assertTrue(stem < 0.33, () -> stem + " are found"); // 20 %, and three standard errors of 90 people
    }
}
