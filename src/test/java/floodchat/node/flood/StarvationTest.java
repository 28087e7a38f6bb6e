package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Peers that fill a link, or occupy many links, delay nobody else. The timeouts of links are longer than those of the
 * tests.
 */
@Timeout(60)
class StarvationTest {
    private static final NetworkTerms TERMS = EngineNode.NETWORK;
    private static final LinkSettings PATIENT = new LinkSettings(10_000, 120_000, 60_000, 300_000);

    /** Seven peers may dial the target. */
    private static final FloodSettings MANY_DIALLERS = new FloodSettings(5, 10, 3, true);

    private AttackedNode attacked;

    private void start(NetworkTerms terms) throws Exception {
        attacked = new AttackedNode(terms, PATIENT, MANY_DIALLERS);
    }

    @AfterEach
    void closeAll() throws Exception {
        attacked.close();
    }

    private static Packet packet(NetworkTerms terms, int number, int payloadBytes) {
        byte[] payload = ByteBuffer.allocate(payloadBytes).putInt(number).array();
        return new UnstampedPacket(terms, System.currentTimeMillis(), PacketKind.EPHEMERAL, payload).tryStamps(1);
    }

    private static Frame pushed(Packet packet) {
        return new Frame.PacketFrame(9, Frame.Route.PUSHED, packet);
    }

    /** 7 MB several times, and none of it is read: more than the system buffers. */
    @Test
    void aPeerThatFetchesMuchAndReadsNothingDelaysNobody() throws Exception {
        start(TERMS);
        List<Packet> packets = IntStream.range(0, 120).mapToObj(i -> packet(TERMS, i, 60_000)).toList();
        RecordingPeer deaf = attacked.stranger().readsNothing().sends(new Frame.JoinRequest(true));
        deaf.sends(packets.stream().map(StarvationTest::pushed).toArray(Frame[]::new)).play();
        attacked.friend.awaitDelivered(120);
        for (int time = 0; time < 5; time++) {
            deaf.sends(new Frame.IWant(packets.stream().map(Packet::id).toList()));
            deaf.sends(pushed(packet(TERMS, 120 + time, 5))).play();
            attacked.friend.awaitDelivered(1); // sent after all the requests
        }
        attacked.assertOthersTalkOnInTheNoise();
    }

    @Test
    void packetsOfStrangersAreNotHeldDuringACongestion() throws Exception {
        start(TERMS);
        attacked.deafNeighbour();
        Thread talker = Thread.ofVirtual().name("talker").start(attacked::publishMuch);
        try {
            awaitCongestion();
            RecordingPeer loud = attacked.stranger();
            loud.sends(IntStream.range(0, 200), i -> pushed(packet(TERMS, i, 1_000))).sends(new Frame.Ping(7)).play();
            loud.takesHello();
            assertEquals(7, loud.takesSooner(Frame.Pong.class).token(), "all of it was read");
        } finally {
            talker.interrupt();
            talker.join();
        }
    }

    private void awaitCongestion() throws InterruptedException {
        FloodEvent.Inspected inspected;
        do {
            attacked.target.bus.publish(new FloodInquiry());
            inspected = attacked.target.await(FloodEvent.Inspected.class);
        } while (inspected.links().values().stream().allMatch(link -> link.congested() == null));
    }

    /**
     * Each of six links always has 64 packets that wait. That is more than what congests the link to the friend,
     * which carries 1,000 a second.
     */
    @Test
    void ownPublicationsHaveTheirTurnAmongManyHeldPackets() throws Exception {
        NetworkTerms paced = new NetworkTerms(NetworkKeys.ofPublic("paced"), 0, 1_000);
        start(paced);
        List<RecordingPeer> loud = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            loud.add(attacked.neighbour());
        }
        for (RecordingPeer one : loud) {
            int first = loud.indexOf(one) * 100_000;
            one.sends(IntStream.range(first, first + 5_000), number -> pushed(packet(paced, number, 8))).play();
        }
        attacked.friend.awaitDelivered(10_300); // 10,000 may be sent in one burst
        attacked.friend.events.clear(); // a busy machine is behind with them
        attacked.target.publish("to the friend");
        int before = 0;
        while (!attacked.friend.awaitText().equals("to the friend")) {
            before++;
            assertTrue(before < 8_000, "it waits while others are sent");
        }
    }

    /**
     * Each of four links always has 64 packets that wait, and the link to the friend has 256 in its queue: 512 that
     * came before the line.
     */
    @Test
    void fourLoudLinksDoNotDelayALine() throws Exception {
        NetworkTerms paced = new NetworkTerms(NetworkKeys.ofPublic("paced"), 0, 100);
        start(paced);
        List<RecordingPeer> loud = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            loud.add(attacked.neighbour());
            loud.add(attacked.chosen());
        }
        RecordingPeer quiet = attacked.neighbour();
        for (RecordingPeer one : loud) {
            int first = loud.indexOf(one) * 100_000;
            one.sends(IntStream.range(first, first + 900), number -> pushed(packet(paced, number, 8))).play();
        }
        attacked.friend.awaitDelivered(1_300); // 1,000 may be sent in one burst
        quiet.sends(pushed(line(paced))).play();
        int before = 0;
        while (!attacked.friend.awaitText().equals("a line")) {
            before++;
        }
        int passed = before;
        assertTrue(passed < 150, () -> passed + " packets of the loud links went before it");
    }

    private static Packet line(NetworkTerms terms) {
        byte[] payload = "a line".getBytes(StandardCharsets.UTF_8);
        return new UnstampedPacket(terms, System.currentTimeMillis(), PacketKind.KEPT, payload).tryStamps(1);
    }

    /** They read a frame for every ten lines that the friend gets, so they are never found to be dead. */
    @Test
    void slowReadersDoNotDelayTheOthers() throws Exception {
        start(TERMS);
        List<RecordingPeer> slow = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            slow.add(attacked.neighbour());
            slow.add(attacked.chosen());
        }
        slow.forEach(RecordingPeer::readsOnDemand);
        Thread talker = Thread.ofVirtual().name("talker").start(attacked::publishMuch);
        List<String> lines = AttackedNode.much();
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(lines.get(i), attacked.friend.awaitText());
            if (i % 10 == 0) {
                slow.forEach(one -> one.mayRead(1));
            }
        }
        talker.join();
    }

    /** They send nothing, and keep the link open when they are told to end it. */
    @Test
    void threeHundredIdleStrangersKeepNobodyOut() throws Exception {
        start(TERMS);
        for (int i = 0; i < 300; i++) {
            RecordingPeer stranger = attacked.stranger().sends(new Frame.Ping(i)).play();
            stranger.takesHello();
            assertEquals(i, stranger.takesSooner(Frame.Pong.class).token(), "it is let in");
        }
        attacked.neighbour();
        attacked.assertOthersTalkOnInTheNoise();
    }
}
