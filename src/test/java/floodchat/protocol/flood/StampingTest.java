package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Own packets are stamped elsewhere, and go out in order. */
class StampingTest {
    private static final NetworkTerms PAID = new NetworkTerms(NetworkTag.of("paid"), 1, 0);

    private static FloodInput published(int number, boolean ephemeral) {
        return new FloodInput.Asked(new FloodCommand.Publish(number, new byte[] {(byte) number}, ephemeral));
    }

    /** Stamps the packet that was asked for at this place. */
    private static void stamp(CoreScript script, int place) {
        UnstampedPacket draft = script.all(FloodEffect.Stamp.class).get(place).draft();
        Packet packet = draft.tryStamps(1);
        while (packet == null) {
            packet = draft.tryStamps(1);
        }
        script.happens(new FloodInput.Stamped(packet));
    }

    private static List<Integer> sentOwn(CoreScript script) {
        return script.all(FloodEffect.SendOwn.class)
                .stream()
                .map(send -> (int) send.frame().packet().payload()[0])
                .toList();
    }

    @Test
    void whatIsPublishedGoesOutOnceItIsStampedInTheOrderOfPublishing() {
        CoreScript script = CoreScript.with(PAID, 1);
        script.happens(published(1, false)).happens(published(2, false));
        assertEquals(2, script.all(FloodEffect.Stamp.class).size());
        assertEquals(List.of(), sentOwn(script));
        stamp(script, 0);
        assertEquals(List.of(1), sentOwn(script));
        stamp(script, 1);
        assertEquals(List.of(1, 2), sentOwn(script));
    }

    @Test
    void whatIsStampedWhileNobodyIsThereWaitsForTheFirstNeighbour() {
        CoreScript script = new CoreScript(PAID);
        script.happens(published(1, false));
        stamp(script, 0);
        script.dialled(1);
        assertEquals(List.of(1), sentOwn(script));
    }

    @Test
    void whatIsEphemeralIsNotEvenStampedWhileNobodyIsThere() {
        CoreScript script = new CoreScript(PAID);
        script.happens(published(1, true));
        assertEquals(List.of(), script.all(FloodEffect.Stamp.class));
    }

    @Test
    void theGoodbyeWaitsForTheStamps() {
        CoreScript script = CoreScript.with(PAID, 1);
        script.happens(published(1, false)).happens(new FloodInput.Asked(new FloodCommand.Stop()));
        assertFalse(script.isEnding(new LinkId(1)));
        stamp(script, 0);
        assertEquals(List.of(1), sentOwn(script));
        assertTrue(script.isEnding(new LinkId(1)));
        script.closed(new LinkId(1));
        assertEquals(new FloodEvent.Stopped(), script.told().getLast());
    }

    @Test
    void theGoodbyeDoesNotWaitForEver() {
        CoreScript script = CoreScript.with(PAID, 1);
        script.happens(published(1, false)).happens(new FloodInput.Asked(new FloodCommand.Stop()));
        script.fire(FloodTimer.GoodbyeDue.class);
        assertEquals(List.of(new FloodEvent.Stopped()), script.told());
    }

    @Test
    void whatWaitsForItsStampTakesRoom() {
        CoreScript script = CoreScript.with(PAID, 1);
        for (int i = 1; i <= FloodLimits.MAX_UNSENT_PACKETS; i++) {
            assertTrue(script.core.hasRoomToPublish());
            script.happens(published(i, i % 2 == 0));
        }
        assertFalse(script.core.hasRoomToPublish());
        stamp(script, 0);
        stamp(script, 1);
        assertTrue(script.core.hasRoomToPublish(), "a stamped one that is ephemeral takes none");
    }

    @Test
    void equalPayloadsMakeDifferentPacketsEvenInTheSameMillisecond() {
        CoreScript script = CoreScript.with(1);
        int many = (int) FloodLimits.MAX_LEAD_MS + 100;
        for (int i = 1; i <= many; i++) {
            script.happens(published(7, false)).happens(new FloodInput.Written(List.of(7L)));
        }
        List<Packet> packets =
                script.all(FloodEffect.SendOwn.class).stream().map(send -> send.frame().packet()).toList();
        assertEquals(many, packets.stream().distinct().count());
        assertEquals(script.nowMs + FloodLimits.MAX_LEAD_MS, packets.getLast().timeMs());
    }

    // ---- time

    private static Packet at(long timeMs) {
        return new UnstampedPacket(CoreScript.NETWORK, timeMs, false, new byte[] {1}).tryStamps(1);
    }

    private static long deliveredOf(CoreScript script, Packet packet) {
        script.received(new LinkId(1), new Frame.PacketFrame(5, Frame.Route.PUSHED, packet));
        return script.told().stream().filter(FloodEvent.Delivered.class::isInstance).count();
    }

    @Test
    void aPacketOfAnotherTimeIsNotTakenAndCostsNoLink() {
        long day = FloodLimits.BACKLOG_AGE_MS;
        long ahead = FloodLimits.MAX_AHEAD_MS;
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs = 10 * day;
        assertEquals(0, deliveredOf(script, at(script.nowMs + ahead + 1)));
        assertEquals(0, deliveredOf(script, at(script.nowMs - day - 1)));
        assertEquals(0, deliveredOf(script, at(Long.MIN_VALUE)));
        assertEquals(0, deliveredOf(script, at(Long.MAX_VALUE)));
        assertEquals(List.of(), script.sentTo(new LinkId(2)));
        assertFalse(script.isEnding(new LinkId(1)));
        assertEquals(1, deliveredOf(script, at(script.nowMs + ahead)));
        assertEquals(2, deliveredOf(script, at(script.nowMs - day)));
    }

    @Test
    void aPacketThatWasTooEarlyIsTakenOnceItIsTime() {
        CoreScript script = CoreScript.with(1, 2);
        Packet packet = at(script.nowMs + FloodLimits.MAX_AHEAD_MS + 1_000);
        assertEquals(0, deliveredOf(script, packet));
        script.nowMs += 1_000;
        assertEquals(1, deliveredOf(script, packet));
    }
}
