package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.LinkId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a congested link is waited for: a fifth of the time after which it is dropped. */
class CongestionTest {
    private static final LinkId SLOW = new LinkId(1);
    private static final LinkId OTHER = new LinkId(2);

    private final Congestion congestion = new Congestion(10_000);
    /** How long the writer of {@link #SLOW} has waited for its peer to read. */
    private long blockedMs;

    /** A link that rests because of the rate of its network. */
    private void begin(LinkId link, long nowMs) {
        congestion.begin(link, () -> 0, nowMs);
    }

    @Test
    void aLinkIsWaitedForUntilItHasDrained() {
        begin(SLOW, 7);
        assertFalse(congestion.isNone());
        assertEquals(7L, congestion.sinceMs(SLOW));
        congestion.over(SLOW, 8);
        assertTrue(congestion.isNone());
        assertNull(congestion.sinceMs(SLOW));
        assertEquals(Long.MAX_VALUE, congestion.nextDelayMs(0));
    }

    @Test
    void aLinkThatDoesNotDrainIsWaitedForTwoSecondsAndDroppedAfterTen() {
        begin(SLOW, 0);
        assertEquals(2_000, congestion.nextDelayMs(0));
        assertEquals(List.of(), congestion.pass(1_999));
        assertFalse(congestion.isNone());
        assertEquals(List.of(), congestion.pass(2_000));
        assertTrue(congestion.isNone());
        begin(SLOW, 2_001); // it is congested still, which is no news
        assertTrue(congestion.isNone());
        assertEquals(8_000, congestion.nextDelayMs(2_000));
        assertEquals(List.of(SLOW), congestion.pass(10_000));
        assertEquals(List.of(), congestion.pass(20_000));
    }

    @Test
    void linksThatAreCongestedInTurnsAreWaitedForAsLongAsItTakes() {
        for (int ms = 0; ms < 60_000; ms += 1_000) {
            LinkId congested = ms % 2_000 == 0 ? SLOW : OTHER;
            begin(congested, ms);
            congestion.over(ms % 2_000 == 0 ? OTHER : SLOW, ms);
            assertEquals(List.of(), congestion.pass(ms + 500));
            assertFalse(congestion.isNone(), "after " + ms + " ms");
        }
    }

    @Test
    void oneStalledLinkDoesNotEndTheWaitForAnother() {
        begin(SLOW, 0);
        begin(OTHER, 1_500);
        congestion.pass(2_000);
        assertFalse(congestion.isNone());
        congestion.over(OTHER, 2_000);
        assertTrue(congestion.isNone());
    }

    @Test
    void thereIsLittleTimeToWaitForTheReadingOfOnePeerWhileOthersHaveRoom() {
        congestion.carries(OTHER, 0);
        congestion.begin(SLOW, () -> blockedMs, 0);
        assertEquals(500, congestion.nextDelayMs(0));
        blockedMs = 499;
        congestion.pass(499);
        assertFalse(congestion.isNone());
        blockedMs = 527; // 26 ms were added meanwhile
        congestion.pass(527);
        assertTrue(congestion.isNone());
        assertEquals(0L, congestion.sinceMs(SLOW), "it is congested still");
        assertEquals(9_473, congestion.nextDelayMs(527));
    }

    /** A link that reads just fast enough never stays congested for long. */
    @Test
    void aPeerThatReadsNowAndThenDelaysTheOthersFor5PercentOfTheTime() {
        long waitedMs = 0;
        for (int ms = 0; ms < 100_000; ms++) {
            congestion.carries(OTHER, ms);
            if (ms % 100 == 0) {
                congestion.begin(SLOW, () -> blockedMs, ms);
            } else if (ms % 100 == 50) {
                congestion.over(SLOW, ms);
            }
            congestion.pass(ms);
            waitedMs += congestion.isNone() ? 0 : 1;
            blockedMs += ms % 100 < 50 ? 1 : 0;
        }
        long most = Congestion.READING_MS + 100 * 50 + 100;
        assertTrue(waitedMs <= most, waitedMs + " ms");
    }

    @Test
    void aLinkThatReadsSlowlyIsWaitedForIfNoOtherHasRoom() {
        congestion.carries(SLOW, 0);
        congestion.begin(SLOW, () -> blockedMs, 0);
        blockedMs = 1_900;
        congestion.pass(1_900);
        assertFalse(congestion.isNone(), "it is the only one that carries packets");
        congestion.carries(OTHER, 1_900);
        congestion.begin(OTHER, () -> 0, 1_901);
        congestion.pass(1_950);
        assertFalse(congestion.isNone(), "both are congested");
        congestion.over(OTHER, 1_960);
        assertTrue(congestion.isNone(), "the other one has room");
    }

    @Test
    void aLazyLinkHasNoRoomThatCounts() {
        congestion.carries(OTHER, 0);
        congestion.begin(SLOW, () -> blockedMs, 1_000);
        blockedMs = 1_000;
        congestion.pass(2_000);
        assertFalse(congestion.isNone());
    }

    @Test
    void aLinkThatRestsBecauseOfTheRateIsWaitedFor() {
        congestion.carries(OTHER, 0);
        begin(SLOW, 0);
        congestion.pass(900);
        assertFalse(congestion.isNone());
    }
}
