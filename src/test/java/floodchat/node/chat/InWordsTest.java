package floodchat.node.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.chat.NetworkStanding;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.NetworkReport.Repair;
import floodchat.protocol.flood.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InWordsTest {
    private static final Address HERE = new Address("127.0.0.1", 55_555);
    private static final Address THERE = new Address("10.0.0.5", 55_556);
    private static final LinkId LINK = new LinkId(7);
    private static final Traffic IN = new Traffic(List.of(10, 20), List.of(1, 2));
    private static final Traffic OUT = new Traffic(List.of(30, 40), List.of(3, 4));

    private static NetworkReport report(Repair mending, Problem... troubles) {
        return new NetworkReport(
                HERE,
                1_000,
                List.of(new NetworkReport.Link(LINK, THERE, true, false)),
                5,
                7,
                23,
                42,
                100,
                new NetworkReport.Copies(3, 2),
                new NetworkReport.Copies(30, 20),
                mending,
                List.of(troubles));
    }

    private static NetworkStanding words(LinkReport figures, Problem... troubles) {
        return InWords.of(new FloodEvent.Inspected(report(null, troubles), Map.of(LINK, figures)));
    }

    private static LinkReport figures(LinkReport.Stall congested, LinkReport.Stall silent) {
        return new LinkReport(310, 256, congested, silent, IN, OUT);
    }

    private static NetworkStanding.Trouble trouble(String what, long sinceMs, String remedy, Long nextMs) {
        Instant next = nextMs == null ? null : Instant.ofEpochMilli(nextMs);
        return new NetworkStanding.Trouble(what, Instant.ofEpochMilli(sinceMs), remedy, next);
    }

    @Test
    void aLinkIsWhatTheCoreAndTheSocketKnow() {
        NetworkStanding.Link link = words(figures(null, null)).links().getFirst();
        assertEquals(
                new NetworkStanding.Link(
                        "10.0.0.5:55556",
                        true,
                        false,
                        Duration.ofNanos(310_000),
                        256,
                        false,
                        new NetworkStanding.Traffic(IN.bytes(), IN.packets()),
                        new NetworkStanding.Traffic(OUT.bytes(), OUT.packets())),
                link);
    }

    @Test
    void aLinkThatHasJustGoneHasNoFigures() {
        NetworkStanding standing = InWords.of(new FloodEvent.Inspected(report(null), Map.of()));
        assertNull(standing.links().getFirst().roundTrip());
        assertEquals(List.of(), standing.troubles());
    }

    @Test
    void whatStallsALinkIsToldBeforeAllElse() {
        LinkReport figures = figures(new LinkReport.Stall(2_000, 12_000), new LinkReport.Stall(3_000, 23_000));
        NetworkStanding standing = words(figures, new Problem.FewLinks(500, 1, 5, 23, 0));
        assertEquals(
                List.of(
                        trouble("10.0.0.5:55556 has taken nothing more", 2_000, "256 frames wait; dropping the link",
                                12_000L),
                        trouble("10.0.0.5:55556 has not answered", 3_000, "dropping the link", 23_000L),
                        trouble("1 link of the 5 wanted", 500, "asking 23 other peers for more", null)),
                standing.troubles());
        assertEquals(true, standing.links().getFirst().stalled());
    }

    @Test
    void whoIsAloneIsToldWhatIsTried() {
        Problem waiting = new Problem.NoLink(500, 0, new FloodEvent.Phase.Waiting(THERE, 9_000, true), null);
        Problem joining = new Problem.NoLink(500, 1, new FloodEvent.Phase.Joining(THERE, false), null);
        assertEquals(
                List.of(
                        trouble("No link", 500, "looking nearby, and trying 10.0.0.5:55556 again", 9_000L),
                        trouble("No link", 500, "1 message waits; trying 10.0.0.5:55556", null)),
                words(figures(null, null), waiting, joining).troubles());
    }

    @Test
    void whoIsAloneIsToldWhy() {
        Problem refused = new Problem.NoLink(
                500,
                0,
                new FloodEvent.Phase.Waiting(THERE, 9_000, false),
                new NetworkReport.Failure(THERE, "the peer's network.work is 64, ours is 32"));
        String remedy = "can't link to 10.0.0.5:55556: the peer's network.work is 64, ours is 32; trying it again";
        assertEquals(
                List.of(trouble("No link", 500, remedy, 9_000L)),
                words(figures(null, null), refused).troubles());
    }

    @Test
    void whatDoesNotComeIsAskedFor() {
        assertEquals(
                List.of(trouble("2 messages of others have been missing", 500, "asking for them", null)),
                words(figures(null, null), new Problem.PacketsMissing(500, 2)).troubles());
    }

    @ParameterizedTest
    @CsvSource({"GRAFTED, 'messages had gone missing, and now come from 10.0.0.5:55556'",
        "LOST, '10.0.0.5:55556 was lost, and nobody has taken its place yet'",
        "REPLACED, 10.0.0.5:55556 took the place of 10.0.0.6:55556",
        "FOUND_AGAIN, 10.0.0.5:55556 was found after every link was lost"})
    void aRepairIsToldByWhatItDid(Repair.Kind kind, String what) {
        NetworkReport report = report(new Repair(kind, THERE, new Address("10.0.0.6", 55_556), 4_000));
        NetworkStanding.Mended mended = InWords.of(new FloodEvent.Inspected(report, Map.of())).lastMended();
        assertNotNull(mended);
        assertEquals(new NetworkStanding.Mended(what, Instant.ofEpochMilli(4_000)), mended);
    }
}
