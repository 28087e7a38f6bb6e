package floodchat.protocol.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A person whom we muted: what they say is taken and kept, but not shown. Immutable.
 *
 * @param person with the name that they had when we muted them
 * @param untilMs when it ends, in ms since 1970 by the wall clock; {@link #NO_END} if only /unmute ends it
 */
public record Muted(Person person, long untilMs) {
    public static final long NO_END = 0;

    /** @param time null for no end */
    static Muted of(Person person, @Nullable Duration time, long wallMs) {
        return new Muted(person, time == null ? NO_END : wallMs + time.toMillis());
    }

    boolean hasEnd() {
        return untilMs != NO_END;
    }

    boolean isOver(long wallMs) {
        return hasEnd() && untilMs <= wallMs;
    }
}
