package floodchat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A thread that waits in a call, for tests of what wakes it. Test threads only.
 *
 * @param <R> what the call returns
 */
final class BlockedThread<R> {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final FutureTask<R> call;
    private final Thread thread;

    private BlockedThread(Callable<R> action) {
        this.call = new FutureTask<>(action);
        this.thread = Thread.ofVirtual().name("blocked").start(call);
    }

    /** Starts the call, and returns as soon as it waits. */
    static <R> BlockedThread<R> in(Callable<R> action) {
        BlockedThread<R> blocked = new BlockedThread<>(action);
        blocked.awaitWaiting();
        return blocked;
    }

    private void awaitWaiting() {
        long endNs = System.nanoTime() + BOUND.toNanos();
        while (!WAITING.contains(thread.getState())) {
            assertTrue(thread.isAlive(), "the call should wait, but has returned");
            assertTrue(System.nanoTime() < endNs, "the call should wait, but runs");
            Thread.onSpinWait();
        }
    }

    /** The result of the call, which must end within {@link #BOUND}. */
    R result() throws Exception {
        return call.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts the thread. The call must throw an InterruptedException. */
    void assertInterruptible() throws Exception {
        thread.interrupt();
        assertTrue(thread.join(BOUND), "the call should end when it is interrupted");
        assertEquals(Future.State.FAILED, call.state());
        assertInstanceOf(InterruptedException.class, call.exceptionNow());
    }
}
