package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SealedBacklogTest {
    private static final long NOW_MS = 1_000_000_000;
    private final Backlog backlog = new Backlog(new SplittableRandom(1));

    private static Packet packet(int number, PacketKind kind, int bytes) {
        byte[] payload = ByteBuffer.allocate(bytes).putInt(number).array();
        return Objects.requireNonNull(new UnstampedPacket(CoreScript.NETWORK, NOW_MS, kind, payload).tryStamps(1));
    }

    private static FloodContext at(long nowMs) {
        return new FloodContext(nowMs, 0, _ -> {});
    }

    /** Attack 81. The chance is (1 - 1/500)^500 at one peer, so 94 % that one of six has it. */
    @Test
    void afterFiveHundredJunkPacketsALetterIsLeftAtMoreThanAThirdOfThePeers() {
        Packet letter = packet(0, PacketKind.SEALED, 2_048);
        int left = 0;
        for (int peer = 0; peer < 400; peer++) {
            SealedBacklog one = new SealedBacklog(new SplittableRandom(peer));
            one.add(new Backlog.Kept(letter, NOW_MS, 0, NOW_MS, 100));
            for (int i = 1; i < BroadcastLimits.MAX_SEALED_PACKETS; i++) {
                one.add(new Backlog.Kept(packet(i, PacketKind.SEALED, 4), NOW_MS, 0, NOW_MS, 100));
            }
            for (int i = 0; i < 500; i++) {
                one.add(new Backlog.Kept(packet(-1 - i, PacketKind.SEALED, 4), NOW_MS, 0, NOW_MS, 100));
            }
            left += one.get(letter.id()) == null ? 0 : 1;
        }
        assertEquals(0.37, left / 400.0, 0.1);
    }

    /** Attack 81. */
    @Test
    void sealedJunkPushesOutNoLine() {
        Packet line = packet(0, PacketKind.KEPT, 4);
        backlog.add(line, true, at(NOW_MS));
        for (int i = 1; i <= 3_000; i++) {
            backlog.add(packet(i, PacketKind.SEALED, 4), true, at(NOW_MS + i));
        }
        assertNotNull(backlog.get(line.id()));
        assertEquals(1 + BroadcastLimits.MAX_SEALED_PACKETS, backlog.all(at(NOW_MS)).size());
    }

    @Test
    void sealedPacketsAreBoundedInBytes() {
        for (int i = 1; i <= 100; i++) {
            backlog.add(packet(i, PacketKind.SEALED, 60_000), true, at(NOW_MS));
        }
        assertEquals(BroadcastLimits.MAX_SEALED_BYTES / (60_000 + 17), backlog.all(at(NOW_MS)).size());
        assertNotNull(backlog.get(packet(100, PacketKind.SEALED, 60_000).id()), "a new one is always kept");
    }

    @Test
    void aSealedPacketIsKeptForADay() {
        Packet letter = packet(1, PacketKind.SEALED, 4);
        backlog.add(letter, true, at(NOW_MS));
        assertEquals(1, backlog.all(at(NOW_MS + BroadcastLimits.BACKLOG_AGE_MS)).size());
        assertEquals(0, backlog.all(at(NOW_MS + BroadcastLimits.BACKLOG_AGE_MS + 1)).size());
        assertNull(backlog.get(letter.id()));
    }

    @Test
    void aSealedPacketThatComesAgainIsKeptOnce() {
        Packet letter = packet(1, PacketKind.SEALED, 4);
        backlog.add(letter, true, at(NOW_MS));
        backlog.add(letter, false, at(NOW_MS + 1));
        assertEquals(1, backlog.all(at(NOW_MS + 1)).size());
    }
}
