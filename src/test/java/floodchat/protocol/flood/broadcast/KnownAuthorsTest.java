package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Author;
import org.junit.jupiter.api.Test;

class KnownAuthorsTest {
    private static final long AFTER_MS = BroadcastLimits.KNOWN_AFTER_MS;
    private static final int MIN = BroadcastLimits.MIN_KNOWN_PER_PERIOD;

    private final KnownAuthors authors = new KnownAuthors();

    private static Author author(int number) {
        return new Author(number, 0);
    }

    /** Returns how many become known. */
    private int becomeKnown(long nowMs, int knownInBacklog) {
        int count = 0;
        while (authors.next(nowMs, knownInBacklog) != null) {
            count++;
        }
        return count;
    }

    private void come(int from, int until, long nowMs) {
        for (int i = from; i < until; i++) {
            authors.attributed(author(i), nowMs);
        }
    }

    @Test
    void anAuthorIsKnownTenMinutesAfterItsFirstPacket() {
        assertFalse(authors.attributed(author(1), 0));
        assertFalse(authors.attributed(author(1), 1_000));
        assertNull(authors.next(AFTER_MS - 1, 0));
        assertEquals(author(1), authors.next(AFTER_MS, 0));
        assertTrue(authors.attributed(author(1), AFTER_MS));
    }

    @Test
    void allWhoAreHeardInOurFirstTenMinutesBecomeKnown() {
        come(0, 500, 0);
        come(500, 900, AFTER_MS - 1);
        assertEquals(500, becomeKnown(AFTER_MS, 0));
        assertEquals(400, becomeKnown(2 * AFTER_MS, 500));
    }

    @Test
    void laterAsManyBecomeKnownInAnHourAsAreKnown() {
        come(0, 50, 0);
        assertEquals(50, becomeKnown(AFTER_MS, 0));
        come(50, 1_000, AFTER_MS);
        assertEquals(50, becomeKnown(2 * AFTER_MS, 50));
        assertEquals(0, becomeKnown(2 * AFTER_MS + BroadcastLimits.KNOWN_PERIOD_MS - 1, 100));
        assertEquals(100, becomeKnown(2 * AFTER_MS + BroadcastLimits.KNOWN_PERIOD_MS, 100));
    }

    @Test
    void aFewBecomeKnownInAnyCase() {
        come(0, 1, 0);
        assertEquals(1, becomeKnown(AFTER_MS, 0));
        come(1, 100, AFTER_MS);
        assertEquals(MIN, becomeKnown(2 * AFTER_MS, 1));
    }

    @Test
    void knownAuthorsAreBoundedAndTheLongestSilentGoes() {
        come(0, BroadcastLimits.MAX_KNOWN_AUTHORS, 0);
        assertEquals(BroadcastLimits.MAX_KNOWN_AUTHORS, becomeKnown(AFTER_MS, 0));
        assertTrue(authors.attributed(author(0), AFTER_MS));
        authors.add(author(-1));
        assertFalse(authors.attributed(author(1), AFTER_MS));
        assertTrue(authors.attributed(author(0), AFTER_MS));
    }
}
