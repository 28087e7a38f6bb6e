package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.Traffic;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine reports about its links, on real sockets. */
@Timeout(30)
class InspectionOfLinksTest {
    private final EngineNode.Group nodes = new EngineNode.Group();

    @AfterEach
    void closeAll() {
        nodes.close();
    }

    /** Asks for the reports until one is as wanted, and returns it. */
    private static LinkReport awaitReport(EngineNode node, Predicate<LinkReport> wanted) throws Exception {
        while (true) {
            node.bus.publish(new FloodInquiry());
            FloodEvent.Inspected inspected = node.await(FloodEvent.Inspected.class);
            for (LinkReport report : inspected.links().values()) {
                if (wanted.test(report)) {
                    return report;
                }
            }
        }
    }

    private static int sum(List<Integer> seconds) {
        return seconds.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aReportHasRoundTripAndTraffic() throws Exception {
        EngineNode entry = nodes.node();
        EngineNode second = nodes.node(entry.address());
        second.awaitLinks(1);
        entry.awaitLinks(1);
        second.publish("x".repeat(10_000));
        assertEquals(10_000, entry.awaitText().length());
        LinkReport in = awaitReport(entry, report -> sum(report.in().packets()) > 0);
        assertEquals(1, sum(in.in().packets()));
        assertTrue(sum(in.in().bytes()) > 10_000, () -> "read: " + in.in());
        assertEquals(Traffic.SECONDS, in.in().bytes().size());
        LinkReport out = awaitReport(second, report -> sum(report.out().packets()) > 0);
        assertTrue(sum(out.out().bytes()) > 10_000, () -> "written: " + out.out());
        assertTrue(awaitReport(entry, report -> report.roundTripMicros() > 0).roundTripMicros() < 10_000_000);
        assertNull(out.congested());
        assertNull(out.silent());
    }

    @Test
    void aReportNamesTheLinksOfTheCore() throws Exception {
        EngineNode entry = nodes.node();
        EngineNode second = nodes.node(entry.address());
        second.awaitLinks(1);
        second.bus.publish(new FloodInquiry());
        FloodEvent.Inspected inspected = second.await(FloodEvent.Inspected.class);
        NetworkReport.Link link = inspected.report().links().getFirst();
        assertEquals(entry.address(), link.address());
        assertTrue(link.dialled());
        assertNotNull(inspected.links().get(link.id()));
    }

    @Test
    void aPingIsAnsweredAndTheLinkIsMeasuredSoonAfterItsStart() throws Exception {
        EngineNode node = nodes.node();
        try (RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, 1)) {
            peer.dials(node.address()).sendsHello().sends(new Frame.JoinRequest(true), new Frame.Ping(77)).play();
            peer.takesHello();
            peer.takes(Frame.JoinAck.class);
            assertEquals(77, peer.takes(Frame.Pong.class).token());
            assertTrue(peer.takesPing() != 0); // long before the first keep-alive ping is due
        }
    }

    @Test
    void aPeerThatDoesNotAnswerIsReportedAsSilentBeforeItIsDropped() throws Exception {
        nodes.with(new LinkSettings(10_000, 4_000, 1_000, 10_000));
        EngineNode node = nodes.node();
        try (RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, 1)) {
            peer.dials(node.address()).sendsHello().sends(new Frame.JoinRequest(true)).play();
            node.awaitLinks(1);
            LinkReport.Stall silent = awaitReport(node, report -> report.silent() != null).silent();
            assertNotNull(silent);
            assertEquals(4_000, silent.endsAtMs() - silent.sinceMs());
        }
    }

    @Test
    void aPeerThatTakesNoMoreIsReportedAsCongestedWithoutDelay() throws Exception {
        EngineNode node = nodes.node();
        Thread talker = Thread.ofVirtual().name("talker").unstarted(() -> talk(node));
        try (RecordingPeer deaf = new RecordingPeer(EngineNode.NETWORK, 1)) {
            deaf.readsNothing()
                    .dials(node.address())
                    .sendsHello()
                    .sends(new Frame.JoinRequest(true), new Frame.Graft())
                    .play();
            node.awaitLinks(1);
            talker.start();
            LinkReport.Stall congested = awaitReport(node, one -> one.congested() != null).congested();
            assertNotNull(congested);
            assertEquals(10_000, congested.endsAtMs() - congested.sinceMs());
            assertTrue(awaitReport(node, one -> one.waitingFrames() > 0).waitingFrames() > 0);
        } finally {
            talker.interrupt();
            talker.join();
        }
    }

    private static void talk(EngineNode node) {
        try {
            for (int i = 0; i < 2_000; i++) {
                node.publish(i + "x".repeat(50_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the test has seen enough
        }
    }
}
