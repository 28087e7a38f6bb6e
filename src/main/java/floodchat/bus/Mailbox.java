package floodchat.bus;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of messages to a thread that owns state. Any thread puts messages in, the owner takes them out. If
 * the mailbox is full, {@link #put} waits, {@link #offer} returns false, and {@link #tell} drops the message and counts
 * it.
 *
 * @param <M> the messages that the owner understands
 */
public final class Mailbox<M> {
    private final BlockingQueue<M> queue;
    private final AtomicLong missed = new AtomicLong();

    /** @param capacity how many messages may wait, at least 1 */
    public Mailbox(int capacity) {
        this.queue = new LinkedBlockingQueue<>(capacity);
    }

    /** Waits for room. For messages that must not be lost. */
    public void put(M message) throws InterruptedException {
        queue.put(message);
    }

    /** Returns false if there is no room. For a caller that can keep the message and try again. */
    public boolean offer(M message) {
        return queue.offer(message);
    }

    /** Drops the message if there is no room. It is then counted in {@link #takeMissed}. */
    public void tell(M message) {
        if (!queue.offer(message)) {
            missed.incrementAndGet();
        }
    }

    /** Waits for the next message, without a limit. */
    public M take() throws InterruptedException {
        return queue.take();
    }

    /**
     * The next message, or null if none came within the time. A time of 0 or less does not wait and is not interrupted.
     */
    public @Nullable M poll(long timeoutMs) throws InterruptedException {
        return timeoutMs > 0 ? queue.poll(timeoutMs, TimeUnit.MILLISECONDS) : queue.poll();
    }

    /** Drops all messages, so that nobody waits for room any more. */
    public void clear() {
        queue.clear();
    }

    /** How many messages {@link #tell} has dropped since the last call. */
    public long takeMissed() {
        return missed.get() == 0 ? 0 : missed.getAndSet(0);
    }
}
