package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The computed graph of a network agrees with what its cores do. */
class OverlayTest {
    private static SimulatedNetwork grown() {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        network.addThroughOneEntry(200, SECOND / 50);
        network.run(15 * SECOND);
        return network;
    }

    @Test
    void everyPeerHasAsManyLinksAsItsCoreSays() {
        SimulatedNetwork network = grown();
        for (int i = 0; i < 1_000 && !said(network).equals(counted(network)); i++) {
            network.run(SECOND / 100); // while a goodbye or a JOIN_ACK is under way the two sides differ
        }
        assertEquals(said(network), counted(network));
    }

    private static List<Integer> said(SimulatedNetwork network) {
        return network.peers().stream().map(SimulatedPeer::degree).toList();
    }

    private static List<Integer> counted(SimulatedNetwork network) {
        return Arrays.stream(Overlay.of(network).degrees()).boxed().toList();
    }

    @Test
    void ifNoLinkIsLazyAMessageIsAPlainFlood() {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        network.addThroughOneEntry(8, SECOND / 50);
        network.run(10 * SECOND);
        TrackedMessage message = network.anyPeer().publish("plain");
        long expected = Overlay.of(network).plainFloodMicros(message.author());
        network.run(SECOND);
        assertEquals(expected, message.lastDeliveryMicros(network.peers()));
    }

    @Test
    void aSplitNetworkHasAnIsland() {
        SimulatedNetwork network = grown();
        assertEquals(0, Overlay.of(network).islands());
        network.part(peer -> peer.number() < 100);
        network.run(10 * SECOND);
        assertTrue(Overlay.of(network).islands() >= 1);
    }
}
