package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message costs once the tree has settled: about one payload per peer, though many speak at once. */
class FloodingCostTest {
    private static final int PEERS = 200;
    private static final int MESSAGES = 100;
    private static final long PAUSE = SECOND / 10;

    static Stream<Arguments> runs() {
        return IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(seed -> Stream.of(
                        Arguments.of(seed, SimulatedNetwork.Latency.NEAR),
                        Arguments.of(seed, SimulatedNetwork.Latency.FAR)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void manyConcurrentSendersCostLittleMoreThanOnePayloadPerPeer(int seed, SimulatedNetwork.Latency latency) {
        SimulatedNetwork network = new SimulatedNetwork(seed, latency);
        network.addThroughOneEntry(PEERS, SECOND / 50);
        network.run(30 * SECOND);
        for (int round = 0; round < 6; round++) {
            speak(network, "settling " + round);
        }
        long before = network.packetsSent();
        List<String> said = speak(network, "counted");
        double beyondOne = (network.packetsSent() - before) / (double) (MESSAGES * (PEERS - 1)) - 1;
        said.forEach(text -> assertEquals(PEERS, network.reached(text), () -> network + ": " + text));
        assertEquals(0, network.linksAborted(), network.toString());
        assertTrue(beyondOne <= 0.1, () -> network + ": " + beyondOne + " copies beyond one");
    }

    private static List<String> speak(SimulatedNetwork network, String word) {
        List<String> texts = IntStream.range(0, MESSAGES).mapToObj(i -> word + " " + i).toList();
        for (String text : texts) {
            network.peers().get(network.random().nextInt(PEERS)).publish(text);
            network.run(PAUSE);
        }
        network.run(10 * SECOND);
        return texts;
    }
}
