package floodchat.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final long NANOS_PER_MS = 1_000_000;

    private long wallMs = 1_000_000;
    private long nanos = Long.MAX_VALUE - 5 * NANOS_PER_MS; // so that the monotonic clock wraps around
    private final SteadyClock clock = new SteadyClock(() -> wallMs, () -> nanos);

    @Test
    void itStartsAtTheWallClockAndFollowsTheMonotonicClock() {
        assertEquals(1_000_000, clock.nowMs());
        pass(250);
        assertEquals(1_000_250, clock.nowMs());
    }

    @Test
    void aWallClockThatIsSetBackOrALittleForwardChangesNothing() {
        wallMs -= 3_600_000;
        pass(250);
        assertEquals(1_000_250, clock.nowMs());
        wallMs += 3_600_000 + 4_000;
        assertEquals(1_000_250, clock.nowMs());
    }

    @Test
    void itJumpsForwardAfterTheMachineSlept() {
        pass(250);
        wallMs += 3_600_000;
        assertEquals(1_000_250 + 3_600_000, clock.nowMs());
        pass(10);
        assertEquals(1_000_260 + 3_600_000, clock.nowMs());
    }

    private void pass(long ms) {
        wallMs += ms;
        nanos += ms * NANOS_PER_MS;
    }
}
