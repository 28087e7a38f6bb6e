package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links fail in the way that the other tests rely on. */
class SimulatedLinkTest {
    private final SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
    private final SimulatedPeer one = network.add(List.of());
    private final SimulatedPeer other = network.add(List.of(one.contact.address()));

    @BeforeEach
    void link() {
        network.run(5 * SECOND);
        assertEquals(List.of(1, 1), List.of(one.degree(), other.degree()));
    }

    @Test
    void aFrameArrivesAfterTheLatencyOfTheLink() {
        long latencyMicros = one.links().iterator().next().latencyMicros;
        one.publish("sent");
        network.run(latencyMicros - 1);
        assertEquals(0, other.deliveries("sent"));
        network.run(1);
        assertEquals(1, other.deliveries("sent"));
    }

    @Test
    void aLinkThatBreaksLosesTheFramesOnTheWay() {
        one.publish("lost");
        network.breakAnyLink();
        network.run(Latency.NEAR.toMicros());
        assertEquals(0, other.deliveries("lost"));
    }

    @Test
    void framesThatWereSentBeforeAPeerDiesStillArrive() {
        one.publish("last words");
        network.kill(one);
        network.run(Latency.NEAR.toMicros());
        assertEquals(1, other.deliveries("last words"));
    }

    @Test
    void noFrameCrossesASplitAndPeersFindEachOtherAfterIt() {
        network.part(peer -> peer.equals(one));
        network.run(5 * SECOND);
        one.publish("during the split");
        network.run(60 * SECOND);
        assertEquals(0, other.deliveries("during the split"));
        network.heal();
        network.run(120 * SECOND);
        assertEquals(1, other.deliveries("during the split"));
    }
}
