package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When the heap is looked at, and when it is collected. */
class TrimPolicyTest {
    private static final long MIB = 1024 * 1024;
    private static final long START = 6 * MIB;
    private static final long FULL = START + TrimPolicy.GROWTH_BYTES;

    private final TrimPolicy policy = new TrimPolicy(START, 0);

    @Test
    void aHeapThatGrowsSlowlyIsCollectedOnceItHasGrownEnough() {
        for (long used = START; used < FULL; used += MIB / 64) {
            assertFalse(policy.isDue(used, 0));
        }
        assertTrue(policy.isDue(FULL, 0));
    }

    @Test
    void aHeapIsCollectedOnceWhenTheProgramHasStartedAndThenLeftAlone() {
        assertFalse(policy.isDue(START + MIB, TrimPolicy.STARTED_MS - 1));
        assertTrue(policy.isDue(START + MIB, TrimPolicy.STARTED_MS));
        policy.collected(START, 0, TrimPolicy.STARTED_MS);
        assertFalse(policy.isDue(START, 10 * TrimPolicy.QUIET_MS));
    }

    @Test
    void growthCountsFromWhatTheLastCollectionHasLeft() {
        assertTrue(policy.isDue(FULL, 0));
        policy.collected(FULL - MIB, 0, 0);
        assertFalse(policy.isDue(FULL, 0));
        assertTrue(policy.isDue(FULL - MIB + TrimPolicy.GROWTH_BYTES, 0));
    }

    @Test
    void aHeapThatHasGrownIsCollectedASecondTimeWhenItIsQuietAndThenLeftAlone() {
        assertTrue(policy.isDue(FULL, 0));
        policy.collected(FULL - MIB, 0, 0);
        assertFalse(policy.isDue(FULL - MIB, TrimPolicy.QUIET_MS - 1));
        assertTrue(policy.isDue(FULL - MIB, TrimPolicy.QUIET_MS));
        policy.collected(START, 0, TrimPolicy.QUIET_MS);
        assertFalse(policy.isDue(START, 10 * TrimPolicy.QUIET_MS));
    }

    @Test
    void collectionsTakeOneInTwentyPartsOfTheTimeUnlessTheyTakeLong() {
        policy.collected(START, 200, 0);
        assertEquals(200 * TrimPolicy.REST, policy.nextLookMs());
        policy.collected(START, 10_000, 0);
        assertEquals(TrimPolicy.LONGEST_LOOK_MS, policy.nextLookMs());
    }

    @Test
    void anIdleHeapIsLookedAtEveryTwentySecondsAndAGrowingOneEverySecond() {
        for (int i = 0; i < 10; i++) {
            policy.isDue(START, 0);
        }
        assertEquals(TrimPolicy.LONGEST_LOOK_MS, policy.nextLookMs());
        policy.isDue(START + 2 * MIB, 0);
        assertEquals(TrimPolicy.SHORTEST_LOOK_MS, policy.nextLookMs());
    }
}
