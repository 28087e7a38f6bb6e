package floodchat.front.tui;

/**
 * A few words in the status line. The next key takes them away, or the time does. Immutable.
 *
 * @param sinceMs by a clock that never goes back, as in {@link #leftMs}
 */
record Hint(String words, long sinceMs) {
    /** Long enough to read ten words twice. */
    private static final long LIFE_MS = 8_000;

    /** How long it is still shown; 0 if it is over. */
    long leftMs(long nowMs) {
        return Math.max(0, sinceMs + LIFE_MS - nowMs);
    }
}
