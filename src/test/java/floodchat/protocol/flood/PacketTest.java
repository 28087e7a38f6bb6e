package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A packet's id and what it costs its author. Other implementations can test themselves with the vectors file. */
class PacketTest {
    private static final String VECTORS = "/vectors/packets.txt";
    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final NetworkTerms FREE = NetworkTerms.unlimited("one");

    private static Packet stamped(NetworkTerms terms, long timeMs, PacketKind kind, byte[] payload) {
        UnstampedPacket unstamped = new UnstampedPacket(terms, timeMs, kind, payload);
        Packet packet = unstamped.tryStamps(100);
        while (packet == null) {
            packet = unstamped.tryStamps(100);
        }
        return packet;
    }

    @Test
    void theIdDependsOnTheBytesAndTheNetwork() {
        Packet packet = stamped(FREE, 5, PacketKind.KEPT, PAYLOAD);
        assertEquals(packet, Packet.received(FREE.tag(), packet.bytes().clone()));
        assertFalse(packet.equals(stamped(FREE, 6, PacketKind.KEPT, PAYLOAD)));
        assertFalse(packet.equals(stamped(FREE, 5, PacketKind.EPHEMERAL, PAYLOAD)));
        assertFalse(packet.equals(Packet.received(NetworkTag.of("two"), packet.bytes())));
    }

    @Test
    void aPacketHasTheTimeFlagsAndPayloadItWasMadeOf() {
        Packet packet = stamped(NetworkTerms.of("one"), 5, PacketKind.EPHEMERAL, PAYLOAD);
        assertEquals(5, packet.timeMs());
        assertEquals(PacketKind.EPHEMERAL, packet.kind());
        assertArrayEquals(PAYLOAD, packet.payload());
    }

    @Test
    void bytesWithoutAPayloadAreNoPacket() {
        assertNull(Packet.received(FREE.tag(), new byte[Packet.HEADER_BYTES + Packet.STAMP_BYTES]));
        assertNotNull(Packet.received(FREE.tag(), new byte[Packet.HEADER_BYTES + Packet.STAMP_BYTES + 1]));
    }

    @Test
    void aPacketWithUnknownFlagsIsNone() {
        byte[] bytes = stamped(FREE, 5, PacketKind.EPHEMERAL, PAYLOAD).bytes().clone();
        for (int flags = 3; flags < 256; flags++) {
            bytes[0] = (byte) flags;
            assertNull(Packet.received(FREE.tag(), bytes), "flags " + flags);
        }
    }

    @Test
    void aPacketIsReceivedAsTheKindThatItWasPublished() {
        for (PacketKind kind : PacketKind.values()) {
            Packet received = Packet.received(FREE.tag(), stamped(FREE, 5, kind, PAYLOAD).bytes());
            assertNotNull(received);
            assertEquals(kind, received.kind());
        }
    }

    @Test
    void theWorkGrowsWithTheLength() {
        NetworkTerms terms = NetworkTerms.of("one");
        assertEquals(700 * (20 + 64), terms.work(20));
        assertEquals(700L * (Packet.MAX_BYTES + 64), terms.work(Packet.MAX_BYTES));
        assertEquals(1, FREE.work(20));
    }

    /** What a simple program in C reaches; docs/decisions/0017. */
    @Test
    void aLineTakesTenMsOfACoreWithShaInstructionsAndALetter64() {
        NetworkTerms terms = NetworkTerms.of("one");
        double hashesPerMs = 23_300;
        assertEquals(10, terms.work(250 + Packet.HEADER_BYTES + Packet.STAMP_BYTES) / hashesPerMs, 0.5);
        assertEquals(64, terms.work(2_048 + Packet.HEADER_BYTES + Packet.STAMP_BYTES) / hashesPerMs, 0.5);
    }

    @Test
    void anIdIsPaidUpToTheQuotient() {
        NetworkTerms terms = new NetworkTerms(NetworkKeys.ofPublic("one"), 1, 0);
        long work = terms.work(64); // 128: 2^64 / 128 is 2^57
        assertEquals(128, work);
        assertTrue(terms.isPaid(new PacketId((1L << 57) - 1, -1), 64));
        assertFalse(terms.isPaid(new PacketId(1L << 57, 0), 64));
        assertFalse(terms.isPaid(new PacketId(-1, 0), 64), "ids are unsigned");
        assertTrue(FREE.isPaid(new PacketId(-1, -1), 1));
    }

    @Test
    void aStampTakesAboutTheRequiredWork() {
        NetworkTerms terms = new NetworkTerms(NetworkKeys.ofPublic("one"), 2, 0);
        long tries = 0;
        for (int i = 0; i < 500; i++) {
            UnstampedPacket unstamped = new UnstampedPacket(terms, i, PacketKind.KEPT, PAYLOAD);
            Packet packet = null;
            while (packet == null) {
                packet = unstamped.tryStamps(1);
                tries++;
            }
            assertTrue(terms.isPaid(packet.id(), packet.bytes().length));
            assertEquals(packet.id(), Packet.received(terms.tag(), packet.bytes()).id());
        }
        double perPacket = tries / 500.0; // geometric: mean 168, standard error 8
        assertEquals((double) terms.work(PAYLOAD.length + Packet.HEADER_BYTES + Packet.STAMP_BYTES), perPacket, 5 * 8);
    }

    @Test
    void aStampSearchContinuesAfterAPause() {
        NetworkTerms terms = new NetworkTerms(NetworkKeys.ofPublic("one"), 8, 0);
        Packet atOnce = new UnstampedPacket(terms, 1, PacketKind.KEPT, PAYLOAD).tryStamps(1_000_000);
        Packet inSteps = null;
        UnstampedPacket unstamped = new UnstampedPacket(terms, 1, PacketKind.KEPT, PAYLOAD);
        while (inSteps == null) {
            inSteps = unstamped.tryStamps(3);
        }
        assertArrayEquals(atOnce.bytes(), inSteps.bytes());
    }

    // ---- vectors

    /** Network, hashes per byte, packet, id, work, whether it is paid. */
    static List<String> vectors() throws IOException {
        try (InputStream in = PacketTest.class.getResourceAsStream(VECTORS)) {
            assertNotNull(in, VECTORS);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void ourPacketsMatchTheVectors(String line) {
        String[] fields = line.split(" ", -1);
        NetworkTerms terms = new NetworkTerms(NetworkKeys.ofPublic(fields[0]), Integer.parseInt(fields[1]), 0);
        Packet packet = Packet.received(terms.tag(), HexFormat.of().parseHex(fields[2]));
        assertNotNull(packet);
        assertEquals(fields[3], packet.id().toString());
        assertEquals(fields[4], String.valueOf(terms.work(packet.bytes().length)));
        assertEquals(fields[5], terms.isPaid(packet.id(), packet.bytes().length) ? "paid" : "unpaid");
    }
}
