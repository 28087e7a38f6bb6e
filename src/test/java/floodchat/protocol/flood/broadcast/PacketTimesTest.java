package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which times a packet may have: at most a day old, and at most two hours ahead. */
class PacketTimesTest {
    private final CoreScript script = CoreScript.with(1, 2);

    private static Packet at(long timeMs) {
        return new UnstampedPacket(CoreScript.NETWORK, timeMs, PacketKind.KEPT, new byte[] {1}).tryStamps(1);
    }

    private long deliveredOf(Packet packet) {
        script.received(new LinkId(1), new Frame.PacketFrame(5, Frame.Route.PUSHED, packet));
        return script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count();
    }

    @Test
    void aPacketOutsideTheAcceptedTimeIsDroppedAndCostsNoLink() {
        long day = BroadcastLimits.BACKLOG_AGE_MS;
        long ahead = FloodLimits.MAX_AHEAD_MS;
        script.nowMs = 10 * day;
        assertEquals(0, deliveredOf(at(script.nowMs + ahead + 1)));
        assertEquals(0, deliveredOf(at(script.nowMs - day - 1)));
        assertEquals(0, deliveredOf(at(Long.MIN_VALUE)));
        assertEquals(0, deliveredOf(at(Long.MAX_VALUE)));
        assertEquals(List.of(), script.sentTo(new LinkId(2)));
        assertFalse(script.isEnding(new LinkId(1)));
        assertEquals(1, deliveredOf(at(script.nowMs + ahead)));
        assertEquals(2, deliveredOf(at(script.nowMs - day)));
    }

    @Test
    void aPacketWithATimeTooFarAheadIsTakenLater() {
        Packet packet = at(script.nowMs + FloodLimits.MAX_AHEAD_MS + 1_000);
        assertEquals(0, deliveredOf(packet));
        script.nowMs += 1_000;
        assertEquals(1, deliveredOf(packet));
    }
}
