package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Author;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that were absent when a message was sent get it later, exactly once. */
class BacklogDeliveryTest {
    private static final long SECOND = SimulatedNetwork.SECOND;
    private static final int BACKLOG = 1_000;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 10);
    }

    private static List<String> send(SimulatedNetwork network, List<SimulatedPeer> senders, String what, int times) {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String text = what + " " + i;
            senders.get(network.random().nextInt(senders.size())).publish(text);
            messages.add(text);
            network.run(SECOND / 100);
        }
        return messages;
    }

    private static void assertDeliveredOnce(SimulatedNetwork network, List<String> messages) {
        assertEquals(0, network.abortedLinks(), network.toString());
        for (SimulatedPeer peer : network.peers()) {
            for (String text : messages) {
                assertEquals(1, peer.deliveries(text), () -> network + ": " + text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLateJoinerGetsTheLastThousandMessages(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.FAR);
        network.addThroughOneEntry(20, SECOND / 20);
        network.run(10 * SECOND);
        List<String> messages = send(network, network.peers(), "before", BACKLOG + 500);
        network.run(10 * SECOND);
        long packetsBefore = network.packetsSent();
        SimulatedPeer joiner = network.add(List.of(network.peers().getFirst().contact.address()));
        network.run(5 * SECOND);
        assertEquals(BACKLOG, joiner.deliveries(), network.toString());
        for (String text : messages.subList(500, 1_500)) {
            assertEquals(1, joiner.deliveries(text), () -> network + ": " + text);
        }
        assertEquals(BACKLOG, network.packetsSent() - packetsBefore, network + ": only the newcomer is sent packets");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoNetworksThatMergeGetEachOthersMessages(int seed) {
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
        List<String> messages = new ArrayList<>(send(network, here, "here", 300));
        messages.addAll(send(network, there, "there", 300));
        network.run(10 * SECOND);
        long packetsBefore = network.packetsSent();
        bridge.join(here.getLast().contact.address());
        network.run(5 * SECOND);
        assertDeliveredOnce(network, messages);
        long copies = network.packetsSent() - packetsBefore;
        assertTrue(copies < 1.1 * 300 * 100, network + ": " + copies + " copies");
    }

    // ---- with authors

    /** A line begins with its author. */
    private static Author authorOf(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        return new Author(text.substring(0, text.indexOf(' ')).hashCode(), 0);
    }

    /** Each of the first ten peers says this many lines, and the pauses between all of them are equal. */
    private static List<String> talk(SimulatedNetwork network, int linesEach, long micros) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10 * linesEach; i++) {
            String line = "person" + i % 10 + " at " + network.events().nowMicros();
            network.peers().get(i % 10).publish(line);
            lines.add(line);
            network.run(micros / (10L * linesEach));
        }
        return lines;
    }

    /** One peer publishes as many packets, each under one of this many keys. */
    private static void attack(SimulatedNetwork network, int packets, int keys) {
        SimulatedPeer attacker = network.peers().getLast();
        for (int i = 0; i < packets; i++) {
            attacker.publish(("key" + i % keys + " junk " + i).getBytes(StandardCharsets.UTF_8), false);
            network.run(SECOND / 500);
        }
        network.run(10 * SECOND);
    }

    private static long deliveredOf(List<String> lines, SimulatedPeer to) {
        return lines.stream().filter(line -> to.deliveries(line) == 1).count();
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void aThousandBoughtKeysTakeNothingOfTheLastHourFromALateJoiner(int seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.FAR);
        network.attribute(BacklogDeliveryTest::authorOf);
        network.addThroughOneEntry(20, SECOND / 20);
        talk(network, 6, 10 * 60 * SECOND);
        List<String> lastHour = talk(network, 60, 60 * 60 * SECOND);
        attack(network, 5_000, 1_000);
        SimulatedPeer joiner = network.add(List.of(network.peers().getFirst().contact.address()));
        network.run(10 * SECOND);
        assertEquals(lastHour.size(), deliveredOf(lastHour, joiner), network.toString());
        assertEquals(0, network.abortedLinks(), network.toString());
    }

    static IntStream fewSeeds() {
        return IntStream.rangeClosed(1, 3);
    }
}
