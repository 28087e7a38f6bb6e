package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The seed decides the whole run, so a failing run can be repeated. */
class ReplayTest {
    /** The lines of the trace of a small network in which as many kinds of events as possible happen. */
    private static List<String> run(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        List<String> lines = new ArrayList<>();
        network.record(new Trace(lines::add));
        network.addThroughOneEntry(60, SECOND / 50);
        Senders senders = Senders.all(network, "replayed");
        senders.send(20, SteadyRun.PAUSE);
        network.kill(0.3);
        network.peers().get(3).behave(PeerBehaviour.NEVER_SERVES);
        network.part(peer -> peer.number() < 30);
        senders.send(20, SteadyRun.PAUSE);
        network.heal();
        network.breakAnyLink();
        network.run(60 * SECOND);
        return lines;
    }

    @Test
    void twoRunsWithTheSameSeedHaveTheSameTrace() {
        List<String> once = run(7);
        assertTrue(once.size() > 10_000, () -> once.size() + " frames");
        assertEquals(once, run(7));
    }

    @Test
    void anotherSeedMakesAnotherRun() {
        assertNotEquals(run(7), run(8));
    }

    @Test
    void aNetworkPrintsItsSeed() {
        assertTrue(new SimulatedNetwork(4_711, Latency.FAR).toString().contains("seed 4711"));
    }
}
