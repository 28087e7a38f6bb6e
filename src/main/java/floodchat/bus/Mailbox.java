package floodchat.bus;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one way into a thread that owns state: anyone puts, the owner takes. Bounded, so that whoever puts must choose what happens when
 * the owner is behind: {@link #put} waits, {@link #offer} says no, {@link #tell} lets the owner miss it and counts that.
 *
 * <p>Any thread may put; one thread takes.
 *
 * @param <M> what the owner understands
 */
public final class Mailbox<M> {
    private final String name;
    private final BlockingQueue<M> queue;
    private final AtomicLong missed = new AtomicLong();

    /**
     * @param name the owner, for logs and thread dumps
     * @param capacity how many messages may wait, at least 1
     */
    public Mailbox(String name, int capacity) {
        this.name = name;
        this.queue = new LinkedBlockingQueue<>(capacity);
    }

    public String name() {
        return name;
    }

    /** Waits for room: the way for what must not be lost. */
    public void put(M message) throws InterruptedException {
        queue.put(message);
    }

    /** False when there is no room: the way for a caller that can keep the message and try again. */
    public boolean offer(M message) {
        return queue.offer(message);
    }

    /** Never waits: where there is no room the owner misses the message and finds it in {@link #takeMissed}. */
    public void tell(M message) {
        if (!queue.offer(message)) {
            missed.incrementAndGet();
        }
    }

    /** Waits for the next message, for ever. */
    public M take() throws InterruptedException {
        return queue.take();
    }

    /** The next message, or null when none came within the time; a time of 0 or less does not wait, and so is not interrupted. */
    public @Nullable M poll(long timeoutMs) throws InterruptedException {
        return timeoutMs > 0 ? queue.poll(timeoutMs, TimeUnit.MILLISECONDS) : queue.poll();
    }

    /** Drops what waits, so that nobody waits for room any more. */
    public void clear() {
        queue.clear();
    }

    /** How many messages were missed since the last call. */
    public long takeMissed() {
        return missed.get() == 0 ? 0 : missed.getAndSet(0);
    }
}
