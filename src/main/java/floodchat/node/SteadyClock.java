package floodchat.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The two clocks of an owner thread. {@link #nowMs} is for timers and waits: it begins at the wall clock, then follows
 * the monotonic clock and never goes back, whatever is done to the wall clock. {@link #wallAheadMs} says how far the
 * wall clock is ahead of it by now. Confined to one thread.
 *
 * <p>The monotonic clock stands still while the machine sleeps. Time has passed then all the same, and every timer that
 * became due is to fire. So this clock jumps forward after a sleep; the system's uptime, which counts sleep, tells that
 * from a wall clock that was set.
 */
public final class SteadyClock {
    /** Smaller differences come from reading two clocks one after the other, and no person sees them. */
    private static final long MIN_STEP_MS = 500;

    /** Uptime in seconds, sleep included; Linux has it. */
    private static final Path UPTIME = Path.of("/proc/uptime");

    private static final long UNKNOWN = -1;

    private final LongSupplier wallClockMs;
    private final LongSupplier monotonicNanos;
    private final LongSupplier uptimeMs;
    private final long startWallMs;
    private final long startNanos;
    private final long startUptimeMs;
    private long sleptMs;
    private long wallAheadMs;

    public SteadyClock() {
        this(SystemClock.WALL, SystemClock.MONOTONIC, SystemClock.UPTIME);
    }

    /** The clocks of the system. The first frame needs them, and loads these classes sooner than it makes lambdas. */
    private enum SystemClock implements LongSupplier {
        WALL,
        MONOTONIC,
        UPTIME;

        @Override
        public long getAsLong() {
            return switch (this) {
                case WALL -> System.currentTimeMillis();
                case MONOTONIC -> System.nanoTime();
                case UPTIME -> systemUptimeMs();
            };
        }
    }

    /** @param uptimeMs since the machine was started, sleep included; below 0 if it is unknown */
    public SteadyClock(LongSupplier wallClockMs, LongSupplier monotonicNanos, LongSupplier uptimeMs) {
        this.wallClockMs = wallClockMs;
        this.monotonicNanos = monotonicNanos;
        this.uptimeMs = uptimeMs;
        this.startUptimeMs = uptimeMs.getAsLong();
        this.startWallMs = wallClockMs.getAsLong();
        this.startNanos = monotonicNanos.getAsLong();
    }

    /** Reads both clocks. */
    public long nowMs() {
        long awakeMs = TimeUnit.NANOSECONDS.toMillis(monotonicNanos.getAsLong() - startNanos);
        long aheadMs = wallClockMs.getAsLong() - startWallMs - awakeMs;
        if (Math.abs(aheadMs - sleptMs - wallAheadMs) >= MIN_STEP_MS) {
            noteSleep(awakeMs);
            wallAheadMs = aheadMs - sleptMs;
        }
        return startWallMs + awakeMs + sleptMs;
    }

    private void noteSleep(long awakeMs) {
        long nowUptimeMs = uptimeMs.getAsLong();
        if (startUptimeMs >= 0 && nowUptimeMs >= 0) {
            long newSleptMs = nowUptimeMs - startUptimeMs - awakeMs;
            if (newSleptMs - sleptMs >= MIN_STEP_MS) {
                sleptMs = newSleptMs;
            }
        }
    }

    /**
     * How far the wall clock was ahead of {@link #nowMs} when that was read last, in ms; negative if it was behind. It
     * changes only when somebody sets the wall clock, by half a second at least.
     */
    public long wallAheadMs() {
        return wallAheadMs;
    }

    static long systemUptimeMs() {
        try {
            String uptime = Files.readString(UPTIME);
            return (long) (1_000 * Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))));
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
