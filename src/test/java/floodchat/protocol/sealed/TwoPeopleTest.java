package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Two people in a bad network: no line is lost, none is shown twice, no key seals two texts. -Dsealed.seeds=N runs more
 * seeds, -Dsealed.seed=N one.
 */
class TwoPeopleTest {
    private static final int SEEDS = Integer.getInteger("sealed.seeds", 100);
    private static final int ONE_SEED = Integer.getInteger("sealed.seed", -1);

    @Test
    void noLineIsLostOrShownTwiceWhileHalfOfAllPacketsAreLost() {
        int lines = 0;
        int first = ONE_SEED < 0 ? 0 : ONE_SEED;
        int end = ONE_SEED < 0 ? SEEDS : ONE_SEED + 1;
        for (int seed = first; seed < end; seed++) {
            try {
                lines += new TwoPeople(seed, 0.5).run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dsealed.seed=" + seed, failure);
            }
        }
        assertTrue(lines > 20 * (end - first), "the people must really have written");
    }
}
