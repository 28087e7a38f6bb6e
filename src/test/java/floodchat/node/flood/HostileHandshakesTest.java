package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.fixture.Relay;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.wire.Greeting;
import floodchat.protocol.wire.Hello;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handshakes that fail, while others keep talking. The target hangs up for the expected reason; a person who asked
 * for the address is told that reason.
 */
class HostileHandshakesTest {
    private static final NetworkTerms NETWORK = EngineNode.NETWORK;
    private static final LinkSettings IMPATIENT = new LinkSettings(300, 600, 200, 500);

    private AttackedNode attacked;

    @BeforeEach
    void twoHonestPeersAreLinked() throws Exception {
        attacked = new AttackedNode(NETWORK, LinkSettings.DEFAULT);
    }

    private void start(LinkSettings settings) throws Exception {
        attacked.close();
        attacked = new AttackedNode(NETWORK, settings);
    }

    @AfterEach
    void closeAll() throws Exception {
        attacked.close();
    }

    @Test
    void garbageIsRefused() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            byte[] garbage = new byte[1_000];
            new Random(seed).nextBytes(garbage);
            garbage[2] |= (byte) 0x80; // no type of frame has this bit
            RecordingPeer peer =
                    attacked.peer().dials(attacked.target.address()).sendsBytes(garbage).endsSending().play();
            attacked.assertRefused(peer, "that is no Floodchat peer (a frame of an unknown type)");
        }
        attacked.assertOthersTalkOn();
    }

    @Test
    void aWebBrowserIsRefused() throws Exception {
        byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        RecordingPeer peer = attacked.peer().dials(attacked.target.address()).sendsBytes(request).play();
        attacked.assertRefused(peer, "that is no Floodchat peer (a frame of an unknown type)");
        attacked.assertOthersTalkOn();
    }

    @Test
    void aPersonIsToldThatAnAddressBelongsToAnotherProgram() throws Exception {
        RecordingPeer webServer =
                attacked.peer()
                        .accepts()
                        .sendsBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("that is no Floodchat peer (a frame of an unknown type)", joinFails(webServer));
    }

    @Test
    void aPersonIsToldThatThePeerSpeaksAnotherVersion() throws Exception {
        RecordingPeer peer = attacked.peer();
        peer.accepts().sendsHello(new Hello(7));
        assertEquals("the peer speaks version 7 of the protocol, this Floodchat 6: upgrade this Floodchat",
                joinFails(peer));
    }

    @Test
    void aPersonIsToldThatThePeerBelongsToAnotherNetwork() throws Exception {
        RecordingPeer peer = attacked.peer(new RecordingPeer(NetworkTerms.unlimited("another network"), 99));
        assertEquals("the peer hung up in the handshake: it is ending, or belongs to another network",
                joinFails(peer.accepts().sendsHello()));
    }

    @Test
    void aPersonIsToldThatThePeersNetworkAsksForOtherWork() throws Exception {
        NetworkTerms dearer = new NetworkTerms(NETWORK.keys(), 64, NETWORK.packetsPerSecond());
        assertEquals("the peer's network.work is 64, ours is 0", joinFails(greetingWith(dearer, 0)));
    }

    @Test
    void aPersonIsToldThatThePeersLinksCarryAnotherNumberOfPackets() throws Exception {
        NetworkTerms slower = new NetworkTerms(NETWORK.keys(), NETWORK.hashesPerByte(), 7);
        assertEquals("the peer's network.packets_per_second is 7, ours is 0", joinFails(greetingWith(slower, 0)));
    }

    @ParameterizedTest
    @CsvSource({"3, 3 hours ahead of ours", "-3, 3 hours behind ours", "-72, 3 days behind ours"})
    void aPersonIsToldThatThePeersClockIsFarFromOurs(int hoursAhead, String gap) throws Exception {
        long aheadMs = hoursAhead * 3_600_000L + Integer.signum(hoursAhead) * 60_000L;
        assertEquals("the peer's clock is " + gap + ": one of them is wrong",
                joinFails(greetingWith(NETWORK, aheadMs)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 0})
    void anyTimeMayComeInAGreeting(long timeMs) throws Exception {
        RecordingPeer peer = attacked.peer();
        String reason = joinFails(peer.accepts().greets(Greeting.of(NETWORK, 1_000, timeMs)).sendsHello());
        String side = timeMs > System.currentTimeMillis() ? "ahead of" : "behind";
        assertTrue(reason.matches("the peer's clock is \\d+ days " + side + " ours: one of them is wrong"), reason);
    }

    private RecordingPeer greetingWith(NetworkTerms terms, long aheadMs) throws IOException {
        long nowMs = System.currentTimeMillis() + aheadMs;
        return attacked.peer().accepts().greets(Greeting.of(terms, 1_000, nowMs)).sendsHello();
    }

    @Test
    void aPersonIsToldThatTheAddressIsTheirOwn() throws Exception {
        attacked.target.bus.publish(new FloodCommand.Join(attacked.target.address()));
        assertEquals("that is this peer itself", attacked.target.await(FloodEvent.JoinFailed.class).reason());
        attacked.assertOthersTalkOn();
    }

    private String joinFails(RecordingPeer peer) throws Exception {
        peer.play();
        attacked.target.bus.publish(new FloodCommand.Join(peer.address()));
        FloodEvent.JoinFailed failed = attacked.target.await(FloodEvent.JoinFailed.class);
        assertEquals(peer.address(), failed.address());
        attacked.assertOthersTalkOn();
        return failed.reason();
    }

    /** Attack 69. */
    @Test
    void aDiallerOfAnotherNetworkIsRefused() throws Exception {
        RecordingPeer stranger = attacked.peer(new RecordingPeer(NetworkTerms.unlimited("another network"), 99));
        attacked.assertRefused(stranger.dials(attacked.target.address()).sendsHello().play(),
                "the peer belongs to another network");
        attacked.assertOthersTalkOn();
    }

    /** Attack 70. Somebody on the wire sends once more what an honest peer has sent. */
    @Test
    void aReplayedHandshakeMakesNoLink() throws Exception {
        try (Relay relay = new Relay(attacked.target.address())) {
            RecordingPeer honest = attacked.peer().dials(relay.address()).sendsHello().play();
            honest.awaitPlayed();
            honest.sends(new Frame.JoinRequest(true)).play();
            honest.takesHello();
            honest.takes(Frame.JoinAck.class);
            RecordingPeer replaying =
                    attacked.peer().dials(attacked.target.address()).sendsBytes(relay.toTarget()).play();
            attacked.assertRefused(replaying, "the handshake was forged, or damaged on its way");
        }
        attacked.assertOthersTalkOn();
    }

    /** Attack 70. The answer to a first message alone makes no link either, and its place is free again in time. */
    @Test
    void aReplayedFirstMessageTimesOut() throws Exception {
        start(IMPATIENT);
        try (Relay relay = new Relay(attacked.target.address())) {
            attacked.peer().dials(relay.address()).sendsHello().play().awaitPlayed();
            byte[] firstTwo = Arrays.copyOf(relay.toTarget(), 9 + 3 + 1_232);
            RecordingPeer replaying =
                    attacked.peer().dials(attacked.target.address()).sendsBytes(firstTwo).play();
            attacked.assertRefused(replaying, "no answer");
        }
        attacked.assertOthersTalkOn();
    }

    /** Attack 71. It would like to go on in clear, as in version 4. */
    @Test
    void aPeerThatSkipsTheHandshakeIsRefused() throws Exception {
        byte[] joinRequest = {0, 2, 0x10, 1};
        RecordingPeer peer = attacked.peer()
                .dials(attacked.target.address())
                .sendsHello(Hello.OURS)
                .sendsBytes(joinRequest)
                .play();
        attacked.assertRefused(peer, "that is no Floodchat peer (JOIN_REQ instead of HANDSHAKE_1)");
        attacked.assertOthersTalkOn();
    }

    /** Attack 71. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 7, 65_535})
    void anotherVersionIsRefusedAndNothingBehindItIsRead(int version) throws Exception {
        byte[] behind = new byte[5_000];
        RecordingPeer peer = attacked.peer()
                .dials(attacked.target.address())
                .sendsHello(new Hello(version))
                .sendsBytes(behind)
                .play();
        peer.takesHello();
        attacked.assertHandshakeFailed(peer,
                "the peer speaks version %d of the protocol, this Floodchat %d: %s".formatted(
                        version,
                        Hello.VERSION,
                        version < Hello.VERSION ? "the peer must upgrade" : "upgrade this Floodchat"));
        attacked.assertOthersTalkOn();
    }

    /** Attack 73. Its own bytes come back to it. */
    @Test
    void aMirrorIsRefused() throws Exception {
        try (Mirror mirror = new Mirror()) {
            attacked.target.bus.publish(new FloodCommand.Join(mirror.address()));
            assertEquals("that is no Floodchat peer (HANDSHAKE_1 instead of HANDSHAKE_2)",
                    attacked.target.await(FloodEvent.JoinFailed.class).reason());
        }
        attacked.assertOthersTalkOn();
    }

    /** Attack 73. Its dial is led to its own port. */
    @Test
    void aConnectionThatLeadsBackToThePeerItselfIsEnded() throws Exception {
        try (Relay relay = new Relay(attacked.target.address())) {
            attacked.target.bus.publish(new FloodCommand.Join(relay.address()));
            assertEquals("that is this peer itself", attacked.target.await(FloodEvent.JoinFailed.class).reason());
        }
        attacked.assertOthersTalkOn();
    }

    /** Sends back what it gets. */
    private static final class Mirror implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        Mirror() throws IOException {
            Thread.ofVirtual().name("mirror").start(this::reflect);
        }

        Address address() {
            return new Address("127.0.0.1", server.getLocalPort());
        }

        private void reflect() {
            try (Socket socket = server.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException e) {
                assertFalse(server.isBound() && !server.isClosed() && e instanceof SocketTimeoutException);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void aGreetingOutOfItsBoundsIsRefused() throws Exception {
        RecordingPeer peer = attacked.peer().greets(new Greeting(0, 0, 0, 0));
        assertEquals("the peer greets with a value out of its bounds", joinFails(peer.accepts().sendsHello()));
    }

    @Test
    void halfAHandshakeTimesOut() throws Exception {
        start(IMPATIENT);
        RecordingPeer silent = attacked.peer().dials(attacked.target.address()).play();
        RecordingPeer half =
                attacked.peer().dials(attacked.target.address()).sendsBytes((byte) 0, (byte) 41, (byte) 1).play();
        attacked.assertRefused(silent, "no answer");
        attacked.assertRefused(half, "no answer");
        attacked.assertOthersTalkOn();
    }

    @Test
    void aHandshakeThatArrivesByteByByteTimesOutToo() throws Exception {
        start(IMPATIENT);
        RecordingPeer dripping =
                attacked.peer().dials(attacked.target.address()).sendsBytes((byte) 0, (byte) 255).play();
        dripping.takesHello();
        AttackedNode.assertHungUpOnWhileDripping(dripping);
        attacked.assertHandshakeFailed(dripping, "no answer");
        attacked.assertOthersTalkOn();
    }

    @Test
    void tenThousandHalfOpenConnectionsHoldNoMoreThan32SocketsAndAnHonestPeerJoinsMeanwhile() throws Exception {
        EngineNode newcomer = null;
        for (int batch = 0; batch < 50; batch++) {
            try (Crowd crowd = new Crowd(attacked.target.address(), 200)) {
                crowd.awaitOpen(32);
                if (batch == 25) {
                    newcomer = attacked.newcomer();
                    newcomer.awaitLinks(1);
                }
            }
        }
        attacked.assertOthersTalkOn();
        newcomer.awaitInAnyOrder(List.of("to the target", "to the friend"));
    }

    /** Many connections on which nobody sends anything. */
    private static final class Crowd implements AutoCloseable {
        private static final long PATIENCE_MS = 5_000; // less than the handshake timeout
        private final Selector selector = Selector.open();
        private final ByteBuffer in = ByteBuffer.allocate(1_024);
        private int open;

        Crowd(Address target, int count) throws IOException {
            for (; open < count; open++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
                channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            }
        }

        /** Waits until the target has hung up on all but {@code most} of them. */
        void awaitOpen(int most) throws IOException {
            while (open > most) {
                int ready =
                        selector.select(key -> open -= hasEnded((SocketChannel) key.channel()) ? 1 : 0, PATIENCE_MS);
                assertTrue(ready > 0, () -> open + " are held open");
            }
        }

        private boolean hasEnded(SocketChannel channel) {
            try {
                in.clear();
                if (channel.read(in) >= 0) {
                    return false;
                }
                channel.close();
            } catch (IOException e) {
                assertFalse(channel.isBlocking(), "reset: ended as well");
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
