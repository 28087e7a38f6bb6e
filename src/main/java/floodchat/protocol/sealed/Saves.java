package floodchat.protocol.sealed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Numbers what goes to the disk, and holds back what must not happen before it is there. Owned by a {@link SealedCore}.
 *
 * <p>What waits is bounded by those who wait: each has one thing in flight for a person or a line.
 */
final class Saves {
    /**
     * If this many changes wait for the disk, nothing further that makes changes is taken. A payload makes about
     * 500 at most, and the thread that writes to the disk holds 4,096 before it makes us wait.
     */
    static final int MAX_UNSAVED = 2_048;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long lastTicket;
    private long safeTicket;

    private record Waiting(long ticket, Consumer<SealedContext> then) {}

    /** Has the change written. Returns its ticket. */
    long save(StoredChange change, SealedContext context) {
        context.emit(new SealedEffect.Save(++lastTicket, change));
        return lastTicket;
    }

    /** Has the change written, and does the rest when it is safe. */
    void saveThen(StoredChange change, SealedContext context, Consumer<SealedContext> then) {
        waiting.add(new Waiting(save(change, context), then));
    }

    boolean isSafe(long ticket) {
        return ticket <= safeTicket;
    }

    /** Whether the disk is far behind: it is full, or very slow. */
    boolean isBehind() {
        return lastTicket - safeTicket >= MAX_UNSAVED;
    }

    void saved(long ticket, SealedContext context) {
        safeTicket = Math.max(safeTicket, ticket);
        while (!waiting.isEmpty() && isSafe(waiting.getFirst().ticket())) {
            waiting.removeFirst().then().accept(context);
        }
    }
}
