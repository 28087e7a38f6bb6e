package floodchat.front.tui;

import java.time.Duration;
import java.time.Instant;

/** A few words in the status line. The next key takes them away, or the time does. Immutable. */
record Hint(String words, Instant since) {
    /** Long enough to read ten words twice. */
    private static final Duration LIFE = Duration.ofSeconds(8);

    /** How long it is still shown; 0 if it is over. If the clock is set back, it is over too. */
    long leftMs(Instant now) {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? 0 : Math.max(0, LIFE.minus(age).toMillis());
    }
}
