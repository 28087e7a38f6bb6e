package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is computed about a network is what its cores do. */
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
        List<Integer> counted = Arrays.stream(Overlay.of(network).degrees()).boxed().toList();
        assertEquals(network.peers().stream().map(SimulatedPeer::degree).toList(), counted);
    }

    @Test
    void theFirstMessageIsAPlainFloodAsLongAsNoLinkIsLazy() {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        network.addThroughOneEntry(8, SECOND / 50);
        network.run(10 * SECOND);
        TrackedMessage said = network.anyPeer().publish("plain");
        long expected = Overlay.of(network).plainFloodMicros(said.author());
        network.run(SECOND);
        assertEquals(expected, said.lastAfterMicros(network.peers()));
    }

    @Test
    void aPartedNetworkHasAnIsland() {
        SimulatedNetwork network = grown();
        assertEquals(0, Overlay.of(network).islands());
        network.part(peer -> peer.number() < 100);
        network.run(10 * SECOND);
        assertTrue(Overlay.of(network).islands() >= 1);
    }
}
