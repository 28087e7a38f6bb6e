package floodchat.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Encoding and decoding of frames. Other implementations can test themselves against the file of vectors. */
class FrameCodingTest {
    private static final NetworkTerms NETWORK = new NetworkTerms(NetworkKeys.ofPublic("vectors"), 64, 500);
    private static final FrameDecoder DECODER = new FrameDecoder(NETWORK);
    private static final long AT_MS = 1_800_000_000_000L;
    private static final String VECTORS = "/vectors/frames.txt";

    private static final Contact ADA =
            new Contact(new PeerId(0x0102030405060708L, 0x090a0b0c0d0e0f10L), new Address("192.0.2.1", 55_555));
    private static final Contact BOB = new Contact(new PeerId(-1, -2), new Address("2001:db8:0:0:0:0:0:7", 1));

    private static final List<PacketId> IDS =
            List.of(new PacketId(0x0102030405060708L, 0x090a0b0c0d0e0f10L), new PacketId(-1, -2));

    /** The meanings of the lines in the vectors file, in order. */
    private static Map<String, Frame> frames() {
        Map<String, Frame> frames = new LinkedHashMap<>();
        frames.put("JOIN_REQ, not urgent", new Frame.JoinRequest(false));
        frames.put("JOIN_REQ, urgent", new Frame.JoinRequest(true));
        frames.put("JOIN_ACK without contacts", new Frame.JoinAck(List.of()));
        frames.put("JOIN_ACK with ada and bob", new Frame.JoinAck(List.of(ADA, BOB)));
        for (Frame.Reason reason : Frame.Reason.values()) {
            frames.put("DISCONNECT, " + reason, new Frame.Disconnect(reason));
        }
        frames.put("SHUFFLE with bob", new Frame.Shuffle(List.of(BOB)));
        frames.put("SHUFFLE_REPLY with bob", new Frame.ShuffleReply(List.of(BOB)));
        frames.put("PING", new Frame.Ping(0x0102030405060708L));
        frames.put("PONG, the answer to it", new Frame.Pong(0x0102030405060708L));
        frames.put("PACKET, 31 hops left, kept, time 1,800,000,000,000 ms, payload 'hello'", flooded(31, 0));
        frames.put("PACKET, last hop, ephemeral, the same time and payload", flooded(0, 1));
        frames.put("PACKET, 63 hops left, the same packet as the first", flooded(FloodLimits.MAX_PACKET_HOPS, 0));
        frames.put("PACKET, 31 hops left, fetched on its way, the same packet as the first",
                new Frame.PacketFrame(31, Frame.Route.FETCHED, packet(0, "hello".getBytes(StandardCharsets.UTF_8))));
        frames.put("PACKET, 31 hops left, published while its author was alone, the same packet as the first",
                new Frame.PacketFrame(31, Frame.Route.DELAYED, packet(0, "hello".getBytes(StandardCharsets.UTF_8))));
        frames.put("PACKET, 31 hops left, tree-building, the same packet as the first",
                new Frame.PacketFrame(31, Frame.Route.TREE_BUILDING,
                        packet(0, "hello".getBytes(StandardCharsets.UTF_8))));
        frames.put("IHAVE of two packets, fresh", new Frame.IHave(Frame.IdKind.FRESH, IDS));
        frames.put("IHAVE of two packets, earlier", new Frame.IHave(Frame.IdKind.BACKLOG, IDS));
        frames.put("IWANT of none", new Frame.IWant(List.of()));
        frames.put("IWANT of two packets", new Frame.IWant(IDS));
        frames.put("GRAFT", new Frame.Graft());
        frames.put("PRUNE", new Frame.Prune());
        frames.put("STEM, the same packet as the first",
                new Frame.StemFrame(packet(0, "hello".getBytes(StandardCharsets.UTF_8))));
        frames.put("STEM, sealed, time and payload as in the first",
                new Frame.StemFrame(packet(2, "hello".getBytes(StandardCharsets.UTF_8))));
        return frames;
    }

    private static Frame flooded(int hops, int flags) {
        return new Frame.PacketFrame(hops, Frame.Route.PUSHED, packet(flags, "hello".getBytes(StandardCharsets.UTF_8)));
    }

    private static Packet packet(int flags, byte[] payload) {
        UnstampedPacket draft = new UnstampedPacket(NETWORK, AT_MS, PacketKind.values()[flags], payload);
        Packet packet = draft.tryStamps(1_000);
        while (packet == null) {
            packet = draft.tryStamps(1_000);
        }
        return packet;
    }

    private static final Greeting GREETING = Greeting.of(NETWORK, 55_555, AT_MS);

