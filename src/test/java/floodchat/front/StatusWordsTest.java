package floodchat.front;

import static floodchat.front.SamplePeople.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodEvent.Phase;
import floodchat.protocol.flood.OtherVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusWordsTest {
    private static final long HOUR_MS = 3_600_000;
    private static final Address THERE = new Address("10.0.0.5", 55_556);

    private static List<String> words(int links, Phase phase) {
        return StatusWords.of(new FloodEvent.StatusChanged(new Address("here", 1), links, phase), NOON);
    }

    @Test
    void linksAreCounted() {
        assertEquals(List.of("1 link"), words(1, new Phase.Linked()));
        assertEquals(List.of("3 links"), words(3, new Phase.Linked()));
    }

    @Test
    void aPeerThatKnowsNothingYetIsStarting() {
        assertEquals(List.of("starting…"), StatusWords.of(null, NOON));
    }

    @Test
    void aPeerThatJoinsSaysWhere() {
        assertEquals(
                List.of("looking for peers at 10.0.0.5:55556…", "looking for peers…", "looking…"),
                words(0, new Phase.Joining(THERE, false)));
        assertEquals(
                List.of("looking for peers at 10.0.0.5:55556 and nearby…", "looking for peers, also nearby…",
                        "looking…"),
                words(0, new Phase.Joining(THERE, true)));
    }

    @Test
    void aPeerThatKnowsNoAddressNamesNone() {
        long nowMs = NOON.toEpochMilli();
        assertEquals("looking for peers…", words(0, new Phase.Joining(null, false)).getFirst());
        assertEquals("looking for peers nearby…", words(0, new Phase.Joining(null, true)).getFirst());
        assertEquals("looking for peers nearby, next try now",
                words(0, new Phase.Waiting(null, nowMs, true)).getFirst());
    }

    @Test
    void aPeerThatWaitsSaysForHowLong() {
        long nowMs = NOON.toEpochMilli();
        assertEquals(
                List.of("looking for peers at 10.0.0.5:55556, next try in 4 s", "looking for peers, next try in 4 s",
                        "no peers yet, next try in 4 s", "no peers yet"),
                words(0, new Phase.Waiting(THERE, nowMs + 3_001, false)));
        assertEquals(
                List.of("looking for peers at 10.0.0.5:55556 and nearby, next try now",
                        "looking for peers, also nearby, next try now", "no peers yet, next try now", "no peers yet"),
                words(0, new Phase.Waiting(THERE, nowMs, true)));
    }

    @Test
    void aClockThatDiffersFromTheOthersIsToldWithWhatToDo() {
        Phase ahead = new Phase.ClockDiffers(3 * HOUR_MS - 40, 2);
        assertEquals(
                List.of(
                        "this machine's clock is 3 h ahead of the others': set it right",
                        "clock 3 h ahead of the others': set it right",
                        "wrong clock"),
                words(0, ahead));
        assertEquals("this machine's clock is 30 h behind the others': set it right",
                words(0, new Phase.ClockDiffers(-30 * HOUR_MS + 40, 16)).getFirst());
        assertEquals("this machine's clock is 365 days ahead of the others': set it right",
                words(0, new Phase.ClockDiffers(365 * 24 * HOUR_MS, 3)).getFirst());
    }

    @Test
    void anotherVersionIsToldWithWhoMustUpgrade() {
        assertEquals(
                List.of(
                        "a peer speaks version 7 of the protocol, this Floodchat 6: upgrade this Floodchat",
                        "upgrade Floodchat: protocol 6, a peer has 7",
                        "upgrade"),
                words(0, new Phase.VersionDiffers(new OtherVersion(7, 6))));
        assertEquals(
                List.of(
                        "a peer speaks version 5 of the protocol, this Floodchat 6: that peer must upgrade",
                        "a peer must upgrade: protocol 5, here 6",
                        "a peer must upgrade"),
                words(0, new Phase.VersionDiffers(new OtherVersion(5, 6))));
    }

    @Test
    void ofTwoClocksNobodyCanSayWhichIsWrong() {
        FloodEvent.StatusChanged status = new FloodEvent.StatusChanged(
                new Address("here", 1), 0, new Phase.ClockDiffers(-8 * HOUR_MS, 1));
        assertEquals("This machine's clock is 8 h behind the other peer's: one of them is wrong.",
                StatusWords.clockWarning(status));
        assertNull(StatusWords.clockWarning(
                new FloodEvent.StatusChanged(new Address("here", 1), 1, new Phase.Linked())));
    }
}
