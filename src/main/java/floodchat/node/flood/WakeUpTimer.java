package floodchat.node.flood;

import floodchat.node.OwnerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes an owner thread in time, on a virtual thread of its own. So the owner itself can wait without a timeout: a wait
 * with one costs two wakings of the thread that keeps all timers, which is more than all else that a packet costs.
 * Whoever moves the alarm again and again to a later time pays nothing: it rings once too early. The owner alone may
 * set it; any thread may close it.
 */
final class WakeUpTimer implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final Runnable ring;
    private final Thread thread;
    private final long madeNanos = System.nanoTime();
    /** When it rings, by the owner's clock. */
    private long dueMs = NEVER;

    /** The same since this was made. */
    private volatile long dueNanos = NEVER;

    /** @param ring has the owner call {@link #rang}; on the alarm's thread, it may wait */
    WakeUpTimer(String name, Runnable ring) {
        this.ring = ring;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Rings after this time at the latest; never where it is Long.MAX_VALUE. */
    void set(long afterMs, long nowMs) {
        if (afterMs < dueMs - nowMs) {
            dueMs = nowMs + afterMs;
            dueNanos = System.nanoTime() - madeNanos + TimeUnit.MILLISECONDS.toNanos(afterMs);
            LockSupport.unpark(thread);
        }
    }

    /** The owner has heard it. */
    void rang() {
        dueMs = NEVER;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long leftNanos = dueNanos - (System.nanoTime() - madeNanos);
            if (leftNanos > 0) {
                LockSupport.parkNanos(leftNanos);
            } else {
                dueNanos = NEVER;
                ring.run();
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        OwnerThread.await(thread);
    }
}
