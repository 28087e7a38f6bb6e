package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network of a hundred peers reaches all of them with each of 20 seeds, also after many have died. */
class HundredPeersTest {
    private static final int PEERS = 100;
    private static final int MAX_DEGREE = 8;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    private static SimulatedNetwork grown(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(PEERS, 20_000);
        network.run(10 * SimulatedNetwork.SECOND);
        return network;
    }

    private static void assertEveryoneReached(SimulatedNetwork network, String text) {
        network.peers().get(network.random().nextInt(network.peers().size())).publish(text);
        network.run(5 * SimulatedNetwork.SECOND);
        assertEquals(network.peers().size(), network.reached(text), network.toString());
        assertEquals(0, network.abortedLinks(), network.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHundredPeersThroughOneEntryFormOneNetwork(int seed) {
        SimulatedNetwork network = grown(seed);
        assertEveryoneReached(network, "one network");
        for (SimulatedPeer peer : network.peers()) {
            assertTrue(peer.degree() <= MAX_DEGREE, () -> network + ": a peer has " + peer.degree() + " links");
            assertEquals(1, peer.deliveries("one network"), network.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterAThirdOfThePeersDiesAllSurvivorsAreReached(int seed) {
        SimulatedNetwork network = grown(seed);
        network.kill(1.0 / 3);
        network.run(5 * SimulatedNetwork.SECOND);
        assertEveryoneReached(network, "a third is gone");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterTwoThirdsOfThePeersDieAllSurvivorsAreReached(int seed) {
        SimulatedNetwork network = grown(seed);
        network.kill(2.0 / 3);
        network.run(5 * SimulatedNetwork.SECOND);
        assertEveryoneReached(network, "two thirds are gone");
    }
}
