package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some peers behave badly, or links break: everyone else is delivered everything. */
class MisbehavingPeersTest {
    private static final int PEERS = 200;
    private static final long LATE = 20 * SECOND;

    private static List<SimulatedPeer> honest(SimulatedNetwork network) {
        return network.peers().stream().filter(SimulatedPeer::isHonest).toList();
    }

    private static void assertHeard(SimulatedNetwork network, List<TrackedMessage> said) {
        List<SimulatedPeer> honest = honest(network);
        for (TrackedMessage one : said) {
            assertEquals(honest.size(), one.reached(honest), () -> network + ": " + one.text());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PeerBehaviour.class, names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void ofTenPeersOneBehavesBadlyAndTheOthersHearEverything(PeerBehaviour conduct) {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        network.addThroughOneEntry(PEERS, SECOND / 50);
        for (int number = 5; number < PEERS; number += 10) {
            network.peers().get(number).behave(conduct);
        }
        network.run(10 * SECOND);
        Senders speakers = new Senders(network, honest(network), "among " + conduct);
        speakers.speak(300, SteadyRun.PAUSE);
        network.run(LATE);
        assertHeard(network, speakers.said());
    }

    @Test
    void whileLinksBreakWithWhatIsUnderWayOnThemEveryoneHearsEverything() {
        SimulatedNetwork network = SteadyRun.grown(1, Latency.NEAR, PEERS);
        Senders speakers = Senders.all(network, "broken");
        for (int i = 0; i < 300; i++) {
            network.breakAnyLink();
            speakers.speak(1, SteadyRun.PAUSE);
        }
        network.run(LATE);
        assertHeard(network, speakers.said());
    }
}
