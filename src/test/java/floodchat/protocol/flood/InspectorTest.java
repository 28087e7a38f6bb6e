package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.NetworkReport.Copies;
import floodchat.protocol.flood.NetworkReport.Mending;
import floodchat.protocol.flood.NetworkReport.Trouble;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a core says about itself to a person who asks. */
class InspectorTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final long MINUTE_MS = 60_000;

    private static NetworkReport report(CoreScript script) {
        return script.core.inspect(script.nowMs);
    }

    private static Packet packet(int number) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES];
        bytes[Packet.HEADER_BYTES] = (byte) number;
        return Packet.received(NetworkTag.of("test"), bytes);
    }

    private static Frame.PacketFrame pushed(int number) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(number));
    }

    private static void knowsMany(CoreScript script) {
        List<Contact> others = IntStream.range(20, 28).mapToObj(ViewsTest::contact).toList();
        script.learns(ONE, others);
        script.nowMs += FloodLimits.JUST_COME_MS;
    }

    // ---- figures

    @Test
    void linksAreReportedByWhoDialledThemAndWhatTheyCarry() {
        CoreScript script = CoreScript.with(1);
        script.dialler(2);
        script.received(TWO, new Frame.Prune());
        Address one = ViewsTest.contact(1).address();
        Address two = ViewsTest.contact(2).address();
        assertEquals(
                List.of(new NetworkReport.Link(ONE, one, true, true), new NetworkReport.Link(TWO, two, false, false)),
                report(script).links());
    }

    @Test
    void theViewsAreReportedWithTheirBounds() {
        CoreScript script = CoreScript.with(1, 2);
        knowsMany(script);
        NetworkReport report = report(script);
        assertEquals(8, report.passive());
        assertEquals(64, report.maxPassive());
        assertEquals(5, report.wantedLinks());
        assertEquals(7, report.maxLinks());
        assertEquals(CoreScript.SELF.address(), report.listening());
    }

    @Test
    void copiesAreCountedLatelyAndSinceTheStart() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, pushed(1)).received(TWO, pushed(1));
        script.nowMs += (FloodLimits.RECENT_MINUTES + 1) * MINUTE_MS;
        script.received(ONE, pushed(2)).received(ONE, pushed(3)).received(TWO, pushed(3)).received(TWO, pushed(3));
        NetworkReport report = report(script);
        assertEquals(new Copies(4, 2), report.recent());
        assertEquals(new Copies(6, 3), report.sinceStart());
        assertEquals(3, report.seenIds());
    }

    @Test
    void whatIsRecentPassesByItself() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(1));
        script.nowMs += FloodLimits.RECENT_MINUTES * MINUTE_MS;
        assertEquals(new Copies(1, 1), report(script).recent());
        script.nowMs += MINUTE_MS;
        assertEquals(new Copies(0, 0), report(script).recent());
    }

    // ---- what was mended

    @Test
    void nothingHadToBeMendedYet() {
        assertNull(report(CoreScript.with(1, 2, 3)).lastMending());
    }

    @Test
    void whoTakesThePlaceOfALostNeighbourIsNamed() {
        CoreScript script = CoreScript.with(1, 2);
        Address one = ViewsTest.contact(1).address();
        script.closed(ONE);
        assertEquals(new Mending(Mending.Kind.LOST, one, null, script.nowMs), report(script).lastMending());
        script.nowMs += 500;
        script.dialled(3);
        Mending mending = new Mending(Mending.Kind.REPLACED, ViewsTest.contact(3).address(), one, script.nowMs);
        assertEquals(mending, report(script).lastMending());
        script.nowMs += 500;
        script.dialled(4); // one more than there were: nothing is mended by it
        assertEquals(mending, report(script).lastMending());
    }

    @Test
    void nobodyTakesThePlaceOfANeighbourThatGaveUsUpForAnother() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, new Frame.Disconnect(Frame.Reason.EVICTED));
        script.received(TWO, new Frame.Disconnect(Frame.Reason.DUPLICATE));
        script.closed(ONE).closed(TWO);
        script.dialled(3);
        assertNull(report(script).lastMending());
    }

    @Test
    void aNeighbourThatSaysGoodbyeIsReplacedLikeOneThatIsLost() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, new Frame.Disconnect(Frame.Reason.LEAVING));
        script.closed(ONE);
        script.dialled(3);
        Address one = ViewsTest.contact(1).address();
        Address three = ViewsTest.contact(3).address();
        assertEquals(new Mending(Mending.Kind.REPLACED, three, one, script.nowMs), report(script).lastMending());
    }

    @Test
    void whoIsFoundAfterAllWereLostIsNamed() {
        CoreScript script = CoreScript.with(1);
        script.closed(ONE);
        script.dialler(2);
        Mending mending = new Mending(Mending.Kind.FOUND_AGAIN, ViewsTest.contact(2).address(),
                ViewsTest.contact(1).address(), script.nowMs);
        assertEquals(mending, report(script).lastMending());
    }

    @Test
    void aLinkThatIsGraftedIsTheLastRepair() {
        CoreScript script = CoreScript.with(1, 2, 3);
        knowsMany(script);
        script.received(ONE, pushed(100)).received(TWO, pushed(100));
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet(1).id())));
        script.fire(FloodTimer.MissingDue.class);
        script.received(TWO, new Frame.PacketFrame(5, Frame.Route.FETCHED, packet(1)));
        script.fire(FloodTimer.RepairDue.class);
        Mending mending = new Mending(Mending.Kind.GRAFTED, ViewsTest.contact(2).address(), null, script.nowMs);
        assertEquals(mending, report(script).lastMending());
    }

    // ---- what is wrong

    @Test
    void nothingIsWrongWithAllTheLinksThatAreWanted() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        knowsMany(script);
        assertEquals(List.of(), report(script).troubles());
    }

    @Test
    void nothingIsWrongWithFewLinksWhereNobodyElseIsKnown() {
        assertEquals(List.of(), report(CoreScript.with(1, 2)).troubles());
    }

    @Test
    void fewLinksAreATroubleWhereOthersAreKnown() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        knowsMany(script);
        script.closed(ONE);
        long lostMs = script.nowMs;
        script.nowMs += 5_000;
        assertEquals(List.of(new Trouble.FewLinks(lostMs, 4, 5, 8, 0)), report(script).troubles());
    }

    @Test
    void whoIsAloneKnowsSinceWhenAndWhatIsTriedNext() {
        CoreScript script = new CoreScript(CoreScript.ENTRY);
        long startMs = script.nowMs;
        script.nowMs += 200;
        FloodEvent.Phase joining = new FloodEvent.Phase.Joining(CoreScript.ENTRY, false);
        assertEquals(List.of(new Trouble.NoLink(startMs, 0, joining, null)), report(script).troubles());
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(1, new byte[1], false)));
        FloodEvent.Phase waiting =
                new FloodEvent.Phase.Waiting(CoreScript.ENTRY, script.nowMs + FloodLimits.FIRST_RETRY_MS, false);
        NetworkReport.Failure failure = new NetworkReport.Failure(CoreScript.ENTRY, "nobody listens there");
        assertEquals(List.of(new Trouble.NoLink(startMs, 1, waiting, failure)), report(script).troubles());
    }

    @Test
    void whoRefusedExplainsBetterWhyThereIsNoLinkThanWhoIsNotThere() {
        Address other = ViewsTest.contact(101).address();
        CoreScript script = new CoreScript(CoreScript.ENTRY, other);
        DialReason first = script.dialled().getFirst();
        DialReason second = script.dialled().getLast();
        script.happens(new FloodInput.DialFailed(second, "the peer belongs to another network", true));
        script.happens(new FloodInput.DialFailed(first, "nobody listens there", false));
        assertEquals(new NetworkReport.Failure(other, "the peer belongs to another network"), failure(script));
        script.fire(FloodTimer.Retry.class);
        script.happens(new FloodInput.DialFailed(second, "nobody listens there", false));
        assertEquals(new NetworkReport.Failure(CoreScript.ENTRY, "nobody listens there"), failure(script));
    }

    private static NetworkReport.Failure failure(CoreScript script) {
        return ((Trouble.NoLink) report(script).troubles().getFirst()).failure();
    }

    @Test
    void whatWasAnnouncedAndDoesNotComeIsATrouble() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += FloodLimits.JUST_COME_MS;
        long announcedMs = script.nowMs;
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet(1).id(), packet(2).id())));
        script.nowMs += 2 * FloodLimits.MAX_MISSING_MS;
        assertEquals(List.of(), report(script).troubles());
        script.nowMs++;
        assertEquals(List.of(new Trouble.Missing(announcedMs, 2)), report(script).troubles());
        script.received(ONE, pushed(1)).received(ONE, pushed(2));
        assertEquals(List.of(), report(script).troubles());
    }

    // ---- and nothing else

    @Test
    void askingChangesNothing() {
        CoreScript script = CoreScript.with(1, 2);
        assertNotNull(report(script));
        assertEquals(List.of(), script.effects);
        assertEquals(report(script), report(script));
    }

    @Test
    void aPingIsAnsweredWithItsToken() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, new Frame.Ping(42));
        assertEquals(List.of(new Frame.Pong(42)), script.sentTo(ONE));
        script.received(ONE, new Frame.Pong(43));
        assertEquals(List.of(new Frame.Pong(42)), script.sentTo(ONE));
    }
}
