package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an earlier run has kept is served again, as long as the network keeps such packets. */
class RestoredBacklogTest {
    private static final LinkId ONE = new LinkId(1);
    private static final int EPHEMERAL = 1;
    private static final int SEALED = 2;

    private final CoreScript script = new CoreScript();

    private Packet packet(int number, long ageMs, int flags) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + Integer.BYTES + Packet.STAMP_BYTES];
        ByteBuffer.wrap(bytes).put((byte) flags).putLong(script.nowMs - ageMs).putInt(number);
        return Packet.received(CoreScript.NETWORK.tag(), bytes);
    }

    private static List<PacketId> ids(Packet... packets) {
        return List.of(packets).stream().map(Packet::id).toList();
    }

    private void restore(Packet... packets) {
        script.handle(new FloodInput.BacklogRestored(List.of(packets)));
    }

    private List<Packet> kept() {
        script.handle(new FloodInput.BacklogAsked());
        return ((FloodEvent.BacklogTold) script.events().getLast()).packets();
    }

    private List<Frame> announcedToNewcomer() {
        script.addDialled(1);
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.AnnounceDue()));
        return script.sentTo(ONE);
    }

    @Test
    void aNewcomerIsToldOfWhatWasRestoredAndGetsItIfItAsks() {
        Packet line = packet(1, 60_000, 0);
        Packet letter = packet(2, 60_000, SEALED);
        restore(line, letter);

        assertEquals(
                List.of(new Frame.IHave(Frame.IdKind.BACKLOG, ids(line, letter))),
                announcedToNewcomer());
        script.effects.clear();
        script.received(ONE, new Frame.IWant(ids(line, letter)));
        assertEquals(
                List.of(new Frame.PacketFrame(0, Frame.Route.FETCHED, line),
                        new Frame.PacketFrame(0, Frame.Route.FETCHED, letter)),
                script.sentTo(ONE));
    }

    @Test
    void whatIsRestoredWhileThereIsANeighbourIsAnnouncedToIt() {
        script.addDialled(1);
        Packet line = packet(1, 60_000, 0);
        restore(line);
        script.effects.clear();

        script.handle(new FloodInput.TimerFired(new FloodTimer.AnnounceDue()));

        assertEquals(List.of(new Frame.IHave(Frame.IdKind.BACKLOG, ids(line))), script.sentTo(ONE));
    }

    @Test
    void whatIsTooOldByNowIsNotServed() {
        script.nowMs += 2 * BroadcastLimits.BACKLOG_AGE_MS;
        Packet tooOld = packet(1, BroadcastLimits.BACKLOG_AGE_MS + 1, 0);
        Packet oldest = packet(2, BroadcastLimits.BACKLOG_AGE_MS, 0);
        restore(tooOld, oldest);

        assertEquals(List.of(oldest), kept());
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.BACKLOG, ids(oldest))), announcedToNewcomer());
    }

    @Test
    void itIsDeliveredOnceAndAsEarlier() {
        Packet line = packet(1, 1_000, 0);
        restore(line, line);
        restore(line);
        script.addDialled(1);
        script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, line));

        List<FloodEvent.Delivered> told = script.events()
                .stream()
                .filter(FloodEvent.Delivered.class::isInstance)
                .map(FloodEvent.Delivered.class::cast)
                .toList();
        assertEquals(1, told.size());
        assertTrue(told.getFirst().earlier());
        assertEquals(line.id(), told.getFirst().packet());
    }

    @Test
    void whatIsWorthlessLaterIsNotRestored() {
        restore(packet(1, 1_000, EPHEMERAL));

        assertEquals(List.of(), kept());
    }

    @Test
    void allThatIsKeptIsToldTheOldestFirstAndThenWhatIsSealed() {
        Packet letter = packet(1, 3_000, SEALED);
        Packet newer = packet(2, 1_000, 0);
        Packet older = packet(3, 2_000, 0);
        script.addDialled(1);
        for (Packet packet : List.of(letter, newer, older)) {
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet));
        }

        assertEquals(List.of(older, newer, letter), kept());
        FloodEvent.BacklogTold told = new FloodEvent.BacklogTold(kept());
        assertEquals(3L * (Packet.HEADER_BYTES + Integer.BYTES + Packet.STAMP_BYTES), told.bytes());
        assertEquals("BacklogTold[3 packets]", told.toString());
    }
}
