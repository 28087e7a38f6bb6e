package floodchat.front.plain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of plain mode.
 *
 * @param json whether lines are JSON objects in both directions
 * @param history how many lines of a backlog are shown at most, the newest ones
 * @param say the only line to say; null if lines are read from standard input
 * @param to the people who get that line, as they are typed; empty for everyone
 * @param patience how long the last lines may wait for a peer, and a private line of {@code say} for its reader; at
 *     most {@link #MAX_PATIENCE}
 */
public record PlainSettings(boolean json, int history, @Nullable String say, List<String> to, Duration patience) {
    /** As many earlier lines as a person reads who looks in. */
    public static final int DEFAULT_HISTORY = 20;

    /** As many as anybody keeps. */
    public static final int MAX_HISTORY = 1_000;

    /** Peers are found within a second or two. The rest is for a machine that has just started. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    /** The chat waits no longer for lines that nobody takes. */
    public static final Duration MAX_PATIENCE = Duration.ofHours(1);

    public PlainSettings {
        to = List.copyOf(to);
    }

    /** Text from standard input. */
    public static PlainSettings ofText(int history) {
        return new PlainSettings(false, history, null, List.of(), DEFAULT_PATIENCE);
    }
}
