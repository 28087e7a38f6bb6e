package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which times an author's packets get. */
class PacketClockTest {
    private static final NetworkTerms TERMS = NetworkTerms.unlimited("test");
    private static final long NOW_MS = 1_000_000;

    private final PacketClock clock = new PacketClock(TERMS);

    private Packet packet(long nowMs) {
        return clock.packet(new FloodCommand.Publish(7, new byte[] {7}, PacketKind.KEPT), nowMs, nowMs).tryStamps(1);
    }

    @Test
    void eachPacketIsLaterThanTheOneBefore() {
        assertEquals(NOW_MS, packet(NOW_MS).timeMs());
        assertEquals(NOW_MS + 1, packet(NOW_MS).timeMs());
        assertEquals(NOW_MS + 2, packet(NOW_MS + 1).timeMs());
        assertEquals(NOW_MS + 500, packet(NOW_MS + 500).timeMs());
    }

    @Test
    void aClockThatIsSetBackIsFollowedAtOnceAndNoTwoPacketsAreEqual() {
        Packet ahead = packet(NOW_MS + 10_800_000);
        Packet back = packet(NOW_MS);
        assertEquals(NOW_MS, back.timeMs());
        assertEquals(NOW_MS + 1, packet(NOW_MS).timeMs());
        Packet aheadAgain = packet(NOW_MS + 10_800_000);
        assertEquals(ahead.timeMs(), aheadAgain.timeMs());
        assertNotEquals(ahead, aheadAgain);
    }

    @Test
    void aClockThatIsSetBackALittleKeepsTheOrderOfPackets() {
        packet(NOW_MS);
        assertEquals(NOW_MS + 1, packet(NOW_MS - PacketClock.MAX_LEAD_MS + 1).timeMs());
    }

    @Test
    void aPacketOfAnotherTimeIsAnotherPacketWithTheSamePayload() {
        Packet packet = packet(NOW_MS);
        Packet later = clock.later(packet, -10_800_000, 0).tryStamps(1);
        assertEquals(NOW_MS - 10_800_000, later.timeMs());
        assertArrayEquals(packet.payload(), later.payload());
        assertEquals(packet.kind(), later.kind());
        assertNotEquals(packet, clock.later(packet, 0, 0).tryStamps(1));
    }

    @Test
    void equalPayloadsMakeDifferentPacketsEvenIfTheirTimesCanRunAheadNoFurther() {
        int many = (int) PacketClock.MAX_LEAD_MS + 100;
        Set<PacketId> ids = new HashSet<>();
        long lastMs = 0;
        for (int i = 0; i < many; i++) {
            Packet packet = packet(NOW_MS);
            ids.add(packet.id());
            lastMs = packet.timeMs();
        }
        assertEquals(many, ids.size());
        assertEquals(NOW_MS + PacketClock.MAX_LEAD_MS, lastMs);
    }
}
