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

/** A network stays one while peers join, leave and die. */
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
    void afterTheEntryPeerHasDiedARestartedPeerFindsTheOthersByItsSavedAddresses(int seed) {
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
    void ifTwoPeersJoinAndTwoLeaveEverySecondTheNetworkStaysOne(int seed) {
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
    void messagesOfSeveralSendersAtTheSameTimeReachEachPeerOnce(int seed) {
        SimulatedNetwork network = grown(seed, 30);
        List<SimulatedPeer> senders = network.peers().subList(3, 6);
        Set<String> messages = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            for (SimulatedPeer sender : senders) {
                String text = senders.indexOf(sender) + ": " + i;
                sender.publish(text);
                messages.add(text);
            }
            network.run(network.random().nextLong(SECOND / 50));
        }
        network.run(10 * SECOND);
        for (SimulatedPeer listener : network.peers()) {
            for (String text : messages) {
                assertEquals(1, listener.deliveries(text), () -> network + ": " + text);
            }
        }
    }
}