    private static byte[] encoded(Frame frame) {
        ByteBuffer out = ByteBuffer.allocate(FrameEncoder.roomFor(frame));
        FrameEncoder.encode(frame, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] encoded(Hello hello) {
        ByteBuffer out = ByteBuffer.allocate(100);
        FrameEncoder.encode(hello, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Decodes a frame with its length and its type before it. */
    private static Decoded decoded(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        assertEquals(frame.length - WireLimits.LENGTH_BYTES, Short.toUnsignedInt(in.getShort()));
        return DECODER.decode(in);
    }

    private static Decoded decoded(FrameType type, byte[] body) {
        return DECODER.decode(ByteBuffer.allocate(1 + body.length).put((byte) type.code()).put(body).flip());
    }

    // ---- round trips

    static Stream<Frame> everyFrame() {
        return frames().values().stream();
    }

    @ParameterizedTest
    @MethodSource("everyFrame")
    void aFrameIsReadAsItWasWritten(Frame frame) {
        assertEquals(new Decoded.Read(frame), decoded(encoded(frame)));
    }

    @Test
    void aHelloIsReadAsItWasWritten() {
        byte[] frame = encoded(Hello.OURS);
        assertEquals(Hello.OURS, Hello.read(ByteBuffer.wrap(frame, 3, frame.length - 3)));
    }

    @Test
    void aGreetingIsReadAsItWasWritten() {
        assertEquals(Greeting.BYTES, GREETING.bytes().length);
        assertEquals(GREETING, Greeting.read(GREETING.bytes()));
        Greeting extreme = new Greeting(65_535, 65_535, NetworkTerms.MAX_PACKETS_PER_SECOND, -1);
        assertEquals(extreme, Greeting.read(extreme.bytes()));
    }

    @Test
    void aGreetingOutOfItsBoundsIsNone() {
        assertNull(Greeting.read(new Greeting(0, 0, 0, AT_MS).bytes()), "port 0");
        assertNull(Greeting.read(new Greeting(1, 0, NetworkTerms.MAX_PACKETS_PER_SECOND + 1, AT_MS).bytes()));
        assertNull(Greeting.read(new Greeting(1, 0, -1, AT_MS).bytes()));
    }

    @Test
    void theLargestFramesFitTheirRoomAndTheirLimit() {
        Contact wide =
                new Contact(new PeerId(-1, -1), new Address("2001:db8:ffff:ffff:ffff:ffff:255.255.255.255", 65_535));
        List<Contact> full = Collections.nCopies(FloodLimits.MAX_CONTACTS, wide);
        Frame packet =
                new Frame.PacketFrame(63, Frame.Route.PUSHED, packet(0, new byte[FloodLimits.MAX_PAYLOAD_BYTES]));
        for (Frame frame : List.of(new Frame.JoinAck(full), new Frame.Shuffle(full), packet)) {
            assertEquals(new Decoded.Read(frame), decoded(encoded(frame)));
            assertTrue(encoded(frame).length - WireLimits.LENGTH_BYTES <= FrameType.of(frame).maxBytes());
        }
    }

    @Test
    void theLimitsAreThoseOfTheProtocol() {
        assertEquals(2 * 1024, FrameType.HELLO.maxBytes());
        assertEquals(65_519, FrameType.PACKET.maxBytes());
        assertEquals(65_519, FrameType.STEM.maxBytes());
        assertEquals(17, WireLimits.MIN_SEALED_BYTES);
        Stream.of(FrameType.values())
                .filter(type -> type.code() > FrameType.HANDSHAKE_3.code())
                .filter(type -> type != FrameType.PACKET && type != FrameType.STEM)
                .forEach(type -> assertEquals(8 * 1024, type.maxBytes()));
    }

    /** Attack 58. */
    @Test
    void aStemPacketWithoutItsWorkIsMalformed() {
        byte[] frame = encoded(new Frame.StemFrame(packet(0, "hello".getBytes(StandardCharsets.UTF_8))));
        frame[frame.length - 1]++;
        assertEquals(new Decoded.Malformed("STEM has a stamp that does not show the work"), decoded(frame));
    }

    // ---- vectors

    @Test
    void framesAreWrittenAsInTheVectors() throws IOException {
        StringBuilder expected = new StringBuilder();
        append("HELLO, version 6", encoded(Hello.OURS), expected);
        append("a greeting, without length and type: listens on port 55,555, work 64, 500 packets/s, "
                + "time 1,800,000,000,000 ms",
                GREETING.bytes(), expected);
        frames().forEach((meaning, frame) -> append(meaning, encoded(frame), expected));
        try (InputStream in = FrameCodingTest.class.getResourceAsStream(VECTORS)) {
            assertNotNull(in, VECTORS);
            String vectors = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String written = vectors.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            assertEquals(expected.toString(), written);
        }
    }

    private static void append(String meaning, byte[] frame, StringBuilder to) {
        to.append(HexFormat.of().formatHex(frame)).append("  ").append(meaning).append('\n');
    }

    // ---- what is malformed

    @ParameterizedTest
    @CsvSource({
        "HELLO, 464c44430006, HELLO after the handshake",
        "HANDSHAKE_3, '', HANDSHAKE_3 after the handshake",
        "JOIN_REQ, 02, JOIN_REQ has a value of 2 where 1 is the most",
        "JOIN_REQ, '', JOIN_REQ ends too early",
        "JOIN_REQ, 0000, JOIN_REQ has bytes left over",
        "JOIN_ACK, '', JOIN_ACK ends too early",
        "JOIN_ACK, 11, JOIN_ACK has a value of 17 where 16 is the most",
        "JOIN_ACK, 01, JOIN_ACK ends too early",
        "JOIN_ACK, 0000, JOIN_ACK has bytes left over",
        "JOIN_ACK, 01000102030405060708090a0b0c0d0e0f000007312e322e332e34, JOIN_ACK has port 0",
        "JOIN_ACK, 01000102030405060708090a0b0c0d0e0fd903056c6f63616c,"
                + " JOIN_ACK has a host that is no IP literal of one machine",
        "JOIN_ACK, 01000102030405060708090a0b0c0d0e0fd90300,"
                + " JOIN_ACK has a host that is no IP literal of one machine",
        "JOIN_ACK, 01000102030405060708090a0b0c0d0e0fd903ff31, JOIN_ACK ends too early",
        "DISCONNECT, 04, DISCONNECT has a value of 4 where 3 is the most",
        "SHUFFLE, 11, SHUFFLE has a value of 17 where 16 is the most",
        "SHUFFLE_REPLY, ff, SHUFFLE_REPLY has a value of 255 where 16 is the most",
        "PING, 01020304050607, PING ends too early",
        "PING, 010203040506070800, PING has bytes left over",
        "PONG, '', PONG ends too early",
        "PACKET, 200000000000000000000000000000000000, PACKET has a length or flags that no packet has",
        "PACKET, 20000000000000000000610000000000000000, PACKET has a stamp that does not show the work",
        "PACKET, '', PACKET ends too early",
        "IHAVE, 02, IHAVE has a value of 2 where 1 is the most",
        "IHAVE, 0001f5, IHAVE has a value of 501 where 500 is the most",
        "IHAVE, 000001, IHAVE ends too early",
        "IWANT, 01f5, IWANT has a value of 501 where 500 is the most",
        "IWANT, 000000, IWANT has bytes left over",
        "GRAFT, 00, GRAFT has bytes left over",
        "PRUNE, 00, PRUNE has bytes left over"
    })
    void aMalformedBodyIsRefusedWithItsFault(FrameType type, String body, String fault) {
        assertEquals(new Decoded.Malformed(fault), decoded(type, HexFormat.of().parseHex(body)));
    }

    @Test
    void aPacketWithAByteTooManyIsMalformed() {
        byte[] body = new byte[1 + Packet.MAX_BYTES + 1];
        Decoded.Malformed tooLong = new Decoded.Malformed("PACKET has a length or flags that no packet has");
        assertEquals(tooLong, decoded(FrameType.PACKET, body));
    }

    @Test
    void onlyTheVersionOfAnotherVersionIsRead() {
        assertEquals(new Hello(1), hello("464c44430001ffffffffff"));
        assertEquals(new Hello(65_535), hello("464c4443ffff"));
        assertEquals(Hello.OURS, hello("464c44430006"));
    }

    @Test
    void anotherProgramsGreetingIsNoHello() {
        assertNull(hello("464c44440006"), "another magic");
        assertNull(hello("464c444300"), "too short");
        assertNull(hello("464c4443000600"), "too long for our version");
    }

    private static @Nullable Hello hello(String body) {
        return Hello.read(ByteBuffer.wrap(HexFormat.of().parseHex(body)));
    }

    @Test
    void onlyTheCodesOfFramesHaveTypes() {
        long known = IntStream.range(0, 256)
                .filter(code -> FrameType.ofCode(code) != null)
                .count();
        assertEquals(FrameType.values().length, known);
    }

    // ---- fuzz

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void randomBytesAreReadWithinAllBoundsOrRefused(FrameType type) {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            assertWithinBounds(type, body, seed);
        }
    }

    @Test
    void mutatedFramesAreReadWithinAllBoundsOrRefused() {
        List<Frame> frames = List.copyOf(frames().values());
        int read = 0;
        for (int seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            Frame original = frames.get(random.nextInt(frames.size()));
            byte[] body = Arrays.copyOfRange(encoded(original), 3, encoded(original).length);
            for (int i = random.nextInt(3); i >= 0 && body.length > 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(body.length + 3) : body.length;
            read += assertWithinBounds(FrameType.of(original), Arrays.copyOf(body, length), seed) ? 1 : 0;
        }
        assertTrue(read > 5_000, "too few mutated frames are valid to prove anything: " + read);
    }

    /** Whether the body was read. If it was, it must be written as the same bytes again. */
    private static boolean assertWithinBounds(FrameType type, byte[] body, int seed) {
        Decoded decoded = decoded(type, body);
        if (decoded instanceof Decoded.Read(Frame frame)) {
            byte[] again = encoded(frame);
            assertEquals(
                    HexFormat.of().formatHex(body), HexFormat.of().formatHex(again, 3, again.length), "seed " + seed);
        }
        return decoded instanceof Decoded.Read;
    }
}
