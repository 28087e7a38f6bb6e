package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.PacketId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which ids are remembered, and for how long. */
class SeenIdsTest {
    /** Multiples of it are spread over all 64 bits. */
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private static PacketId id(long number) {
        return new PacketId(number, number);
    }

    @Test
    void anIdIsNewOnce() {
        SeenIds seen = new SeenIds(10);
        assertFalse(seen.contains(id(1)));
        seen.add(id(1), 0);
        assertTrue(seen.contains(id(1)));
    }

    @Test
    void idsThatDifferInOneHalfAreDifferent() {
        SeenIds seen = new SeenIds(10);
        seen.add(new PacketId(1, 2), 0);
        for (PacketId other : List.of(new PacketId(0, 2), new PacketId(1, 0), new PacketId(2, 1))) {
            assertFalse(seen.contains(other));
        }
    }

    @Test
    void betweenOneAndTwoGenerationsAreRemembered() {
        int capacity = 100;
        SeenIds seen = new SeenIds(capacity);
        for (long i = 1; i <= 1_000; i++) {
            assertFalse(seen.contains(id(i)));
            seen.add(id(i), 0);
            assertTrue(seen.size() <= 2 * capacity);
            for (long j = Math.max(1, i - capacity + 1); j <= i; j++) {
                assertTrue(seen.contains(id(j)), j + " is forgotten too early");
            }
        }
        assertFalse(seen.contains(id(1)));
    }

    @Test
    void itAgreesWithAHashSetForIdsThatCollide() {
        SplittableRandom random = new SplittableRandom(7);
        SeenIds seen = new SeenIds(20_000);
        Set<PacketId> expected = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            // Few different values, so that many ids collide.
            PacketId id = new PacketId(random.nextLong(50), random.nextLong(50) << 32 | random.nextLong(50) + 1);
            addToBoth(id, expected, seen);
        }
        assertEquals(expected.size(), seen.size());
    }

    private static void addToBoth(PacketId id, Set<PacketId> expected, SeenIds seen) {
        assertEquals(expected.contains(id), seen.contains(id));
        if (expected.add(id)) {
            seen.add(id, 0);
        }
    }

    @Test
    void itAgreesWithAHashSetForManyIds() {
        SplittableRandom random = new SplittableRandom(7);
        SeenIds seen = new SeenIds(100_000);
        Set<PacketId> expected = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            // Real ids are uniform. Four ids with different high halves share each low half.
            long number = 1 + random.nextLong(80_000);
            PacketId id = new PacketId(number, number / 4 * GOLDEN_RATIO);
            addToBoth(id, expected, seen);
        }
        assertEquals(expected.size(), seen.size());
    }

    @Test
    void aForgottenIdIsNewAgainInTheTableOfTheLatestToo() {
        int capacity = 10_000;
        SeenIds seen = new SeenIds(capacity);
        for (long i = 1; i <= 3L * capacity; i++) {
            seen.add(id(i), 0);
        }
        assertFalse(seen.contains(id(1)));
    }

    @Test
    void anIdNoLaterThanTheLastForgottenOneMayBeForgotten() {
        SeenIds seen = new SeenIds(10);
        for (int i = 1; i <= 20; i++) {
            seen.add(id(i), 100 + i);
        }
        assertFalse(seen.mayHaveForgotten(0), "all are known");
        seen.add(id(21), 121); // now the first ten are forgotten
        assertTrue(seen.contains(id(11)));
        assertTrue(seen.mayHaveForgotten(110));
        assertTrue(seen.mayHaveForgotten(111), "the eleventh came then, and the tenth before it");
        assertFalse(seen.mayHaveForgotten(112));
    }
}
