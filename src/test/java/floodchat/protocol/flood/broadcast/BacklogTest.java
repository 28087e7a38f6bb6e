package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was said before a neighbour came, by script: announced to it, and fetched from it. */
class BacklogTest {
    private static final long DAY_MS = 24 * 60 * 60 * 1_000L;
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final int SEVERAL_S = 10_000;

    private static Packet packet(int number, long timeMs, int flags) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + Integer.BYTES + Packet.STAMP_BYTES];
        ByteBuffer.wrap(bytes).put((byte) flags).putLong(timeMs).putInt(number);
        return Packet.received(CoreScript.NETWORK.tag(), bytes);
    }

    private static Packet packet(int number) {
        return packet(number, 1_000_000 + number, 0);
    }

    private static Frame pushed(Packet packet) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet);
    }

    private static Frame fetched(int number) {
        return new Frame.PacketFrame(0, Frame.Route.FETCHED, packet(number));
    }

    // ---- what was said while nobody was there

    private static List<Frame.Route> waysOfWhatWasSaidAlone(long beforeMs) {
        CoreScript script = new CoreScript();
        script.publish(1, new byte[] {1}, false);
        script.nowMs += beforeMs;
        script.dialled(1);
        script.publish(2, new byte[] {2}, false);
        return script.all(FloodEffect.SendOwn.class).stream().map(send -> send.frame().route()).toList();
    }

    @Test
    void whatWasSaidLongBeforeTheFirstNeighbourCameIsNoNews() {
        assertEquals(List.of(Frame.Route.EARLIER, Frame.Route.PUSHED), waysOfWhatWasSaidAlone(10_001));
        assertEquals(List.of(Frame.Route.PUSHED, Frame.Route.PUSHED), waysOfWhatWasSaidAlone(10_000));
    }

    @Test
    void whatIsNoNewsIsPassedOnAndDeliveredAsSuch() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += SEVERAL_S;
        Frame.PacketFrame frame = new Frame.PacketFrame(5, Frame.Route.EARLIER, packet(1));
        script.received(ONE, frame);
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.EARLIER, packet(1))), script.sentTo(TWO));
        assertTrue(
                script.told().stream().anyMatch(event -> event instanceof FloodEvent.Delivered told && told.earlier()));
        script.effects.clear();
        script.received(TWO, new Frame.IWant(List.of(packet(1).id())));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.EARLIER, packet(1))), script.sentTo(TWO));
    }

    private static Frame earlier(int from, int until) {
        return new Frame.IHave(Frame.IdKind.EARLIER, ids(from, until));
    }

    private static List<PacketId> ids(int from, int until) {
        return IntStream.range(from, until).mapToObj(number -> packet(number).id()).toList();
    }

    private static List<Boolean> deliveredAsEarlier(CoreScript script) {
        return script.told()
                .stream()
                .filter(FloodEvent.Delivered.class::isInstance)
                .map(event -> ((FloodEvent.Delivered) event).earlier())
                .toList();
    }

    private static int asked(CoreScript script, LinkId link) {
        return script.sentTo(link)
                .stream()
                .filter(Frame.IWant.class::isInstance)
                .mapToInt(frame -> ((Frame.IWant) frame).ids().size())
                .sum();
    }

    // ---- announced

    @Test
    void aNewNeighbourIsToldWhatWasSaidOldestFirst() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += SEVERAL_S;
        script.received(ONE, pushed(packet(2))).received(ONE, pushed(packet(1)));
        script.nowMs += SEVERAL_S;
        LinkId newcomer = script.dialler(2);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(earlier(1, 3)), script.sentTo(newcomer));
        assertEquals(List.of(), script.sentTo(ONE));
    }

    @Test
    void whatMayStillComeByTheTreeIsAnnouncedAsFresh() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(packet(1)));
        LinkId newcomer = script.dialler(2);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, ids(1, 2))), script.sentTo(newcomer));
    }

    @Test
    void whatWasCaughtUpWithIsAnnouncedAsEarlierThoughItHasJustCome() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += SEVERAL_S;
        script.received(ONE, earlier(0, 1)).received(ONE, fetched(0));
        LinkId newcomer = script.dialler(2);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(earlier(0, 1)), script.sentTo(newcomer));
    }

    @Test
    void whatIsEphemeralIsNotKept() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(packet(1, 1_000_000, 1)));
        script.nowMs += SEVERAL_S;
        LinkId newcomer = script.dialler(2);
        assertEquals(List.of(), script.sentTo(newcomer).stream().filter(Frame.IHave.class::isInstance).toList());
    }

    @Test
    void anOwnPacketIsKeptOnceALinkHasWrittenIt() {
        CoreScript script = CoreScript.with(1);
        script.publish(7, new byte[] {1}, false);
        script.nowMs += SEVERAL_S;
        script.effects.clear();
        LinkId second = script.dialler(2);
        assertEquals(List.of(), script.sent(Frame.IHave.class));
        script.happens(new FloodInput.Written(List.of(7L)));
        script.nowMs += SEVERAL_S;
        LinkId third = script.dialler(3);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(1, script.sentTo(third).size());
        assertEquals(0, script.sentTo(second).size());
    }

    @Test
    void theBacklogKeepsTheNewestWithinItsBounds() {
        Backlog backlog = new Backlog();
        for (int i = BroadcastLimits.MAX_BACKLOG_PACKETS + 1; i >= 0; i--) {
            backlog.add(packet(i), true, 1_000_000 + BroadcastLimits.MAX_BACKLOG_PACKETS + 1);
        }
        assertEquals(BroadcastLimits.MAX_BACKLOG_PACKETS, backlog.all(1_000_000).size());
        assertNull(backlog.get(packet(1).id()));
        assertNotNull(backlog.get(packet(2).id()));
        assertEquals(1, backlog.all(DAY_MS + 1_000_000 + BroadcastLimits.MAX_BACKLOG_PACKETS + 1).size());
        assertEquals(0, backlog.all(DAY_MS + 2_000_000).size());
    }

    /** For a second's work anyone could else have it keep nothing for two hours but what says nothing. */
    @Test
    void packetsFromAheadDoNotPushOutWhatIsSaidAfterThem() {
        Backlog backlog = new Backlog();
        long nowMs = 1_000_000;
        for (int i = 0; i < BroadcastLimits.MAX_BACKLOG_PACKETS; i++) {
            backlog.add(packet(i, nowMs + FloodLimits.MAX_AHEAD_MS, 0), true, nowMs);
        }
        for (int i = 1; i <= BroadcastLimits.MAX_BACKLOG_PACKETS; i++) {
            backlog.add(packet(i, nowMs + i, 0), true, nowMs + i);
        }
        assertTrue(backlog.all(nowMs + 2_000).stream().allMatch(kept -> kept.packet().timeMs() < nowMs + 2_000));
    }

    @Test
    void theBacklogsBytesAreBounded() {
        Backlog backlog = new Backlog();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[Packet.MAX_BYTES];
            ByteBuffer.wrap(bytes).putLong(1, i);
            backlog.add(Packet.received(CoreScript.NETWORK.tag(), bytes), true, 0);
        }
        assertEquals(BroadcastLimits.MAX_BACKLOG_BYTES / Packet.MAX_BYTES, backlog.all(0).size());
    }

    // ---- fetched

    @Test
    void whatIsEarlierAndUnknownIsAskedForAtOnceAndMarked() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += SEVERAL_S;
        script.received(ONE, earlier(0, 2));
        assertEquals(List.of(new Frame.IWant(ids(0, 2))), script.sentTo(ONE));
        script.received(ONE, fetched(0)).received(ONE, fetched(1));
        assertEquals(List.of(true, true), deliveredAsEarlier(script));
    }

    /** 128 at once, 1,000 wait for that, and the others are awaited like what is under way: they may be, where so much is said. */
    @Test
    void aNewcomerThatIsToldOfMoreThanABacklogInItsFirstSecondAsksForAllOfIt() {
        CoreScript script = CoreScript.with(1);
        for (int i = 0; i < 3_000; i += FloodLimits.MAX_IDS) {
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i, i + FloodLimits.MAX_IDS)));
        }
        assertEquals(128, asked(script, ONE));
        script.nowMs += 1_500; // the longest wait, whatever the chance in it
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(3_000 - 128 - 1_000, asked(script, ONE));
    }

    @Test
    void whatIsFetchedGoesOnAsAnAnnouncementAlone() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += SEVERAL_S;
        script.received(ONE, earlier(0, 1)).received(ONE, fetched(0));
        assertEquals(List.of(), script.sentTo(TWO));
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(earlier(0, 1)), script.sentTo(TWO));
        assertEquals(List.of(), script.sentTo(ONE));
    }

    @Test
    void whatIsKeptIsServedThoughTheStoreHasForgottenIt() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(packet(0)));
        for (int i = 1; i <= BroadcastLimits.MAX_STORED_PACKETS; i++) {
            script.received(ONE, pushed(packet(i, 0, 1)));
        }
        script.effects.clear();
        script.received(ONE, new Frame.IWant(ids(0, 1)));
        assertEquals(List.of(fetched(0)), script.sentTo(ONE));
    }

    @Test
    void toWhoeverHasJustComeAllIsEarlier() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(0, 1)));
        assertEquals(1, asked(script, ONE));
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(1, 2)));
        assertEquals(1, asked(script, ONE));
    }

    /** Awaited as it was announced by the one, and then called earlier by the other. */
    private static CoreScript awaitedAndThenCalledEarlier() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += SEVERAL_S;
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(0, 1)));
        assertEquals(List.of(), script.sent(Frame.IWant.class));
        return script.received(TWO, earlier(0, 1));
    }

    @Test
    void whatIsAwaitedIsAskedForAtOnceWhereSomebodyCallsItEarlier() {
        CoreScript script = awaitedAndThenCalledEarlier();
        assertEquals(1, asked(script, TWO));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void whoAnnouncedItAsFreshIsAskedWhereWhoCallsItEarlierDoesNotServe() {
        CoreScript script = awaitedAndThenCalledEarlier();
        script.fire(FloodTimer.BacklogDue.class);
        assertEquals(1, asked(script, ONE));
    }

    /** Else whoever announces more than there is room for could have what others announced forgotten. */
    @Test
    void whatIsCalledEarlierWhereThereIsNoRoomForItIsAwaitedAsBefore() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += SEVERAL_S;
        for (LinkId link : List.of(ONE, TWO)) {
            for (int i = 0; i < 2_000; i += FloodLimits.MAX_IDS) {
                script.received(link, earlier(i, i + FloodLimits.MAX_IDS));
            }
        }
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(2_000, 2_001)));
        script.effects.clear();
        script.received(TWO, earlier(2_000, 2_001));
        script.happens(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        assertEquals(0, asked(script, ONE), "not due yet");
        script.nowMs += 1_500; // the longest wait, whatever the chance in it
        script.happens(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        assertEquals(1, asked(script, ONE));
    }

    @Test
    void whoHasNoRoomForItIsAskedAllTheSameWhereWhoCallsItEarlierDoesNotServe() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += SEVERAL_S;
        for (int i = 0; i < 2_000; i += FloodLimits.MAX_IDS) {
            script.received(ONE, earlier(i, i + FloodLimits.MAX_IDS));
        }
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(2_000, 2_001)));
        script.effects.clear();
        script.received(TWO, earlier(2_000, 2_001));
        assertEquals(1, asked(script, TWO));
        script.nowMs += 1_500; // the longest wait, whatever the chance in it
        script.happens(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        assertTrue(script.sentTo(ONE).contains(new Frame.IWant(ids(2_000, 2_001))),
                () -> script.sentTo(ONE).toString());
    }

    @Test
    void whatComesByTheTreeMeanwhileIsNotEarlier() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 1)).received(TWO, pushed(packet(0))).received(ONE, fetched(0));
        assertEquals(List.of(false), deliveredAsEarlier(script));
    }

    @Test
    void onlySoMuchIsUnderWayFromOneNeighbour() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, earlier(0, 400));
        assertEquals(BroadcastLimits.MAX_BACKLOG_REQUESTS, asked(script, ONE));
        script.effects.clear();
        for (int i = 0; i < 400; i++) {
            script.received(ONE, fetched(i));
            int underWay = BroadcastLimits.MAX_BACKLOG_REQUESTS + asked(script, ONE) - (i + 1);
            assertTrue(underWay <= BroadcastLimits.MAX_BACKLOG_REQUESTS, "under way: " + underWay);
        }
        assertEquals(400, deliveredAsEarlier(script).size());
    }

    @Test
    void whatTwoNeighboursHaveIsAskedForOnce() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 200)).received(TWO, earlier(0, 200));
        assertEquals(BroadcastLimits.MAX_BACKLOG_REQUESTS, asked(script, ONE));
        assertEquals(200 - BroadcastLimits.MAX_BACKLOG_REQUESTS, asked(script, TWO));
    }

    @Test
    void whoDoesNotServeInTimeIsAskedNoMoreButTheNextIs() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 1)).received(TWO, earlier(0, 1));
        assertEquals(0, asked(script, TWO));
        assertEquals(BroadcastLimits.BACKLOG_WITHIN_MS, script.fire(FloodTimer.BacklogDue.class));
        assertEquals(List.of(new Frame.IWant(ids(0, 1))), script.sentTo(TWO));
        script.fire(FloodTimer.BacklogDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    /** However often it says that it has it: all that is remembered of a neighbour is bounded. */
    @Test
    void whoDoesNotServeAndSaysAgainThatItHasItIsNotAskedAgain() {
        CoreScript script = CoreScript.with(1, 2);
        for (int i = 0; i < 1_000; i++) {
            script.received(ONE, earlier(0, 1)).received(TWO, earlier(0, 1));
        }
        script.fire(FloodTimer.BacklogDue.class);
        assertEquals(List.of(new Frame.IWant(ids(0, 1))), script.sentTo(TWO));
        script.fire(FloodTimer.BacklogDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void whatANeighbourWasAskedForThatIsGoneTheNextIs() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 1)).received(TWO, earlier(0, 1));
        script.closed(ONE);
        assertEquals(1, asked(script, TWO));
    }

    @Test
    void aNeighbourThatAnnouncesWithoutEndIsAskedForABacklogAtMost() {
        CoreScript script = CoreScript.with(1);
        for (int i = 0; i < 20; i++) {
            script.received(ONE, earlier(i * 500, i * 500 + 500));
        }
        int asked = asked(script, ONE);
        for (int i = 0; i < 20_000 / BroadcastLimits.MAX_BACKLOG_REQUESTS; i++) {
            script.fire(FloodTimer.BacklogDue.class);
            int more = asked(script, ONE);
            if (more == 0) {
                break;
            }
            asked += more;
        }
        int most = BroadcastLimits.MAX_BACKLOG_PACKETS + BroadcastLimits.MAX_BACKLOG_REQUESTS + FloodLimits.MAX_IDS;
        assertTrue(asked <= most, "asked for " + asked);
    }
}
