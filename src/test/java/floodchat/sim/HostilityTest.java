package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some peers behave badly, or links break: everyone else is delivered everything. */
class HostilityTest {
    private static final int PEERS = 200;
    private static final long LATE = 20 * SECOND;

    private static List<SimulatedPeer> honest(SimulatedNetwork network) {
        return network.peers().stream().filter(SimulatedPeer::isHonest).toList();
    }

    private static void assertHeard(SimulatedNetwork network, List<Said> said) {
        List<SimulatedPeer> honest = honest(network);
        for (Said one : said) {
            assertEquals(honest.size(), one.reached(honest), () -> network + ": " + one.text());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Conduct.class, names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void ofTenPeersOneBehavesBadlyAndTheOthersHearEverything(Conduct conduct) {
        SimulatedNetwork network = new SimulatedNetwork(1, Latency.NEAR);
        network.addThroughOneEntry(PEERS, SECOND / 50);
        for (int number = 5; number < PEERS; number += 10) {
            network.peers().get(number).behave(conduct);
        }
        network.run(10 * SECOND);
        Speakers speakers = new Speakers(network, honest(network), "among " + conduct);
        speakers.speak(300, Steady.PAUSE);
        network.run(LATE);
        assertHeard(network, speakers.said());
    }

    @Test
    void whileLinksBreakWithWhatIsUnderWayOnThemEveryoneHearsEverything() {
        SimulatedNetwork network = Steady.grown(1, Latency.NEAR, PEERS);
        Speakers speakers = Speakers.all(network, "broken");
        for (int i = 0; i < 300; i++) {
            network.breakAnyLink();
            speakers.speak(1, Steady.PAUSE);
        }
        network.run(LATE);
        assertHeard(network, speakers.said());
    }
}
