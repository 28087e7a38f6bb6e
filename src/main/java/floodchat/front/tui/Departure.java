package floodchat.front.tui;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a window is left: goodbye is said, and waited for, but not for ever. Owned by the thread that owns the screen.
 */
final class Departure {
    /** What was said last gets this long to reach a peer. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** After this the window closes, answered or not. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private final Instant bound;
    private final int exitCode;
    private boolean told;
    private @Nullable Integer unsent;

    Departure(Instant now, int exitCode) {
        this.bound = now.plus(BOUND);
        this.exitCode = exitCode;
    }

    boolean told() {
        return told;
    }

    void tell(boolean taken) {
        told = taken;
    }

    void left(int messages) {
        unsent = messages;
    }

    boolean isOver(Instant now) {
        return unsent != null || !now.isBefore(bound);
    }

    int exitCode() {
        return exitCode;
    }

    /** What a person should know after the window is gone; null where all is well. */
    @Nullable String farewell() {
        if (unsent == null || unsent == 0) {
            return null;
        }
        return unsent == 1 ? "Your last message reached nobody." : "Your last " + unsent + " messages reached nobody.";
    }
}
