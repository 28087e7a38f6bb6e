package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each misbehaviour shows on the links. */
class PeerBehaviourTest {
    /** The frames that a network sends in which two of twenty peers behave like this. */
    private static List<String> trace(PeerBehaviour behaviour) {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        List<String> lines = new ArrayList<>();
        network.addThroughOneEntry(20, SECOND / 50);
        network.run(10 * SECOND);
        network.peers().get(5).behave(behaviour);
        network.peers().get(15).behave(behaviour);
        network.record(new Trace(lines::add));
        Senders.all(network, "sent").send(50, SteadyRun.PAUSE);
        network.run(30 * SECOND);
        return lines;
    }

    @ParameterizedTest
    @EnumSource(value = PeerBehaviour.class, names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void aPeerThatMisbehavesSendsOtherFramesThanAnHonestOne(PeerBehaviour behaviour) {
        assertFalse(trace(PeerBehaviour.HONEST).equals(trace(behaviour)), "the same frames");
    }
}
