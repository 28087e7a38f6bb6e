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

    @Test
    void aLinkIsWaitedForUntilItHasDrained() {
        congestion.begin(SLOW, 7);
        assertFalse(congestion.isNone());
        assertEquals(7L, congestion.sinceMs(SLOW));
        congestion.over(SLOW);
        assertTrue(congestion.isNone());
        assertNull(congestion.sinceMs(SLOW));
        assertEquals(Long.MAX_VALUE, congestion.nextDelayMs(0));
    }

    @Test
    void aLinkThatDoesNotDrainIsWaitedForTwoSecondsAndDroppedAfterTen() {
        congestion.begin(SLOW, 0);
        assertEquals(2_000, congestion.nextDelayMs(0));
        assertEquals(List.of(), congestion.pass(1_999));
        assertFalse(congestion.isNone());
        assertEquals(List.of(), congestion.pass(2_000));
        assertTrue(congestion.isNone());
        congestion.begin(SLOW, 2_001); // it is congested still, which is no news
        assertTrue(congestion.isNone());
        assertEquals(8_000, congestion.nextDelayMs(2_000));
        assertEquals(List.of(SLOW), congestion.pass(10_000));
        assertEquals(List.of(), congestion.pass(20_000));
    }

    @Test
    void linksThatAreCongestedInTurnsAreWaitedForAsLongAsItTakes() {
        for (int ms = 0; ms < 60_000; ms += 1_000) {
            LinkId congested = ms % 2_000 == 0 ? SLOW : OTHER;
            congestion.begin(congested, ms);
            congestion.over(ms % 2_000 == 0 ? OTHER : SLOW);
            assertEquals(List.of(), congestion.pass(ms + 500));
            assertFalse(congestion.isNone(), "after " + ms + " ms");
        }
    }

    @Test
    void oneStalledLinkDoesNotEndTheWaitForAnother() {
        congestion.begin(SLOW, 0);
        congestion.begin(OTHER, 1_500);
        congestion.pass(2_000);
        assertFalse(congestion.isNone());
        congestion.over(OTHER);
        assertTrue(congestion.isNone());
    }
}
