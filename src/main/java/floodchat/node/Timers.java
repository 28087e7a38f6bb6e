package floodchat.node;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The running timers of one owner thread. Two equal timers are the same timer: starting a running timer again moves it.
 * Times are ms of the owner's clock. Only the owner may call.
 *
 * @param <T> identifies a timer, by equals and hashCode
 */
public final class Timers<T> {
    private record Running<T>(T timer, long atMs, long order) {}

    private final TreeSet<Running<T>> byTime =
            new TreeSet<>(Comparator.<Running<T>>comparingLong(Running::atMs).thenComparingLong(Running::order));
    private final Map<T, Running<T>> byTimer = new HashMap<>();
    private long started;

    public void start(T timer, long atMs) {
        Running<T> running = new Running<>(timer, atMs, started++);
        Running<T> before = byTimer.put(timer, running);
        if (before != null) {
            byTime.remove(before);
        }
        byTime.add(running);
    }

    /** The time until the next timer is due, at least 0; Long.MAX_VALUE if none is running. */
    public long nextDelayMs(long nowMs) {
        return byTime.isEmpty() ? Long.MAX_VALUE : Math.max(0, byTime.first().atMs() - nowMs);
    }

    /**
     * Removes and returns the earliest timer that is due, in case of a tie the one started first; null if none is
     * due.
     */
    public @Nullable T due(long nowMs) {
        if (byTime.isEmpty() || byTime.first().atMs() > nowMs) {
            return null;
        }
        T timer = byTime.removeFirst().timer();
        byTimer.remove(timer);
        return timer;
    }
}
