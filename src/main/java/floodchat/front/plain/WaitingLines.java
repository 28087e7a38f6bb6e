package floodchat.front.plain;

import floodchat.protocol.chat.MessageId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our lines that no peer has yet. It says when the person is to be told of them, which is done once. All times are by a
 * clock that never goes back. Owned by a {@link PlainFront}, for the thread that writes.
 */
final class WaitingLines {
    /** A peer is usually found within a second. After this the person is told that lines wait. */
    static final Duration TELL_AFTER = Duration.ofSeconds(4);

    private final Set<MessageId> lines = new HashSet<>();

    /** Null if none wait, or if it was told. */
    private @Nullable Long tellAtMs;

    private boolean told;

    void add(MessageId id, long nowMs) {
        lines.add(id);
        if (lines.size() == 1 && !told) {
            tellAtMs = nowMs + TELL_AFTER.toMillis();
        }
    }

    /** A peer has it, or it was given up. */
    void remove(MessageId id) {
        lines.remove(id);
        if (lines.isEmpty()) {
            tellAtMs = null;
        }
    }

    int size() {
        return lines.size();
    }

    /** When the person is to be told; null for never. */
    @Nullable Long tellAtMs() {
        return tellAtMs;
    }

    boolean isTellingDue(long nowMs) {
        return tellAtMs != null && nowMs >= tellAtMs;
    }

    /** The person was told. */
    void told() {
        tellAtMs = null;
        told = true;
    }
}
