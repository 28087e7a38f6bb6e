package floodchat.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ms since 1970 that never go back: the wall clock at the start, carried on by the monotonic one. A wall clock that was
 * set back changes nothing. Where it ran ahead, the machine has slept, and this clock catches up: what was due
 * meanwhile is due. Confined to one thread.
 */
public final class SteadyClock {
    /** Clocks that are corrected drift by less; who sleeps, sleeps longer. */
    private static final long MAX_BEHIND_MS = 5_000;

    private final LongSupplier wallClockMs;
    private final LongSupplier monotonicNanos;
    private long anchorWallMs;
    private long anchorNanos;

    public SteadyClock() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    public SteadyClock(LongSupplier wallClockMs, LongSupplier monotonicNanos) {
        this.wallClockMs = wallClockMs;
        this.monotonicNanos = monotonicNanos;
        this.anchorWallMs = wallClockMs.getAsLong();
        this.anchorNanos = monotonicNanos.getAsLong();
    }

    public long nowMs() {
        long nanos = monotonicNanos.getAsLong();
        long steadyMs = anchorWallMs + TimeUnit.NANOSECONDS.toMillis(nanos - anchorNanos);
        long wallMs = wallClockMs.getAsLong();
        if (wallMs - steadyMs <= MAX_BEHIND_MS) {
            return steadyMs;
        }
        anchorWallMs = wallMs;
        anchorNanos = nanos;
        return wallMs;
    }
}
