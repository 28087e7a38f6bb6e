package floodchat.front.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodEvent.Phase;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Copies;
import floodchat.protocol.flood.NetworkReport.Link;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.PortMapping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayReportTest {
    private static final NetworkReport.Reachability UNREACHED = new NetworkReport.Reachability(
            new PortMapping.NotAsked(PortMapping.Why.SWITCHED_OFF), null, null, 0, 0);
    private static final Address SELF = new Address("192.0.2.1", 1);
    private static final Address THERE = new Address("192.0.2.2", 2);
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Link ONE = new Link(new LinkId(1), new Address("192.0.2.3", 3), true, true);
    private static final Link TWO = new Link(new LinkId(2), new Address("192.0.2.4", 4), false, true);
    private static final Problem MISSING = new Problem.PacketsMissing(NOW.toEpochMilli() - 5_000, 2);

    private final RelayReport report = new RelayReport();

    private static FloodEvent.StatusChanged status(int links, Phase phase) {
        return new FloodEvent.StatusChanged(SELF, links, phase);
    }

    private static FloodEvent.Inspected inspected(List<Problem> problems, Link... links) {
        return new FloodEvent.Inspected(
                new NetworkReport(SELF, NOW.toEpochMilli() - 7_200_000, List.of(links), 5, 16, 12, 64, 99,
                        new Copies(70, 40), new Copies(700, 400), null, UNREACHED, problems),
                Map.of());
    }

    private static List<LogLine> news(String... lines) {
        return List.of(lines).stream().map(LogLine::news).toList();
    }

    @Test
    void itSaysOnceWhereItListensAndThatItLooksForPeers() {
        assertEquals(
                news("listening on 192.0.2.1:1", "no links; looking for peers at 192.0.2.2:2 and nearby"),
                report.status(status(0, new Phase.Joining(THERE, true))));
        assertEquals(List.of(), report.status(status(0, new Phase.Waiting(THERE, 1, true))));
        assertEquals(List.of(), report.status(status(1, new Phase.Linked())));
        assertEquals(news("no links; looking for peers"), report.status(status(0, new Phase.Joining(null, false))));
    }

    @Test
    void aWrongClockIsAWarningOnce() {
        FloodEvent.StatusChanged wrong = status(0, new Phase.ClockDiffers(4 * 3_600_000, 3));
        report.status(status(1, new Phase.Linked()));

        assertEquals(
                List.of(LogLine.warning(
                        "This machine's clock is 4 h ahead of the others': set it right.")),
                report.status(wrong));
        assertEquals(List.of(), report.status(wrong));
    }

    @Test
    void linksThatComeAndGoAreToldOnce() {
        assertEquals(
                news("linked to 192.0.2.3:3; 1 link now"),
                report.inspected(inspected(List.of(), ONE)));
        assertEquals(List.of(), report.inspected(inspected(List.of(), ONE)));
        assertEquals(
                news("the link to 192.0.2.3:3 has ended; 1 link now", "192.0.2.4:4 has linked to us; 1 link now"),
                report.inspected(inspected(List.of(), TWO)));
    }

    @Test
    void aProblemIsToldWhenItBeginsAndWhenItIsOver() {
        report.inspected(inspected(List.of(MISSING), ONE));
        assertEquals(
                List.of(LogLine.warning(
                        "2 messages of others have been missing since 2026-11-30T11:59:55Z; asking for them.")),
                report.problems(NOW));
        assertEquals(List.of(), report.problems(NOW.plusSeconds(60)));

        report.inspected(inspected(List.of(), ONE));
        assertEquals(news("nothing is wrong any more"), report.problems(NOW));
    }

    @Test
    void thatThereIsNoLinkIsNotToldTwice() {
        report.inspected(inspected(
                List.of(new Problem.NoLink(1, 0, new Phase.Joining(THERE, false), null))));

        assertEquals(List.of(), report.problems(NOW));
    }

    @Test
    void theFirstBacklogIsWhatTheLastRunHasKept() {
        assertEquals(news("backlog: 0 packets, 0 B"), report.backlog(new FloodEvent.BacklogTold(List.of())));
        assertEquals(List.of(), report.backlog(new FloodEvent.BacklogTold(List.of())));
    }

    @Test
    void aSummarySaysHowItStands() {
        assertEquals(LogLine.news("starting"), report.summary(NOW));
        report.inspected(inspected(List.of(), ONE, TWO));
        report.backlog(new FloodEvent.BacklogTold(List.of()));

        assertEquals(
                LogLine.news("up for 2 h: 2 links, of which we dialled 1; 12 other peers known; 40 packets came in the "
                        + "last 5 minutes; backlog: 0 packets, 0 B"),
                report.summary(NOW));
        assertEquals("2 links, backlog: 0 packets, 0 B", report.status());
    }

    @Test
    void aLineHasItsTimeOrTheJournalsNumber() {
        Instant time = Instant.parse("2026-11-30T12:00:00.123Z");

        assertEquals("2026-11-30T12:00:00Z well", LogLine.news("well").at(time));
        assertEquals("2026-11-30T12:00:00Z warning: odd", LogLine.warning("odd").at(time));
        assertEquals("2026-11-30T12:00:00Z error: bad", LogLine.failed("bad").at(time));
        assertEquals("<6>well", LogLine.news("well").forJournal());
        assertEquals("<4>odd", LogLine.warning("odd").forJournal());
        assertEquals("<3>bad", LogLine.failed("bad").forJournal());
    }
}
