package floodchat.front;

import static floodchat.front.SamplePeople.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.NetworkReport.Repair;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkWordsTest {
    private static final long SINCE_MS = NOON.minusSeconds(60).toEpochMilli();
    private static final long NEXT_MS = NOON.plusSeconds(9).toEpochMilli();
    private static final Address THERE = new Address("10.0.0.5", 55_556);
    private static final Address LOST = new Address("10.0.0.6", 55_556);

    private static String figure(FloodEvent.Inspected inspected, int people, String name) {
        return NetworkWords.figures(inspected.report(), people, NOON, Instant::toString)
                .stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .words();
    }

    private static String figure(FloodEvent.Inspected inspected, String name) {
        return figure(inspected, 3, name);
    }

    private static List<String> sentences(FloodEvent.Inspected inspected) {
        return NetworkWords.health(inspected, null, NOON, Instant::toString).sentences();
    }

    private static List<String> sentences(Problem... problems) {
        return sentences(SampleReports.with(SampleReports.linked(1), problems));
    }

    @Test
    void refusedPayloadsAreCountedByReason() {
        assertNull(NetworkWords.refused(Map.of()));
        NetworkWords.Figure refused =
                NetworkWords.refused(Map.of(Refusal.FORGED, 3L, Refusal.REPEATED, 1_200L, Refusal.OUTDATED, 1L));
        assertEquals(new NetworkWords.Figure("Refused", "3 forged, 1,200 repeated, 1 out of date"), refused);
    }

    // ---- what is wrong

    @Test
    void ifNothingIsWrongOneSentenceSaysSo() {
        assertEquals(List.of("Nothing is wrong."), sentences(SampleReports.linked(5)));
        assertEquals(
                List.of("Nothing is wrong: 1 link, and no other peer is known."), sentences(SampleReports.linked(1)));
        assertTrue(NetworkWords.health(SampleReports.linked(5), null, NOON, Instant::toString).good());
        assertFalse(NetworkWords.health(SampleReports.troubled(2), null, NOON, Instant::toString).good());
    }

    @Test
    void aFullDiskIsWrongToo() {
        NetworkWords.Health health =
                NetworkWords.health(SampleReports.troubled(2), "The disk is full.", NOON, Instant::toString);
        assertFalse(health.good());
        assertEquals("The disk is full.", health.sentences().getFirst());
        assertEquals(1 + sentences(SampleReports.troubled(2)).size(), health.sentences().size());
    }

    @Test
    void aTroubleSaysSinceWhenAndWhatIsDone() {
        String soon = "2 links of the 5 wanted since 2026-11-22T11:58:55Z; asking 23 other peers again in 12 s.";
        assertEquals(soon, sentences(SampleReports.troubled(2)).getLast());
        String now = "2 links of the 5 wanted since 2026-11-22T11:58:55Z; asking 23 other peers again now.";
        Instant late = NOON.plusSeconds(60);
        assertEquals(
                now,
                NetworkWords.health(SampleReports.troubled(2), null, late, Instant::toString).sentences().getLast());
    }

    @Test
    void linksThatStallAreToldBeforeAllElse() {
        LinkReport.Stall congested = new LinkReport.Stall(SINCE_MS, NEXT_MS);
        LinkReport.Stall silent = new LinkReport.Stall(SINCE_MS + 1_000, NEXT_MS + 11_000);
        Traffic none = new Traffic(List.of(), List.of());
        LinkReport stalled = new LinkReport(310, 256, congested, silent, none, none);
        NetworkReport report = SampleReports.with(SampleReports.linked(1), new Problem.FewLinks(SINCE_MS, 1, 5, 23, 0))
                .report();
        FloodEvent.Inspected inspected = new FloodEvent.Inspected(report, Map.of(new LinkId(0), stalled));
        assertEquals(
                List.of(
                        "192.168.1.21:55555 has been too slow since 2026-11-22T11:59:00Z; "
                                + "256 frames wait; closing the link in 9 s.",
                        "192.168.1.21:55555 has not answered since 2026-11-22T11:59:01Z; closing the link in 20 s.",
                        "1 link of the 5 wanted since 2026-11-22T11:59:00Z; asking 23 other peers for more."),
                sentences(inspected));
        assertTrue(LinkStatus.of(inspected).getFirst().isStalled());
    }

    @Test
    void aPeerWithoutALinkSaysWhatItTries() {
        Problem waiting = new Problem.NoLink(SINCE_MS, 0, new FloodEvent.Phase.Waiting(THERE, NEXT_MS, true), null);
        Problem joining = new Problem.NoLink(SINCE_MS, 1, new FloodEvent.Phase.Joining(THERE, false), null);
        assertEquals(
                List.of(
                        "No link since 2026-11-22T11:59:00Z; "
                                + "looking for peers at 10.0.0.5:55556 and nearby, next try in 9 s.",
                        "No link since 2026-11-22T11:59:00Z; 1 message waits; looking for peers at 10.0.0.5:55556."),
                sentences(waiting, joining));
    }

    @Test
    void aPeerWithoutALinkSaysWhy() {
        Problem refused = new Problem.NoLink(
                SINCE_MS,
                0,
                new FloodEvent.Phase.Waiting(THERE, NEXT_MS, false),
                new NetworkReport.Failure(THERE, "the peer's network.work is 64, ours is 32"));
        assertEquals(
                List.of("No link since 2026-11-22T11:59:00Z; can't link to 10.0.0.5:55556: "
                        + "the peer's network.work is 64, ours is 32; looking for peers there, next try in 9 s."),
                sentences(refused));
    }

    @Test
    void aPeerWithAWrongClockSaysThatAboveAll() {
        Problem wrong = new Problem.NoLink(
                SINCE_MS,
                2,
                new FloodEvent.Phase.ClockDiffers(10_800_000, 3),
                new NetworkReport.Failure(THERE, "the peer's clock is 3 hours behind ours: one of them is wrong"));
        assertEquals(
                List.of("No link since 2026-11-22T11:59:00Z; 2 messages wait; "
                        + "this machine's clock is 3 h ahead of the others': set it right."),
                sentences(wrong));
    }

    @Test
    void whoMustUpgradeIsSaidWithoutALinkAndWithLinks() {
        OtherVersion newer = new OtherVersion(7, 6);
        assertEquals(
                List.of("No link since 2026-11-22T11:59:00Z; 1 message waits; a peer speaks version 5 of the protocol, "
                        + "this Floodchat 6: that peer must upgrade."),
                sentences(new Problem.NoLink(
                        SINCE_MS,
                        1,
                        new FloodEvent.Phase.VersionDiffers(new OtherVersion(5, 6)),
                        new NetworkReport.Failure(THERE, "the peer must upgrade"))));
        assertEquals(
                List.of("Since 2026-11-22T11:59:00Z a peer speaks version 7 of the protocol, this Floodchat 6: upgrade "
                        + "this Floodchat."),
                sentences(new Problem.NewerVersion(SINCE_MS, newer)));
    }

    @Test
    void missingPacketsAreAskedFor() {
        assertEquals(
                List.of("2 messages of others have been missing since 2026-11-22T11:59:00Z; asking for them."),
                sentences(new Problem.PacketsMissing(SINCE_MS, 2)));
    }

    @Test
    void whatHostileNeighboursDoIsSaidWithWhatIsDoneAboutIt() {
        assertEquals(
                List.of(
                        "Nobody but the neighbour that took it seems to get what this peer says since "
                                + "2026-11-22T11:59:00Z; asking another peer for a link.",
                        "4 of 6 neighbours have addresses of one network, 198.51, since 2026-11-22T11:59:00Z; "
                                + "asking peers of other networks first.",
                        "1 of 6 neighbours announces messages and does not send them; asking the others first."),
                sentences(
                        new Problem.Unheard(SINCE_MS),
                        new Problem.SameGroup(SINCE_MS, "198.51", 4, 6),
                        new Problem.BrokenPromises(SINCE_MS, 1, 6)));
    }

    // ---- links

    @Test
    void aLinkThatHasJustClosedWasNotMeasured() {
        NetworkReport report = SampleReports.linked(1).report();
        FloodEvent.Inspected inspected = new FloodEvent.Inspected(report, Map.of());
        LinkStatus link = LinkStatus.of(inspected).getFirst();
        assertEquals("–", Quantities.roundTrip(link.measured().roundTripMicros()));
        assertFalse(link.isStalled());
    }

    // ---- figures

    @Test
    void theSizeIsAtLeastTheNeighboursAndThisPeer() {
        assertEquals("about 3 peers, from their presence messages", figure(SampleReports.linked(1), "Size"));
        assertEquals("about 8 peers, from their presence messages", figure(SampleReports.linked(7), "Size"));
    }

    @Test
    void withoutALinkTheSizeIsNotKnown() {
        assertEquals("unknown without a link; 2 other peers before", figure(SampleReports.alone(), "Size"));
        assertEquals("only this peer, as far as we know", figure(SampleReports.alone(), 1, "Size"));
    }

    @Test
    void copiesAreToldOnlyIfThereWereSome() {
        assertEquals(
                "1.02 per packet in the last 5 minutes, 1.09 since 2026-11-22T10:53:20Z",
                figure(SampleReports.linked(1), "Copies"));
        assertEquals("no packet of others has come yet", figure(SampleReports.alone(), "Copies"));
    }

    @Test
    void theLastRepairIsTold() {
        assertEquals(
                "2026-11-22T11:55:00Z, 10.0.0.5:55555 replaced 10.0.0.7:55555",
                figure(SampleReports.linked(1), "Repair"));
        assertEquals("nothing had to be repaired", figure(SampleReports.alone(), "Repair"));
    }

    @ParameterizedTest
    @CsvSource({"GRAFTED, 'messages were missing, and now come from 10.0.0.5:55556'",
        "LOST, '10.0.0.5:55556 was lost, and is not replaced yet'",
        "REPLACED, 10.0.0.5:55556 replaced 10.0.0.6:55556",
        "FOUND_AGAIN, 10.0.0.5:55556 was found after all links were lost"})
    void aRepairIsToldByWhatItDid(Repair.Kind kind, String what) {
        assertEquals("2026-11-22T11:59:00Z, " + what, repair(new Repair(kind, THERE, LOST, SINCE_MS)));
    }

    @Test
    void aNeighbourThatReplacedItselfIsBack() {
        assertEquals(
                "2026-11-22T11:59:00Z, 10.0.0.5:55556 was lost and is back",
                repair(new Repair(Repair.Kind.REPLACED, THERE, THERE, SINCE_MS)));
    }

    private static String repair(Repair lastRepair) {
        NetworkReport.Copies none = new NetworkReport.Copies(0, 0);
        NetworkReport report = new NetworkReport(
                THERE, SINCE_MS, List.of(), 5, 7, 0, 42, 0, none, none, lastRepair,
                SampleReports.linked(1).report().reachability(), List.of());
        return figure(new FloodEvent.Inspected(report, Map.of()), "Repair");
    }
}
