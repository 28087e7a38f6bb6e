package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.embed.FloodNetwork;
import floodchat.embed.FloodNetworkBuilder;
import floodchat.embed.ReceivedMessage;
import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A network whose packets cost work, over real sockets. */
class StampedNetworkTest {
    private static final NetworkTerms PAID = new NetworkTerms(NetworkKeys.ofPublic("paid"), 64, 0);
    private static final NetworkTerms TOO_DEAR = new NetworkTerms(NetworkKeys.ofPublic("too dear"), 65_535, 0);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EngineNode.Group nodes = new EngineNode.Group();

    @AfterEach
    void closeAll() {
        nodes.close();
    }

    /** The library restores the order: see {@link FloodNetwork#receive()}. */
    @Test
    void whatIsPublishedArrivesInOrder() throws Exception {
        try (FloodNetwork entry = paid().join();
                FloodNetwork second = paid().enterAt(entry.address()).join();
                FloodNetwork author = paid().enterAt(entry.address()).join()) {
            assertTrue(second.awaitNeighbour(PATIENCE) && author.awaitNeighbour(PATIENCE));
            List<String> texts = List.of("one", "two", "x".repeat(4_096), "four", "five");
            for (String text : texts) {
                author.publish(text.getBytes(StandardCharsets.UTF_8));
            }
            for (String text : texts) {
                assertEquals(text, received(entry));
                assertEquals(text, received(second));
            }
        }
    }

    private static FloodNetworkBuilder paid() {
        return FloodNetwork.named("paid").onLoopback().hashesPerByte(PAID.hashesPerByte()).packetsPerSecond(0);
    }

    private static String received(FloodNetwork by) throws InterruptedException {
        ReceivedMessage delivered = by.receive(PATIENCE);
        assertNotNull(delivered);
        return new String(delivered.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void aPacketWithoutItsWorkCostsTheLinkAndTheOthersTalkOn() throws Exception {
        try (AttackedNode attacked = new AttackedNode(PAID, LinkSettings.DEFAULT)) {
            RecordingPeer peer = attacked.neighbour();
            peer.sends(new Frame.PacketFrame(5, Frame.Route.PUSHED, unpaid())).play();
            attacked.assertClosed(peer, "misbehaved: PACKET has a stamp that does not show the work");
            attacked.target.awaitLinksDownTo(1);
            attacked.assertOthersTalkOn();
        }
    }

    /** A packet whose stamp does not show the work. */
    private static Packet unpaid() {
        for (byte i = 0;; i++) {
            ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES);
            bytes.put((byte) 0).putLong(System.currentTimeMillis()).put(i);
            Packet packet = Packet.received(PAID.tag(), bytes.array());
            if (!PAID.isPaid(packet.id(), packet.bytes().length)) {
                return packet;
            }
        }
    }

    @Test
    void closeDoesNotWaitForAStamp() throws Exception {
        EngineNode node = nodes.on(TOO_DEAR).node();
        node.bus.publish(new FloodCommand.Publish(1, new byte[FloodLimits.MAX_PAYLOAD_BYTES], PacketKind.KEPT));
        assertTimeout(Duration.ofSeconds(10), node::close);
    }
}
