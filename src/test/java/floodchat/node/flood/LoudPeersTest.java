package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Peers that exceed a rate limit lose their links, while others keep talking. The limits themselves are tested with
 * the core.
 */
class LoudPeersTest {
    private static final int PER_SECOND = 20;
    private static final NetworkTerms TERMS = new NetworkTerms(NetworkKeys.ofPublic("paced"), 0, PER_SECOND);

    /** Far more than any limit allows in one burst. */
    private static final int FRAMES = 20_000;

    private AttackedNode attacked;

    @BeforeEach
    void twoHonestPeersAreLinked() throws Exception {
        attacked = new AttackedNode(TERMS, LinkSettings.DEFAULT);
    }

    @AfterEach
    void closeAll() throws Exception {
        attacked.close();
    }

    static Stream<Arguments> loudPeers() {
        Contact nobody = new Contact(new PeerId(77, 77), new Address("127.0.0.1", 9));
        List<PacketId> ids = IntStream.range(0, 100).mapToObj(i -> new PacketId(7, i)).toList();
        return Stream.of(
                loud("new packets", "too many packets", i -> packet(i, 8)),
                loud("the same packet", "too many packets", i -> packet(1, 8)),
                loud("large packets", "too many bytes", i -> packet(i % 200, 50_000)),
                loud("announcements", "too many ids", i -> new Frame.IHave(Frame.IdKind.FRESH, ids)),
                loud("a backlog without end", "too many ids", i -> new Frame.IHave(Frame.IdKind.BACKLOG, ids)),
                loud("demands", "too many ids", i -> new Frame.IWant(ids)),
                loud("shuffles", "too many shuffles", i -> new Frame.Shuffle(List.of(nobody))),
                loud("answers to shuffles", "too many shuffles", i -> new Frame.ShuffleReply(List.of(nobody))),
                loud("grafts and prunes", "too many grafts and prunes",
                        i -> i % 2 == 0 ? new Frame.Graft() : new Frame.Prune()),
                loud("acknowledgements", "too many control frames", i -> new Frame.JoinAck(List.of(nobody))),
                loud("requests to join", "too many control frames", i -> new Frame.JoinRequest(true)),
                loud("pings", "too many control frames", i -> new Frame.Ping(i)));
    }

    private static Arguments loud(String what, String reason, IntFunction<Frame> frames) {
        return Arguments.of(what, reason, frames);
    }

    private static Frame packet(int number, int payloadBytes) {
        byte[] payload = ByteBuffer.allocate(payloadBytes).putInt(number).array();
        long nowMs = System.currentTimeMillis() / 10_000 * 10_000; // the same for the same number
        return new Frame.PacketFrame(5, Frame.Route.PUSHED,
                new UnstampedPacket(TERMS, nowMs, PacketKind.EPHEMERAL, payload).tryStamps(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loudPeers")
    void aPeerThatNeverStopsSendingLosesItsLinkAndTheOthersTalkOn(String what, String reason, IntFunction<Frame> frames)
            throws Exception {
        try (RecordingPeer loud = new RecordingPeer(TERMS, 7); RecordingPeer again = new RecordingPeer(TERMS, 7)) {
            loud.dials(attacked.target.address())
                    .sendsHello()
                    .sends(new Frame.JoinRequest(true))
                    .play()
                    .takesHello();
            loud.takes(Frame.JoinAck.class);
            attacked.target.awaitLinks(2);
            loud.sends(IntStream.range(0, FRAMES), frames).play();
            attacked.assertOthersTalkOnInTheNoise();
            loud.takesEnd();
            attacked.assertClosed(loud, "misbehaved: " + reason);
            attacked.assertOthersTalkOnInTheNoise();
            again.dials(attacked.target.address())
                    .sendsHello()
                    .sends(new Frame.JoinRequest(true))
                    .play()
                    .takesHello();
            again.takesEnd();
            attacked.assertClosed(again, "misbehaved: it misbehaved lately");
            attacked.assertOthersTalkOnInTheNoise();
        }
    }

    /** 1,000 may be sent in one burst, then 100 a second; the last write of the burst may have 256 more. */
    @Test
    void aPublisherFasterThanALinkWaitsAndLosesNothing() throws Exception {
        NetworkTerms terms = new NetworkTerms(NetworkKeys.ofPublic("a hundred a second"), 0, 100);
        try (AttackedNode honest = new AttackedNode(terms, LinkSettings.DEFAULT)) {
            long beganNanos = System.nanoTime();
            Thread talker = Thread.ofVirtual().name("talker").start(() -> publish(honest.target, 1_600));
            for (int i = 0; i < 1_600; i++) {
                assertEquals("line " + i, honest.friend.awaitText());
            }
            talker.join();
            long tookMs = (System.nanoTime() - beganNanos) / 1_000_000;
            assertTrue(tookMs > 2_500, () -> "the link carried too much: it took only " + tookMs + " ms");
            honest.assertOthersTalkOn();
        }
    }

    private static void publish(EngineNode node, int count) {
        try {
            for (int i = 0; i < count; i++) {
                node.publish("line " + i);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
