package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some peers misbehave, or links break: all honest peers still get every message. */
class MisbehavingPeersTest {
    private static final int PEERS = 200;
    private static final long LATE = 70 * SECOND;

    private static List<SimulatedPeer> honest(SimulatedNetwork network) {
        return network.peers().stream().filter(SimulatedPeer::isHonest).toList();
    }

    private static void assertDelivered(SimulatedNetwork network, List<TrackedMessage> messages) {
        List<SimulatedPeer> honest = honest(network);
        for (TrackedMessage one : messages) {
            assertEquals(honest.size(), one.reached(honest), () -> network + ": " + one.text());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PeerBehaviour.class, names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void ifOneInTenPeersMisbehavesTheOthersGetEveryMessage(PeerBehaviour behaviour) {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        network.addThroughOneEntry(PEERS, SECOND / 50);
        for (int number = 5; number < PEERS; number += 10) {
            network.peers().get(number).behave(behaviour);
        }
        network.run(10 * SECOND);
        Senders senders = new Senders(network, honest(network), "among " + behaviour);
        senders.send(300, SteadyRun.PAUSE);
        network.run(LATE);
        assertDelivered(network, senders.messages());
    }

    @Test
    void ifLinksBreakAndLoseFramesAllPeersGetEveryMessage() {
        SimulatedNetwork network = SteadyRun.grown(1, Latency.NEAR, PEERS);
        Senders senders = Senders.all(network, "broken");
        for (int i = 0; i < 300; i++) {
            network.breakAnyLink();
            senders.send(1, SteadyRun.PAUSE);
        }
        network.run(LATE);
        assertDelivered(network, senders.messages());
    }
}
