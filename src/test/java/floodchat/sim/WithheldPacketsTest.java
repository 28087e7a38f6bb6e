package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A third of a small network announces everything first and withholds it: the others hear each other in time. */
class WithheldPacketsTest {
    private static final int SEEDS = 5;

    /** The attack counts from its first line on, when nobody has broken a promise yet. */
    private static final double TIMES_HONEST = 5;

    @ParameterizedTest
    @EnumSource(value = PeerBehaviour.class, names = {"WITHHOLDS", "DELAYS", "LIES"})
    void ninetyNineInAHundredDeliveriesTakeAtMostFiveTimesAsLong(PeerBehaviour behaviour) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            AttackRun honest = AttackRun.of(seed, PeerBehaviour.HONEST);
            AttackRun attacked = AttackRun.of(seed, behaviour);
            double honestMs = honest.ms(0.99);
            double attackedMs = attacked.ms(0.99);
            assertTrue(attacked.allArrived(), attacked.toString());
            assertTrue(attackedMs <= TIMES_HONEST * honestMs,
                    () -> behaviour + ": " + attackedMs + " ms instead of " + honestMs + " in " + attacked);
        }
    }
}
