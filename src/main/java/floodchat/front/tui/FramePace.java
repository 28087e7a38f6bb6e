package floodchat.front.tui;

/**
 * When the next frame may be drawn: the first changes after a quiet time at once, and then at most {@value
 * #MAX_FRAMES_PER_S} frames a second. A key is drawn at once even then. This is a token bucket, kept as the time when
 * it is full again (the virtual scheduling algorithm of ITU-T I.371). Owned by the thread that draws.
 */
final class FramePace {
    /** A person does not see more, and a slow terminal can't show more. */
    static final int MAX_FRAMES_PER_S = 30;

    /** A line that a person sends changes the screen twice: the input, and then the messages. */
    private static final int EARLY_FRAMES = 1;

    /** Enough for a person who types fast while many lines come. The frames after these come later instead. */
    private static final int EARLY_FRAMES_FOR_KEYS = 5;

    /** So long that no second has more frames than the maximum, early ones included. */
    private static final long INTERVAL_MS = 1_000 / (MAX_FRAMES_PER_S - EARLY_FRAMES_FOR_KEYS - 1) + 1;

    private static final long NEVER = -1;

    /** When the frames that were drawn have had their time. */
    private long fullAtMs;

    private boolean changed;
    private boolean keyPressed;

    /** @param nowMs of a monotonic clock */
    FramePace(long nowMs) {
        this.fullAtMs = nowMs;
    }

    /** Something may have changed. @param byKey whether a person pressed a key */
    void changed(boolean byKey) {
        changed = true;
        keyPressed |= byKey;
    }

    /** How long until a frame is due: 0 for now, below 0 if nothing has changed. @param nowMs of a monotonic clock */
    long msUntilFrame(long nowMs) {
        int early = keyPressed ? EARLY_FRAMES_FOR_KEYS : EARLY_FRAMES;
        return changed ? Math.max(0, fullAtMs - early * INTERVAL_MS - nowMs) : NEVER;
    }

    /** @param nowMs of a monotonic clock */
    void drawn(long nowMs) {
        fullAtMs = Math.max(fullAtMs, nowMs) + INTERVAL_MS;
        changed = false;
        keyPressed = false;
    }
}
