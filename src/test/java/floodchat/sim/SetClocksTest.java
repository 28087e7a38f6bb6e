package floodchat.sim;

import static floodchat.sim.JoiningTest.assertEveryoneReached;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers whose wall clocks are set, there and back. */
class SetClocksTest {
    private static final long SECOND = SimulatedNetwork.SECOND;
    private static final long HOUR_MS = 3_600_000;

    private static SimulatedNetwork grown(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(20, SECOND / 20);
        network.run(10 * SECOND);
        return network;
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, -3", "3, 8", "4, 30", "5, -30"})
    void aClockThatIsCorrectedMutesNobody(int seed, int hours) {
        SimulatedNetwork network = grown(seed);
        SimulatedPeer wrong = network.peers().get(7);
        wrong.setClock(hours * HOUR_MS);
        network.run(8 * SECOND);
        assertEquals(0, wrong.degree(), "it has left its neighbours, and everyone refuses it");
        wrong.publish("meanwhile");
        network.peers().get(3).publish("among the others");
        network.run(3 * SECOND);
        assertEquals(1, network.reached("meanwhile"));
        assertEquals(0, wrong.handedOver());
        assertEquals(19, network.reached("among the others"), network + ": the others are not disturbed");

        wrong.setClock(0);
        network.run(3 * SECOND);
        assertTrue(wrong.degree() > 0, network.toString());
        assertEquals(20, network.reached("meanwhile"), network.toString());
        assertEquals(20, network.reached("among the others"), network + ": it gets what it missed");
        assertEquals(1, wrong.handedOver());
        assertEveryoneReached(network, "after all");
        assertEquals(0, network.abortedLinks());
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, -3", "3, 30"})
    void aPeerThatIsStartedWithAWrongClockJoinsWhenItIsRight(int seed, int hours) {
        SimulatedNetwork network = grown(seed);
        SimulatedPeer late =
                network.addWithClock(List.of(network.peers().getFirst().contact.address()), hours * HOUR_MS);
        late.publish("too early");
        network.run(200 * SECOND);
        assertEquals(1, network.reached("too early"));
        late.setClock(0);
        network.run(3 * SECOND);
        assertEquals(21, network.reached("too early"), network.toString());
        assertEveryoneReached(network, "after all");
    }

    /** Two machines that start with a wrong clock find each other, and a time server corrects one before the other. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 5", "3, 70"})
    void peersWhoseClocksAreCorrectedOneAfterTheOtherLinkAgain(int seed, int secondsBetween) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        SimulatedPeer one = network.addWithClock(List.of(), -30 * 24 * HOUR_MS);
        SimulatedPeer other = network.addWithClock(List.of(one.contact.address()), -30 * 24 * HOUR_MS);
        network.run(5 * SECOND);
        assertEquals(1, one.degree());
        one.setClock(0);
        network.run(secondsBetween * SECOND);
        one.publish("from one");
        other.setClock(0);
        other.publish("from the other");
        network.run(3 * SECOND);
        assertEquals(1, other.degree());
        assertEquals(2, network.reached("from one"), network.toString());
        assertEquals(2, network.reached("from the other"), network.toString());
    }

    /** Such as machines of one house with the hardware clock in local time. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, -3"})
    void aNetworkWhoseClocksAreAllSetStaysOne(int seed, int hours) {
        SimulatedNetwork network = grown(seed);
        for (SimulatedPeer peer : List.copyOf(network.peers())) {
            peer.setClock(hours * HOUR_MS);
            network.run(SECOND / 5);
        }
        network.run(60 * SECOND);
        assertEveryoneReached(network, "after all");
    }
}
