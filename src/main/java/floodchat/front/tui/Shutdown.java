package floodchat.front.tui;

import floodchat.front.LastWords;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Closing the window: it says goodbye and waits for the answer, but not for long. Owned by the
 * thread that owns the screen.
 */
final class Shutdown {
    /** How long the last messages may take to reach a peer. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The same for a signal, or when the terminal is gone: nobody waits as long then. */
    static final Duration PATIENCE_OF_A_SIGNAL = Duration.ofSeconds(1);

    /** How long the answer to goodbye may take longer than the last messages. */
    private static final Duration FOR_THE_ANSWER = Duration.ofMillis(500);

    private final long deadlineMs;
    private final Duration patience;
    private final int exitCode;
    private boolean goodbyeSaid;
    private @Nullable Integer unsent;
    private int kept;

    private Shutdown(long deadlineMs, Duration patience, int exitCode) {
        this.deadlineMs = deadlineMs;
        this.patience = patience;
        this.exitCode = exitCode;
    }

    /**
     * @param nowMs by a clock that never goes back, as in {@link #isOver}
     * @param patience how long the last messages may take to reach a peer
     */
    static Shutdown begin(long nowMs, Duration patience, int exitCode) {
        return new Shutdown(nowMs + patience.plus(FOR_THE_ANSWER).toMillis(), patience, exitCode);
    }

    /** Waits for nothing. */
    static Shutdown atOnce() {
        return new Shutdown(Long.MIN_VALUE, Duration.ZERO, 0);
    }

    Duration patience() {
        return patience;
    }

    boolean isGoodbyeSaid() {
        return goodbyeSaid;
    }

    void goodbyeSaid() {
        goodbyeSaid = true;
    }

    /**
     * Goodbye was answered.
     *
     * @param lost how many of our messages to everyone reached nobody
     * @param waiting how many of our private lines reached nobody yet
     */
    void left(int lost, int waiting) {
        unsent = lost;
        kept = waiting;
    }

    boolean isOver(long nowMs) {
        return unsent != null || nowMs >= deadlineMs;
    }

    int exitCode() {
        return exitCode;
    }

    /** What a person should know after the window is gone; null if all is well. */
    @Nullable String lastWords() {
        if (unsent == null) {
            return null;
        }
        String words = Stream.of(LastWords.unsent(unsent), LastWords.kept(kept))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? null : words;
    }
}
