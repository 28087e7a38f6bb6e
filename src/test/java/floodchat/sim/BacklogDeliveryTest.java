package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who was not there when something was said hears it later, once. */
class BacklogDeliveryTest {
    private static final long SECOND = SimulatedNetwork.SECOND;
    private static final int MOST_KEPT = 1_000;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 10);
    }

    private static List<String> say(SimulatedNetwork network, List<SimulatedPeer> speakers, String what, int times) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String text = what + " " + i;
            speakers.get(network.random().nextInt(speakers.size())).publish(text);
            said.add(text);
            network.run(SECOND / 100);
        }
        return said;
    }

    private static void assertHeardOnce(SimulatedNetwork network, List<String> said) {
        assertEquals(0, network.linksAborted(), network.toString());
        for (SimulatedPeer peer : network.peers()) {
            for (String text : said) {
                assertEquals(1, peer.deliveries(text), () -> network + ": " + text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLateJoinerHearsTheLastThousand(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.FAR);
        network.addThroughOneEntry(20, SECOND / 20);
        network.run(10 * SECOND);
        List<String> said = say(network, network.peers(), "before", MOST_KEPT + 500);
        network.run(10 * SECOND);
        long packetsBefore = network.packetsSent();
        SimulatedPeer joiner = network.add(List.of(network.peers().getFirst().contact.address()));
        network.run(5 * SECOND);
        assertEquals(MOST_KEPT, joiner.deliveries(), network.toString());
        said.subList(500, 1_500).forEach(text -> assertEquals(1, joiner.deliveries(text), () -> network + ": " + text));
        assertEquals(MOST_KEPT, network.packetsSent() - packetsBefore, network + ": nobody else is sent anything");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoNetworksThatMergeTellEachOtherWhatWasSaid(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.addThroughOneEntry(50, SECOND / 20);
        List<SimulatedPeer> here = List.copyOf(network.peers());
        SimulatedPeer bridge = network.add(List.of());
        for (int i = 1; i < 50; i++) {
            network.add(List.of(bridge.contact.address()));
            network.run(SECOND / 20);
        }
        List<SimulatedPeer> there = network.peers().subList(50, 100);
        network.run(10 * SECOND);
        List<String> said = new ArrayList<>(say(network, here, "here", 300));
        said.addAll(say(network, there, "there", 300));
        network.run(10 * SECOND);
        long packetsBefore = network.packetsSent();
        bridge.join(here.getLast().contact.address());
        network.run(5 * SECOND);
        assertHeardOnce(network, said);
        long copies = network.packetsSent() - packetsBefore;
        assertTrue(copies < 1.1 * 300 * 100, network + ": " + copies + " copies");
    }
}
