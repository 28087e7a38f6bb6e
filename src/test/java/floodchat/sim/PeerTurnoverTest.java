package floodchat.sim;

import static floodchat.sim.JoiningTest.assertEveryoneReached;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a network while peers come, go and die. */
class PeerTurnoverTest {
    private static final long SECOND = SimulatedNetwork.SECOND;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    private static SimulatedNetwork grown(int seed, int peers) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(peers, SECOND / 20);
        network.run(10 * SECOND);
        return network;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterTheEntryHasDiedWhoRestartsFindsTheOthersWhereTheyWere(int seed) {
        SimulatedNetwork network = grown(seed, 20);
        network.kill(network.peers().getFirst());
        network.run(5 * SECOND);
        for (int i = 0; i < 10; i++) {
            SimulatedPeer leaver = network.peers().getFirst();
            List<Address> remembered = leaver.remembered();
            assertTrue(remembered.size() > 1, network.toString());
            network.kill(leaver);
            network.add(remembered);
            network.run(SECOND);
        }
        network.run(10 * SECOND);
        assertEveryoneReached(network, "after the restarts");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whileHalfAMinuteLongOneComesAndOneGoesEverySecondTheNetworkStaysOne(int seed) {
        SimulatedNetwork network = grown(seed, 50);
        for (int i = 0; i < 60; i++) {
            SimulatedPeer leaver = network.peers().get(network.random().nextInt(network.peers().size()));
            if (i % 2 == 0) {
                network.kill(leaver);
            } else {
                leaver.stop();
                network.peers().remove(leaver);
            }
            SimulatedPeer entry = network.peers().get(network.random().nextInt(network.peers().size()));
            network.add(List.of(entry.contact.address()));
            network.run(SECOND / 2);
        }
        network.run(10 * SECOND);
        assertEquals(50, network.peers().size());
        assertEveryoneReached(network, "after all this");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatSeveralPeersSayAtOnceIsHeardByAllOnce(int seed) {
        SimulatedNetwork network = grown(seed, 30);
        List<SimulatedPeer> speakers = network.peers().subList(3, 6);
        Set<String> said = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            for (SimulatedPeer speaker : speakers) {
                String text = speakers.indexOf(speaker) + ": " + i;
                speaker.publish(text);
                said.add(text);
            }
            network.run(network.random().nextLong(SECOND / 50));
        }
        network.run(10 * SECOND);
        for (SimulatedPeer listener : network.peers()) {
            for (String text : said) {
                assertEquals(1, listener.deliveries(text), () -> network + ": " + text);
            }
        }
    }
}
