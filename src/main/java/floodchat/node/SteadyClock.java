package floodchat.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock in ms since 1970 that never goes back. It reads the wall clock once and then follows the monotonic clock,
 * so setting the wall clock back changes nothing. If the wall clock runs ahead, the machine has slept: this clock
 * then jumps forward, and every timer that was due during the sleep fires. Confined to one thread.
 */
public final class SteadyClock {
    /** A larger gap means that the machine has slept: time corrections are smaller than this. */
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
