package floodchat.protocol.flood.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Copies;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.NetworkReport.Repair;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.broadcast.BroadcastLimits;
import floodchat.protocol.flood.membership.MembershipLimits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a core reports to a person who asks how it stands in the network. */
class InspectorTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final long MINUTE_MS = 60_000;

    private static NetworkReport report(CoreScript script) {
        return script.report();
    }

    private static Packet packet(int number) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES];
        bytes[Packet.HEADER_BYTES] = (byte) number;
        return Packet.received(NetworkTag.of("test"), bytes);
    }

    private static Frame.PacketFrame pushed(int number) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(number));
    }

    private static void learnEightContacts(CoreScript script) {
        List<Contact> others = IntStream.range(20, 28).mapToObj(CoreScript::contact).toList();
        script.learnFrom(ONE, others);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
    }

    // ---- figures

    @Test
    void aLinkIsReportedAsDialledOrNotAndAsEagerOrLazy() {
        CoreScript script = CoreScript.with(1);
        script.addDialler(2);
        script.received(TWO, new Frame.Prune());
        Address one = CoreScript.contact(1).address();
        Address two = CoreScript.contact(2).address();
        assertEquals(
                List.of(new NetworkReport.Link(ONE, one, true, true), new NetworkReport.Link(TWO, two, false, false)),
                report(script).links());
    }

    @Test
    void theViewsAreReportedWithTheirBounds() {
        CoreScript script = CoreScript.with(1, 2);
        learnEightContacts(script);
        NetworkReport report = report(script);
        assertEquals(8, report.contacts());
        assertEquals(MembershipLimits.BOOK_CONTACTS, report.maxContacts());
        assertEquals(5, report.wantedLinks());
        assertEquals(7, report.maxLinks());
        assertEquals(CoreScript.SELF.address(), report.listening());
    }

    @Test
    void recentCopiesAndCopiesSinceTheStartAreReported() {
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
    void recentCopiesExpireWithoutFurtherPackets() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, pushed(1));
        script.nowMs += FloodLimits.RECENT_MINUTES * MINUTE_MS;
        assertEquals(new Copies(1, 1), report(script).recent());
        script.nowMs += MINUTE_MS;
        assertEquals(new Copies(0, 0), report(script).recent());
    }

    // ---- repairs

    @Test
    void withoutALossThereIsNoLastRepair() {
        assertNull(report(CoreScript.with(1, 2, 3)).lastRepair());
    }

    @Test
    void aRepairNamesTheLostNeighbourAndItsReplacement() {
        CoreScript script = CoreScript.with(1, 2);
        Address one = CoreScript.contact(1).address();
        script.closed(ONE);
        assertEquals(new Repair(Repair.Kind.LOST, one, null, script.nowMs), report(script).lastRepair());
        script.nowMs += 500;
        script.addDialled(3);
        Repair lastRepair = new Repair(Repair.Kind.REPLACED, CoreScript.contact(3).address(), one, script.nowMs);
        assertEquals(lastRepair, report(script).lastRepair());
        script.nowMs += 500;
        script.addDialled(4); // a further neighbour repairs nothing
        assertEquals(lastRepair, report(script).lastRepair());
    }

    @Test
    void aNeighbourThatGaveUsUpForAnotherIsNoLoss() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, new Frame.Disconnect(Frame.Reason.EVICTED));
        script.received(TWO, new Frame.Disconnect(Frame.Reason.DUPLICATE));
        script.closed(ONE).closed(TWO);
        script.addDialled(3);
        assertNull(report(script).lastRepair());
    }

    @Test
    void aNeighbourThatLeavesIsReplacedLikeALostOne() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, new Frame.Disconnect(Frame.Reason.LEAVING));
        script.closed(ONE);
        script.addDialled(3);
        Address one = CoreScript.contact(1).address();
        Address three = CoreScript.contact(3).address();
        assertEquals(new Repair(Repair.Kind.REPLACED, three, one, script.nowMs), report(script).lastRepair());
    }

    @Test
    void aNeighbourFoundAfterAllWereLostIsReportedAsFoundAgain() {
        CoreScript script = CoreScript.with(1);
        script.closed(ONE);
        script.addDialler(2);
        Repair lastRepair = new Repair(Repair.Kind.FOUND_AGAIN, CoreScript.contact(2).address(),
                CoreScript.contact(1).address(), script.nowMs);
        assertEquals(lastRepair, report(script).lastRepair());
    }

    @Test
    void aGraftIsReportedAsTheLastRepair() {
        CoreScript script = CoreScript.with(1, 2, 3);
        learnEightContacts(script);
        script.received(ONE, pushed(100)).received(TWO, pushed(100));
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet(1).id())));
        script.fire(FloodTimer.MissingDue.class);
        script.received(TWO, new Frame.PacketFrame(5, Frame.Route.FETCHED, packet(1)));
        script.fire(FloodTimer.RepairDue.class);
        Repair lastRepair = new Repair(Repair.Kind.GRAFTED, CoreScript.contact(2).address(), null, script.nowMs);
        assertEquals(lastRepair, report(script).lastRepair());
    }

    // ---- problems

    @Test
    void withAllWantedLinksThereIsNoProblem() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        learnEightContacts(script);
        assertEquals(List.of(), problemsButGroup(script));
    }

    @Test
    void fewLinksAreNoProblemIfNobodyElseIsKnown() {
        assertEquals(List.of(), report(CoreScript.with(1, 2)).problems());
    }

    @Test
    void fewLinksAreAProblemIfOthersAreKnown() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        learnEightContacts(script);
        script.closed(ONE);
        long lostMs = script.nowMs;
        script.nowMs += 5_000;
        assertEquals(List.of(new Problem.FewLinks(lostMs, 4, 5, 9, 0)), problemsButGroup(script));
    }

    @Test
    void withoutALinkTheReportSaysSinceWhenAndWhatIsTriedNext() {
        CoreScript script = new CoreScript(CoreScript.BOOTSTRAP);
        long startMs = script.nowMs;
        script.nowMs += 200;
        FloodEvent.Phase joining = new FloodEvent.Phase.Joining(CoreScript.BOOTSTRAP, false);
        assertEquals(List.of(new Problem.NoLink(startMs, 0, joining, null)), report(script).problems());
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        script.publish(1, new byte[1], false);
        FloodEvent.Phase waiting =
                new FloodEvent.Phase.Waiting(CoreScript.BOOTSTRAP, script.nowMs + MembershipLimits.FIRST_RETRY_MS,
                        false);
        NetworkReport.Failure failure = new NetworkReport.Failure(CoreScript.BOOTSTRAP, "nobody listens there");
        assertEquals(List.of(new Problem.NoLink(startMs, 1, waiting, failure)), report(script).problems());
    }

    @Test
    void aRefusalIsReportedBeforeAFailedConnection() {
        Address other = CoreScript.contact(101).address();
        CoreScript script = new CoreScript(CoreScript.BOOTSTRAP, other);
        DialReason first = script.dials().getFirst();
        DialReason second = script.dials().getLast();
        script.handle(new FloodInput.DialFailed(second, "the peer belongs to another network", true));
        script.handle(new FloodInput.DialFailed(first, "nobody listens there", false));
        assertEquals(new NetworkReport.Failure(other, "the peer belongs to another network"), failure(script));
        script.fire(FloodTimer.Retry.class);
        script.handle(new FloodInput.DialFailed(second, "nobody listens there", false));
        assertEquals(new NetworkReport.Failure(CoreScript.BOOTSTRAP, "nobody listens there"), failure(script));
    }

    private static NetworkReport.Failure failure(CoreScript script) {
        return ((Problem.NoLink) report(script).problems().getFirst()).failure();
    }

    @Test
    void announcedPacketsThatDoNotComeAreAProblem() {
        CoreScript script = CoreScript.with(1);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        long announcedMs = script.nowMs;
        script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet(1).id(), packet(2).id())));
        script.nowMs += 2 * BroadcastLimits.MAX_MISSING_MS;
        assertEquals(List.of(), report(script).problems());
        script.nowMs++;
        assertEquals(List.of(new Problem.PacketsMissing(announcedMs, 2)), report(script).problems());
        script.received(ONE, pushed(1)).received(ONE, pushed(2));
        assertEquals(List.of(), report(script).problems());
    }

    /** All peers of a script are of one address group: that is not what a test is about. */
    private static List<Problem> problemsButGroup(CoreScript script) {
        return report(script).problems().stream().filter(one -> !(one instanceof Problem.SameGroup)).toList();
    }

    @Test
    void neighboursOfOneAddressGroupAreAProblem() {
        CoreScript script = CoreScript.with(1, 2, 3);
        NetworkReport.Problem.SameGroup shared = report(script).problems()
                .stream()
                .filter(NetworkReport.Problem.SameGroup.class::isInstance)
                .map(NetworkReport.Problem.SameGroup.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals("192.0", shared.group());
        assertEquals(List.of(3, 3), List.of(shared.links(), shared.of()));
    }

    /** Private addresses don't tell whose they are, and all of a local network are of one group. */
    @Test
    void neighboursOnTheLocalNetworkAreOfNoGroup() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 3; i++) {
            Contact local = new Contact(CoreScript.contact(i).peer(), new Address("192.168.1." + i, 1));
            script.received(script.opened(local, new DialReason.Promote(local, false)), new Frame.JoinAck(List.of()));
        }
        assertEquals(3, report(script).links().size());
        assertEquals(List.of(), report(script).problems());
    }

    @Test
    void aNeighbourThatDoesNotSendWhatItAnnouncesIsAProblem() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        for (int i = 1; i <= 3; i++) {
            assertEquals(List.of(), brokenPromises(script), "not yet");
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet(i).id())));
            script.nowMs += BroadcastLimits.MAX_MISSING_MS;
            script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
            assertEquals(new Frame.IWant(List.of(packet(i).id())), script.sentTo(ONE).getLast());
            script.nowMs += BroadcastLimits.PROMISE_WITHIN_MS;
        }
        assertEquals(List.of(new Problem.BrokenPromises(script.nowMs, 1, 3)), brokenPromises(script));
        assertEquals(List.of(3, 0, 0),
                report(script).links().stream().map(NetworkReport.Link::brokenPromises).toList());
    }

    private static List<Problem> brokenPromises(CoreScript script) {
        return report(script).problems().stream().filter(Problem.BrokenPromises.class::isInstance).toList();
    }

    // ---- no side effects

    @Test
    void anInquiryChangesNothing() {
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

    @Test
    void theReportSaysWhenThePeerStarted() {
        CoreScript script = new CoreScript();
        long startMs = script.nowMs;
        script.nowMs += 5_000;
        assertEquals(startMs, report(script).startedMs());
    }

    @Test
    void withFewLinksTheReportSaysWhenPeersThatRefusedAreAskedAgain() {
        CoreScript script = CoreScript.with(1, 2, 3, 4);
        long startMs = script.nowMs;
        script.learnFrom(ONE, List.of(CoreScript.contact(20)));
        LinkId refused = script.opened(CoreScript.contact(20), script.dials().getLast());
        script.received(refused, new Frame.Disconnect(Frame.Reason.FULL)).closed(refused);
        Problem.FewLinks few = (Problem.FewLinks) report(script).problems().getFirst();
        assertEquals(new Problem.FewLinks(startMs, 4, 5, 1, startMs + MembershipLimits.FIRST_RETRY_MS), few);
    }
}
