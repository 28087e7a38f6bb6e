package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Relay;
import floodchat.fixture.SecondImplementation;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.handshake.X25519KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two engines with somebody on the wire between them, and an engine with a peer that shares no code with it. */
@Timeout(120)
class LinkSecrecyTest {
    private static final int FRAMES = 1_000;
    /** More than both messages of the dialler have. */
    private static final int HANDSHAKE_BYTES = 2_048;
    private static final String NAME = "ada lovelace";
    private static final byte[] KEY = HexFormat.of().parseHex("0123456789abcdef".repeat(4));

    private final EngineNode.Group nodes = new EngineNode.Group();
    private EngineNode target;
    private EngineNode friend;
    private Relay relay;

    @BeforeEach
    void twoPeersAreLinkedThroughARelay() throws Exception {
        target = nodes.node();
        relay = new Relay(target.address());
        friend = nodes.node(relay.address());
        friend.awaitLinks(1);
        target.awaitLinks(1);
    }

    @AfterEach
    void close() throws Exception {
        nodes.close();
        relay.close();
    }

    // ---- who only listens

    private static String said(int number) {
        return NAME + ": meet me at noon " + number + " " + HexFormat.of().formatHex(KEY);
    }

    private static boolean contains(byte[] haystack, byte[] needle) {
        String hay = new String(haystack, StandardCharsets.ISO_8859_1);
        return hay.contains(new String(needle, StandardCharsets.ISO_8859_1));
    }

    /** How many frames follow each other in these bytes. */
    private static int frames(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int frames = 0;
        while (in.remaining() >= 2 && in.remaining() >= 2 + Short.toUnsignedInt(in.getShort(in.position()))) {
            in.position(in.position() + 2 + Short.toUnsignedInt(in.getShort(in.position())));
            frames++;
        }
        return frames;
    }

    /** Attack 76. */
    @Test
    void aListenerOnTheWireFindsNoNameNoTextAndNoKeyInAThousandFrames() throws Exception {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            said.add(said(i));
            friend.publish(said(i));
        }
        target.awaitInAnyOrder(said);
        target.publish(said(FRAMES));
        friend.awaitTexts(said(FRAMES));
        assertTrue(frames(relay.toTarget()) >= FRAMES, "they went this way");
        assertTrue(contains(relay.toTarget(), "FLDC".getBytes(StandardCharsets.US_ASCII)), "HELLO is in clear");
        for (byte[] direction : List.of(relay.toTarget(), relay.fromTarget())) {
            for (byte[] secret : secrets()) {
                assertFalse(contains(direction, secret), () -> "found " + HexFormat.of().formatHex(secret));
            }
            assertFalse(showsAKey(direction), "the key of a peer");
        }
    }

    /** Whether the handshake, which these bytes begin with, has the key of one of the two in clear. */
    private boolean showsAKey(byte[] direction) {
        Set<PeerId> peers = Set.of(target.engine.peer(), friend.engine.peer());
        return IntStream.range(0, Math.min(HANDSHAKE_BYTES, direction.length))
                .mapToObj(i -> PeerId.ofKey(Arrays.copyOfRange(direction, i, i + X25519KeyPair.BYTES)))
                .anyMatch(peers::contains);
    }

    private List<byte[]> secrets() {
        List<byte[]> secrets = new ArrayList<>();
        for (String word : List.of(NAME, "lovelace", "meet me", "noon")) {
            secrets.add(word.getBytes(StandardCharsets.UTF_8));
            secrets.add(word.getBytes(StandardCharsets.UTF_16BE));
        }
        secrets.add(KEY);
        secrets.add(HexFormat.of().formatHex(KEY).getBytes(StandardCharsets.US_ASCII));
        secrets.add(EngineNode.NETWORK.tag().bytes());
        secrets.add(EngineNode.NETWORK.keys().psk0());
        secrets.add(HexFormat.of().parseHex(target.engine.peer().toString()));
        secrets.add(HexFormat.of().parseHex(friend.engine.peer().toString()));
        return secrets;
    }

    // ---- who changes something

    /** Attack 75. It can end a link, but not in the name of a peer: they look for each other again at once. */
    @Test
    void aCutLinkCountsAsLostAndIsMadeAgain() throws Exception {
        relay.cut();
        friend.awaitLinksDownTo(0);
        friend.awaitLinks(1);
        target.awaitLinks(1);
        friend.publish("to the target");
        target.awaitTexts("to the target");
    }

    /** Attack 75. Nobody is banned for it. */
    @Test
    void aFlippedBitEndsTheLinkAndNothingFalseIsTaken() throws Exception {
        relay.flipBit();
        friend.publish("to the target");
        target.awaitLinksDownTo(0);
        target.awaitLinks(1);
        target.awaitTexts("to the target"); // the backlog brings it on the new link
    }

    // ---- a second implementation

    /** What docs/protocol.md says is enough for a neighbour. */
    @Test
    void aPeerThatSharesNoCodeWithUsBecomesANeighbourAndHearsWhatIsSaid() throws Exception {
        try (SecondPeer peer = new SecondPeer(target.address())) {
            peer.send("1001"); // JOIN_REQ, urgent
            assertEquals(0x11, peer.receive()[0], "JOIN_ACK");
            peer.send("160102030405060708"); // PING
            assertArrayEquals(HexFormat.of().parseHex("170102030405060708"), peer.receiveOfType(0x17));
            peer.send("23"); // GRAFT
            target.publish("to everyone");
            byte[] packet = peer.receiveOfType(0x20);
            assertTrue(contains(packet, "to everyone".getBytes(StandardCharsets.UTF_8)));
            assertEquals(target.engine.peer().toString(), peer.side.theirId());
        }
    }

    private static final class SecondPeer implements AutoCloseable {
        private final SecondImplementation side = new SecondImplementation(true, "test");
        private final Socket socket;
        private final DataInputStream in;

        SecondPeer(Address address) throws Exception {
            socket = new Socket(address.host(), address.port());
            in = new DataInputStream(socket.getInputStream());
            byte[] hello = HexFormat.of().parseHex("01464c44430006");
            write(hello);
            write(typed(2, side.writeMessage1()));
            assertArrayEquals(hello, read());
            byte[] theirGreeting = side.readMessage2(Arrays.copyOfRange(read(), 1, 1_201));
            assertEquals(address.port(), Short.toUnsignedInt(ByteBuffer.wrap(theirGreeting).getShort()));
            byte[] greeting = ByteBuffer.allocate(16)
                    .putShort((short) 9)
                    .putLong(8, System.currentTimeMillis())
                    .array();
            write(typed(4, side.writeMessage3(greeting)));
        }

        private static byte[] typed(int type, byte[] message) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(type);
            frame.writeBytes(message);
            return frame.toByteArray();
        }

        private void write(byte[] frame) throws IOException {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(2 + frame.length).putShort((short) frame.length).put(frame).array());
        }

        private byte[] read() throws IOException {
            byte[] frame = new byte[in.readUnsignedShort()];
            in.readFully(frame);
            return frame;
        }

        void send(String hex) throws Exception {
            socket.getOutputStream().write(side.seal(HexFormat.of().parseHex(hex)));
        }

        byte[] receive() throws Exception {
            return side.open(read());
        }

        byte[] receiveOfType(int type) throws Exception {
            byte[] frame = receive();
            while (frame[0] != type) {
                frame = receive();
            }
            return frame;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
