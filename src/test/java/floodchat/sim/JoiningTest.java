package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that join become one network, in whatever way they join. */
class JoiningTest {
    private static final long SECOND = SimulatedNetwork.SECOND;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    static IntStream manySeeds() {
        return IntStream.rangeClosed(1, 200);
    }

    static void assertEveryoneReached(SimulatedNetwork network, String text) {
        network.peers().get(network.random().nextInt(network.peers().size())).publish(text);
        network.run(10 * SECOND);
        assertEquals(network.peers().size(), network.reached(text), network.toString());
        assertEquals(0, network.abortedLinks(), network.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHundredPeersThatJoinAtTheSameMomentFormOneNetwork(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(100, 0);
        network.run(20 * SECOND);
        assertEveryoneReached(network, "all at once");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHundredPeersFarFromEachOtherFormOneNetwork(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.FAR);
        network.addThroughOneEntry(100, SECOND / 100);
        network.run(20 * SECOND);
        assertEveryoneReached(network, "far apart");
    }

    /** With 7 slots each, the first eight sometimes filled all slots of each other, and nobody else got in. */
    @ParameterizedTest
    @MethodSource("manySeeds")
    void theFirstPeersOfASmallNetworkHaveSlotsForThoseWhoComeLater(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(14, SECOND / 10);
        network.run(60 * SECOND);
        assertEquals(0, Overlay.of(network).islands(), network.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void peersThatEnterThroughRandomPeersFormOneNetwork(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.add(List.of());
        while (network.peers().size() < 100) {
            SimulatedPeer entry = network.peers().get(network.random().nextInt(network.peers().size()));
            network.add(List.of(entry.contact.address()));
            network.run(network.random().nextLong(SECOND / 5));
        }
        network.run(10 * SECOND);
        assertEveryoneReached(network, "through anyone");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneJoinCommandMergesTwoNetworks(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(30, SECOND / 20);
        Address otherEntry = network.add(List.of()).contact.address();
        while (network.peers().size() < 60) {
            network.add(List.of(otherEntry));
            network.run(SECOND / 20);
        }
        network.run(10 * SECOND);
        network.peers().getFirst().publish("in the first");
        network.run(5 * SECOND);
        assertEquals(30, network.reached("in the first"), network.toString());

        network.peers().get(7).join(network.peers().get(47).contact.address());
        network.run(5 * SECOND);
        assertEveryoneReached(network, "in both");
        network.run(120 * SECOND);
        assertEveryoneReached(network, "still in both");
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    void twoPeersThatDialEachOtherAgainAndAgainAgreeOnOneLink(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        SimulatedPeer one = network.add(List.of());
        SimulatedPeer two = network.add(List.of(one.contact.address()));
        for (int i = 0; i < 4; i++) {
            one.join(two.contact.address());
            network.run(network.random().nextLong(SECOND / 5));
            two.join(one.contact.address());
            network.run(network.random().nextLong(SECOND / 5));
        }
        network.run(5 * SECOND);
        assertEquals(List.of(1, 1), List.of(one.degree(), two.degree()), network.toString());
        assertEveryoneReached(network, "agreed");
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    void bothEndsOfEveryLinkAgreeThatTheyAreNeighbours(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.FAR);
        network.addThroughOneEntry(12, 0);
        for (int i = 0; i < 20; i++) {
            List<SimulatedPeer> peers = network.peers();
            peers.get(network.random().nextInt(12)).join(peers.get(network.random().nextInt(12)).contact.address());
            network.run(network.random().nextLong(SECOND / 10));
        }
        for (int i = 0; i < 200 && !allAgree(network); i++) {
            network.run(SECOND / 5); // temporary links end soon; a link that only one end counts would stay
        }
        assertTrue(allAgree(network), network.toString());
    }

    private static boolean allAgree(SimulatedNetwork network) {
        return network.peers().stream().allMatch(peer -> peer.degree() > 0 && peer.degree() == network.linksTo(peer));
    }
}
