package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodContext;
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
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The backlog: which packets are kept, how they are announced to new neighbours, and how they are fetched. */
class BacklogTest {
    private static final long DAY_MS = 24 * 60 * 60 * 1_000L;
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final int LATE_MS = 20_000;

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

    // ---- published without a neighbour

    private static List<Frame.Route> routesOfPacketsPublishedAlone(long waitMs) {
        CoreScript script = new CoreScript();
        script.publish(1, new byte[] {1}, false);
        script.nowMs += waitMs;
        script.addDialled(1);
        script.publish(2, new byte[] {2}, false);
        return script.all(FloodEffect.SendOwn.class).stream().map(send -> send.frame().route()).toList();
    }

    @Test
    void anOwnPacketThatWaitedOverTenSecondsForTheFirstNeighbourIsEarlier() {
        assertEquals(List.of(Frame.Route.DELAYED, Frame.Route.PUSHED), routesOfPacketsPublishedAlone(10_001));
        assertEquals(List.of(Frame.Route.PUSHED, Frame.Route.PUSHED), routesOfPacketsPublishedAlone(10_000));
    }

    @Test
    void anEarlierPacketIsPassedOnAndDeliveredAsEarlier() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += LATE_MS;
        Frame.PacketFrame frame = new Frame.PacketFrame(5, Frame.Route.DELAYED, packet(1));
        script.received(ONE, frame);
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.DELAYED, packet(1))), script.sentTo(TWO));
        assertTrue(
                script.events()
                        .stream()
                        .anyMatch(event -> event instanceof FloodEvent.Delivered told && told.earlier()));
        script.effects.clear();
        script.received(TWO, new Frame.IWant(List.of(packet(1).id())));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.DELAYED, packet(1))), script.sentTo(TWO));
    }

    private static Frame earlier(int from, int until) {
        return new Frame.IHave(Frame.IdKind.BACKLOG, ids(from, until));
    }

    private static List<PacketId> ids(int from, int until) {
        return IntStream.range(from, until).mapToObj(number -> packet(number).id()).toList();
    }

    private static List<Boolean> deliveredAsEarlier(CoreScript script) {
        return script.events()
                .stream()
                .filter(FloodEvent.Delivered.class::isInstance)
                .map(event -> ((FloodEvent.Delivered) event).earlier())
                .toList();
    }

    private static int requestedIds(CoreScript script, LinkId link) {
        return script.sentTo(link)
                .stream()
                .filter(Frame.IWant.class::isInstance)
                .mapToInt(frame -> ((Frame.IWant) frame).ids().size())
                .sum();
    }

    // ---- announced

    @Test
    void theBacklogIsAnnouncedToANewNeighbourOldestFirst() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += LATE_MS;
        script.received(ONE, pushed(packet(2))).received(ONE, pushed(packet(1)));
        script.nowMs += LATE_MS;
        LinkId newcomer = script.addDialler(2);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(earlier(1, 3)), script.sentTo(newcomer));
        assertEquals(List.of(), script.sentTo(ONE));
    }

    @Test
    void aBacklogPacketThatHasJustComeIsAnnouncedAsFresh() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(packet(1)));
        LinkId newcomer = script.addDialler(2);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(new Frame.IHave(Frame.IdKind.FRESH, ids(1, 2))), script.sentTo(newcomer));
    }

    @Test
    void aPacketFetchedFromABacklogIsAnnouncedAsEarlierEvenIfItHasJustCome() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += LATE_MS;
        script.received(ONE, earlier(0, 1)).received(ONE, fetched(0));
        LinkId newcomer = script.addDialler(2);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(earlier(0, 1)), script.sentTo(newcomer));
    }

    @Test
    void theBacklogLeavesOutEphemeralPackets() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(packet(1, 1_000_000, 1)));
        script.nowMs += LATE_MS;
        LinkId newcomer = script.addDialler(2);
        assertEquals(List.of(), script.sentTo(newcomer).stream().filter(Frame.IHave.class::isInstance).toList());
    }

    @Test
    void anOwnPacketEntersTheBacklogAfterALinkHasWrittenIt() {
        CoreScript script = CoreScript.with(1);
        script.publish(7, new byte[] {1}, false);
        script.nowMs += LATE_MS;
        script.effects.clear();
        LinkId second = script.addDialler(2);
        assertEquals(List.of(), script.sent(Frame.IHave.class));
        script.handle(new FloodInput.Written(List.of(7L)));
        script.nowMs += LATE_MS;
        LinkId third = script.addDialler(3);
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(1, script.sentTo(third).size());
        assertEquals(0, script.sentTo(second).size());
    }

    @Test
    void theBacklogIsBoundedInPacketsAndInAge() {
        Backlog backlog = new Backlog(new SplittableRandom(1));
        for (int i = BroadcastLimits.MAX_BACKLOG_PACKETS + 1; i >= 0; i--) {
            backlog.add(packet(i), true, at(1_000_000 + BroadcastLimits.MAX_BACKLOG_PACKETS + 1));
        }
        assertEquals(BroadcastLimits.MAX_BACKLOG_PACKETS, backlog.all(at(1_000_000)).size());
        assertNull(backlog.get(packet(1).id()));
        assertNotNull(backlog.get(packet(2).id()));
        assertEquals(1, backlog.all(at(DAY_MS + 1_000_000 + BroadcastLimits.MAX_BACKLOG_PACKETS + 1)).size());
        assertEquals(0, backlog.all(at(DAY_MS + 2_000_000)).size());
    }

    /** Otherwise an author could fill the backlog for two hours, for one second's work. */
    @Test
    void packetsWithTimesAheadDoNotPushOutLaterPackets() {
        Backlog backlog = new Backlog(new SplittableRandom(1));
        long nowMs = 1_000_000;
        for (int i = 0; i < BroadcastLimits.MAX_BACKLOG_PACKETS; i++) {
            backlog.add(packet(i, nowMs + FloodLimits.MAX_AHEAD_MS, 0), true, at(nowMs));
        }
        for (int i = 1; i <= BroadcastLimits.MAX_BACKLOG_PACKETS; i++) {
            backlog.add(packet(i, nowMs + i, 0), true, at(nowMs + i));
        }
        assertTrue(backlog.all(at(nowMs + 2_000)).stream().allMatch(kept -> kept.packet().timeMs() < nowMs + 2_000));
    }

    @Test
    void theBacklogIsBoundedInBytes() {
        Backlog backlog = new Backlog(new SplittableRandom(1));
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[Packet.MAX_BYTES];
            ByteBuffer.wrap(bytes).putLong(1, i);
            backlog.add(Packet.received(CoreScript.NETWORK.tag(), bytes), true, at(0));
        }
        assertEquals(BroadcastLimits.MAX_BACKLOG_BYTES / Packet.MAX_BYTES, backlog.all(at(0)).size());
    }

    private static FloodContext at(long nowMs) {
        return new FloodContext(nowMs, 0, _ -> {});
    }

    // ---- fetched

    @Test
    void anUnknownEarlierPacketIsAskedForAtOnceAndDeliveredAsEarlier() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += LATE_MS;
        script.received(ONE, earlier(0, 2));
        assertEquals(List.of(new Frame.IWant(ids(0, 2))), script.sentTo(ONE));
        script.received(ONE, fetched(0)).received(ONE, fetched(1));
        assertEquals(List.of(true, true), deliveredAsEarlier(script));
    }

    /** It asks for 128 at once, 1,500 wait to be asked for, and the others are awaited like fresh ones. */
    @Test
    void aNewcomerAsksForAllPacketsOfItsFirstSecondEvenIfTheyAreMoreThanABacklog() {
        CoreScript script = CoreScript.with(1);
        for (int i = 0; i < 3_000; i += FloodLimits.MAX_IDS) {
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i, i + FloodLimits.MAX_IDS)));
        }
        assertEquals(128, requestedIds(script, ONE));
        script.nowMs += 1_500; // the longest random wait
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(3_000 - 128 - 1_500, requestedIds(script, ONE));
    }

    @Test
    void nobodyWaitsForTheBacklogOfABreaker() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += LATE_MS;
        script.received(ONE, earlier(0, 3));
        script.fire(FloodTimer.BacklogDue.class);
        script.received(ONE, earlier(3, 5));
        assertEquals(2, requestedIds(script, ONE));
        script.received(TWO, earlier(3, 5));
        assertEquals(2, requestedIds(script, TWO), "the first one breaks its promises");
    }

    @Test
    void aPacketFetchedFromABacklogIsOnlyAnnouncedToOthers() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += LATE_MS;
        script.received(ONE, earlier(0, 1)).received(ONE, fetched(0));
        assertEquals(List.of(), script.sentTo(TWO));
        script.fire(FloodTimer.AnnounceDue.class);
        assertEquals(List.of(earlier(0, 1)), script.sentTo(TWO));
        assertEquals(List.of(), script.sentTo(ONE));
    }

    @Test
    void aBacklogPacketIsServedAfterTheStoreHasForgottenIt() {
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
    void aPeerThatHasJustJoinedAsksForFreshPacketsAtOnceToo() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(0, 1)));
        assertEquals(1, requestedIds(script, ONE));
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(1, 2)));
        assertEquals(1, requestedIds(script, ONE));
    }

    /** One neighbour announces a packet as fresh, and then another announces it as earlier. */
    private static CoreScript calledFreshAndThenEarlier() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += LATE_MS;
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(0, 1)));
        assertEquals(List.of(), script.sent(Frame.IWant.class));
        return script.received(TWO, earlier(0, 1));
    }

    @Test
    void anAwaitedPacketIsAskedForAtOnceIfAnotherNeighbourCallsItEarlier() {
        CoreScript script = calledFreshAndThenEarlier();
        assertEquals(1, requestedIds(script, TWO));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void theNeighbourThatCallsAPacketFreshIsAskedIfTheOneThatCallsItEarlierDoesNotServe() {
        CoreScript script = calledFreshAndThenEarlier();
        script.fire(FloodTimer.BacklogDue.class);
        assertEquals(1, requestedIds(script, ONE));
    }

    /** Otherwise a neighbour that announces too much could make us forget what others announced. */
    @Test
    void aPacketCalledEarlierIsAwaitedAsBeforeIfThereIsNoRoomForIt() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += LATE_MS;
        for (LinkId link : List.of(ONE, TWO)) {
            for (int i = 0; i < 2_000; i += FloodLimits.MAX_IDS) {
                script.received(link, earlier(i, i + FloodLimits.MAX_IDS));
            }
        }
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(2_000, 2_001)));
        script.effects.clear();
        script.received(TWO, earlier(2_000, 2_001));
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        assertEquals(0, requestedIds(script, ONE), "not due yet");
        script.nowMs += 1_500; // the longest random wait
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        assertEquals(1, requestedIds(script, ONE));
    }

    @Test
    void aNeighbourWithoutRoomIsAskedInTheEndIfTheOneThatCallsAPacketEarlierDoesNotServe() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += LATE_MS;
        for (int i = 0; i < 2_000; i += FloodLimits.MAX_IDS) {
            script.received(ONE, earlier(i, i + FloodLimits.MAX_IDS));
        }
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(2_000, 2_001)));
        script.effects.clear();
        script.received(TWO, earlier(2_000, 2_001));
        assertEquals(1, requestedIds(script, TWO));
        script.nowMs += 1_500; // the longest random wait
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        assertTrue(script.sentTo(ONE).contains(new Frame.IWant(ids(2_000, 2_001))),
                () -> script.sentTo(ONE).toString());
    }

    @Test
    void aPacketThatComesByTheTreeBeforeItIsFetchedIsNotEarlier() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 1)).received(TWO, pushed(packet(0))).received(ONE, fetched(0));
        assertEquals(List.of(false), deliveredAsEarlier(script));
    }

    @Test
    void oneNeighbourIsAskedForAtMost128BacklogPacketsAtATime() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, earlier(0, 400));
        assertEquals(BroadcastLimits.MAX_BACKLOG_REQUESTS, requestedIds(script, ONE));
        script.effects.clear();
        for (int i = 0; i < 400; i++) {
            script.received(ONE, fetched(i));
            int underWay = BroadcastLimits.MAX_BACKLOG_REQUESTS + requestedIds(script, ONE) - (i + 1);
            assertTrue(underWay <= BroadcastLimits.MAX_BACKLOG_REQUESTS, "under way: " + underWay);
        }
        assertEquals(400, deliveredAsEarlier(script).size());
        assertEquals(400 - BroadcastLimits.MAX_BACKLOG_REQUESTS, requestedIds(script, ONE));
    }

    @Test
    void aPacketThatTwoNeighboursHaveIsAskedForOnce() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 200)).received(TWO, earlier(0, 200));
        assertEquals(BroadcastLimits.MAX_BACKLOG_REQUESTS, requestedIds(script, ONE));
        assertEquals(200 - BroadcastLimits.MAX_BACKLOG_REQUESTS, requestedIds(script, TWO));
    }

    @Test
    void ifANeighbourDoesNotServeInTimeTheNextOneIsAsked() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 1)).received(TWO, earlier(0, 1));
        assertEquals(0, requestedIds(script, TWO));
        assertEquals(BroadcastLimits.BACKLOG_WITHIN_MS, script.fire(FloodTimer.BacklogDue.class));
        assertEquals(List.of(new Frame.IWant(ids(0, 1))), script.sentTo(TWO));
        script.fire(FloodTimer.BacklogDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    /** What is remembered of a neighbour is bounded. */
    @Test
    void aNeighbourThatDidNotServeIsNotAskedAgainHoweverOftenItAnnounces() {
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
    void ifANeighbourIsGoneTheNextOneIsAskedForItsPackets() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, earlier(0, 1)).received(TWO, earlier(0, 1));
        script.closed(ONE);
        assertEquals(1, requestedIds(script, TWO));
    }

    @Test
    void aNeighbourThatAnnouncesWithoutEndIsAskedForOneBacklogAtMost() {
        CoreScript script = CoreScript.with(1);
        for (int i = 0; i < 20; i++) {
            script.received(ONE, earlier(i * 500, i * 500 + 500));
        }
        int asked = requestedIds(script, ONE);
        for (int i = 0; i < 20_000 / BroadcastLimits.MAX_BACKLOG_REQUESTS; i++) {
            script.fire(FloodTimer.BacklogDue.class);
            int more = requestedIds(script, ONE);
            if (more == 0) {
                break;
            }
            asked += more;
        }
        int atMost = BroadcastLimits.MAX_BACKLOG_PACKETS + BroadcastLimits.MAX_BACKLOG_REQUESTS + FloodLimits.MAX_IDS;
        assertTrue(asked <= atMost, "asked for " + asked);
    }
}
