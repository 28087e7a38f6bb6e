package floodchat.node.flood;

import floodchat.node.OwnerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes an owner thread in time, on a virtual thread of its own. So the owner itself can wait without a timeout: a
 * wait with a timeout wakes the thread of the virtual machine's timers twice, which costs more than everything else
 * for a packet. The owner alone may set it; any thread may close it.
 *
 * <p>Setting a later time while an earlier one is set does nothing: the timer then fires once too early, which is
 * cheap.
 */
final class WakeUpTimer implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final Runnable fire;
    private final Thread thread;
    private final long madeNanos = System.nanoTime();
    /** When it fires, by the owner's clock. Touched by the owner alone. */
    private long dueMs = NEVER;

    /** When it fires, in nanoseconds since this was made. */
    private volatile long dueNanos = NEVER;

    /** @param fire runs on the timer's thread and may wait; it must make the owner call {@link #fired} */
    WakeUpTimer(String name, Runnable fire) {
        this.fire = fire;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Fires after this time at the latest; never if it is Long.MAX_VALUE. */
    void set(long afterMs, long nowMs) {
        if (afterMs < dueMs - nowMs) {
            dueMs = nowMs + afterMs;
            dueNanos = System.nanoTime() - madeNanos + TimeUnit.MILLISECONDS.toNanos(afterMs);
            LockSupport.unpark(thread);
        }
    }

    /** The owner was woken. */
    void fired() {
        dueMs = NEVER;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long leftNanos = dueNanos - (System.nanoTime() - madeNanos);
            if (leftNanos > 0) {
                LockSupport.parkNanos(leftNanos);
            } else {
                dueNanos = NEVER;
                fire.run();
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        OwnerThread.await(thread);
    }
}
