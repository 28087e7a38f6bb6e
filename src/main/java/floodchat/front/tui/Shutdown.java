package floodchat.front.tui;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Closing the window: it says goodbye and waits for the answer, but not longer than {@link #MAX_WAIT}. Owned by the
 * thread that owns the screen.
 */
final class Shutdown {
    /** How long the last messages may take to reach a peer. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private final Instant deadline;
    private final int exitCode;
    private boolean goodbyeSaid;
    private @Nullable Integer unsent;

    private Shutdown(Instant deadline, int exitCode) {
        this.deadline = deadline;
        this.exitCode = exitCode;
    }

    static Shutdown begin(Instant now, int exitCode) {
        return new Shutdown(now.plus(MAX_WAIT), exitCode);
    }

    /** Waits for nothing. */
    static Shutdown atOnce() {
        return new Shutdown(Instant.MIN, 0);
    }

    boolean isGoodbyeSaid() {
        return goodbyeSaid;
    }

    void goodbyeSaid() {
        goodbyeSaid = true;
    }

    /** Goodbye was answered. @param messages how many of our own messages reached nobody */
    void left(int messages) {
        unsent = messages;
    }

    boolean isOver(Instant now) {
        return unsent != null || !now.isBefore(deadline);
    }

    int exitCode() {
        return exitCode;
    }

    /** What a person should know after the window is gone; null if all is well. */
    @Nullable String lastWords() {
        if (unsent == null || unsent == 0) {
            return null;
        }
        return unsent == 1 ? "Your last message reached nobody." : "Your last " + unsent + " messages reached nobody.";
    }
}
