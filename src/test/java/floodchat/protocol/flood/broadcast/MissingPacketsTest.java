package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.TreeFixture.id;
import static floodchat.protocol.flood.broadcast.TreeFixture.packet;
import static floodchat.protocol.flood.broadcast.TreeFixture.pushed;
import static floodchat.protocol.flood.broadcast.TreeFixture.withALazyLink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When announced packets that do not come are asked for, and from whom. */
class MissingPacketsTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(actual >= least && actual <= most, () -> actual + " is not within " + least + " and " + most);
    }

    @Test
    void aMissingPacketIsAskedForOnceFromEachAnnouncer() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)))
                .received(THREE, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        assertBetween(750, 1_500, script.fire(FloodTimer.MissingDue.class));
        assertEquals(List.of(new Frame.IWant(id(1))), script.sentTo(TWO));
        assertEquals(500, script.fire(FloodTimer.MissingDue.class));
        assertEquals(List.of(new Frame.IWant(id(1))), script.sentTo(THREE));
        assertEquals(500, script.fire(FloodTimer.MissingDue.class));
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void aNeighbourThatAnnouncesAPacketAgainCanBeAskedAgain() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        script.fire(FloodTimer.MissingDue.class);
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(new Frame.IWant(id(1))), script.sentTo(TWO));
    }

    @Test
    void anAnnouncedPacketThatComesIsNotAskedFor() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1))).received(ONE, pushed(1));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void aKnownPacketIsNotAwaited() {
        CoreScript script = withALazyLink();
        script.received(ONE, pushed(1));
        script.effects.clear();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        assertEquals(List.of(), script.effects);
    }

    @Test
    void anAnnouncerThatIsGoneIsNotAsked() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        FloodEffect.StartTimer due = script.timer(FloodTimer.MissingDue.class);
        script.closed(TWO);
        script.nowMs += due.afterMs();
        script.handle(new FloodInput.TimerFired(due.timer()));
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void announcementsOfPacketsThatDoNotExistDoNotCrowdOutRealOnes() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        for (int i = 0; i < BroadcastLimits.MAX_MISSING / 100 + 1; i++) {
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i)));
        }
        PacketId real = packet(1).id();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, List.of(real)));
        script.nowMs += 1_500; // the longest random wait
        script.fire(FloodTimer.MissingDue.class);
        script.nowMs += 10_000;
        assertTrue(
                script.sentTo(TWO)
                        .stream()
                        .anyMatch(frame -> frame instanceof Frame.IWant(List<PacketId> ids) && ids.contains(real)),
                "the real packet is asked for");
    }

    private static List<PacketId> ids(int number) {
        return IntStream.range(0, 100).mapToObj(i -> new PacketId(100L * number + i, number)).toList();
    }

    @Test
    void theWaitFollowsTheLagsOfPacketsThatComeByTheTree() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 16; i++) {
            script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(i)));
            script.nowMs += 50;
            script.received(ONE, pushed(i));
        }
        script.nowMs += 10_000;
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue())); // all have come
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(50)));
        assertBetween(187, 395, script.timer(FloodTimer.MissingDue.class).afterMs());
    }

    @Test
    void aPacketThatComesByTheTreeAfterItWasFetchedMakesTheWaitLonger() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 16; i++) {
            script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(i)));
            script.fire(FloodTimer.MissingDue.class);
            script.received(TWO, new Frame.PacketFrame(5, Frame.Route.FETCHED, packet(i)));
            script.nowMs += 5_000;
            script.received(ONE, pushed(i));
        }
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(50)));
        assertBetween(1_501, 3_020, script.timer(FloodTimer.MissingDue.class).afterMs());
    }
}
