package floodchat.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What timers and people see of the clocks of a machine that sleeps, and whose wall clock is set. */
class SteadyClockTest {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long HOUR_MS = 3_600_000;

    private long wallMs = 1_000_000;
    private long nanos = Long.MAX_VALUE - 5 * NANOS_PER_MS; // so that the monotonic clock wraps around
    private long uptimeMs = 77_000;
    private final SteadyClock clock = new SteadyClock(() -> wallMs, () -> nanos, () -> uptimeMs);

    private void assertClock(long nowMs, long wallAheadMs) {
        assertEquals(nowMs, clock.nowMs());
        assertEquals(wallAheadMs, clock.wallAheadMs());
    }

    @Test
    void itStartsAtTheWallClockAndFollowsTheMonotonicClock() {
        assertClock(1_000_000, 0);
        pass(250);
        assertClock(1_000_250, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {3 * HOUR_MS, -3 * HOUR_MS, 30 * HOUR_MS, 5_000, -5_000, 600})
    void aWallClockThatIsSetMovesNoTimer(long stepMs) {
        wallMs += stepMs;
        pass(250);
        assertClock(1_000_250, stepMs);
        wallMs -= stepMs;
        pass(10);
        assertClock(1_000_260, 0);
    }

    @Test
    void theTimeBetweenTheReadingsOfTwoClocksIsNoStep() {
        wallMs += 400;
        assertClock(1_000_000, 0);
        wallMs -= 800;
        assertClock(1_000_000, 0);
    }

    @Test
    void itJumpsForwardAfterTheMachineSlept() {
        pass(250);
        sleep(HOUR_MS);
        assertClock(1_000_250 + HOUR_MS, 0);
        pass(10);
        sleep(2 * HOUR_MS);
        assertClock(1_000_260 + 3 * HOUR_MS, 0);
    }

    @Test
    void aSleepAndAClockThatIsSetAreToldApart() {
        sleep(HOUR_MS);
        wallMs -= 3 * HOUR_MS;
        assertClock(1_000_000 + HOUR_MS, -3 * HOUR_MS);
        wallMs += 3 * HOUR_MS;
        assertClock(1_000_000 + HOUR_MS, 0);
    }

    @Test
    void withoutAnUptimeASleepIsAClockThatIsSet() {
        SteadyClock other = new SteadyClock(() -> wallMs, () -> nanos, () -> -1);
        sleep(HOUR_MS);
        assertEquals(1_000_000, other.nowMs());
        assertEquals(HOUR_MS, other.wallAheadMs());
    }

    @Test
    void theUptimeOfThisMachineCountsNoSleepWhileItIsAwake() {
        SteadyClock real = new SteadyClock(() -> wallMs, System::nanoTime, SteadyClock::systemUptimeMs);
        wallMs += HOUR_MS;
        real.nowMs();
        long errorMs = Math.abs(HOUR_MS - real.wallAheadMs());
        assertTrue(errorMs < 60_000, () -> "off by " + errorMs + " ms");
    }

    private void pass(long ms) {
        wallMs += ms;
        nanos += ms * NANOS_PER_MS;
        uptimeMs += ms;
    }

    private void sleep(long ms) {
        wallMs += ms;
        uptimeMs += ms;
    }
}
