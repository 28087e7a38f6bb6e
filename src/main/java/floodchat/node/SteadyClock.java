package floodchat.node;

import java.util.concurrent.TimeUnit;

/**
 * Ms since 1970 that never go back: the wall clock at the start, carried on by the monotonic one. A wall clock that was set back changes
 * nothing. Where it ran ahead, the machine has slept, and this clock catches up: what was due meanwhile is due. Confined to one thread.
 */
final class SteadyClock {
    /** Clocks that are corrected drift by less; who sleeps, sleeps longer. */
    private static final long MAX_BEHIND_MS = 5_000;

    private long anchorWallMs = System.currentTimeMillis();
    private long anchorNanos = System.nanoTime();

    long nowMs() {
        long nanos = System.nanoTime();
        long steadyMs = anchorWallMs + TimeUnit.NANOSECONDS.toMillis(nanos - anchorNanos);
        long wallMs = System.currentTimeMillis();
        if (wallMs - steadyMs <= MAX_BEHIND_MS) {
            return steadyMs;
        }
        anchorWallMs = wallMs;
        anchorNanos = nanos;
        return wallMs;
    }
}
