package floodchat.front.tui;

import floodchat.protocol.chat.ChatCommand;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nobody uses the window: no key was pressed, and the focus did not change. It runs no timer: the window
 * is woken once, when the time is over. Owned by a {@link Window}, which makes it when we have a name.
 */
final class IdleWatch {
    private int minutes;
    private long usedMs;
    private boolean idle;

    /** @param minutes after which we are idle; 0 for never */
    IdleWatch(int minutes, long nowMs) {
        this.minutes = minutes;
        this.usedMs = nowMs;
    }

    void apply(int changedMinutes) {
        minutes = changedMinutes;
    }

    /** Somebody uses the window. Returns what to tell the chat; null for nothing. */
    @Nullable ChatCommand used(long nowMs) {
        usedMs = nowMs;
        boolean wasIdle = idle;
        idle = false;
        return wasIdle ? new ChatCommand.NoteIdle(false) : null;
    }

    /** How long until we are idle; below 0 for never. */
    long msUntilIdle(long nowMs) {
        return minutes == 0 || idle ? -1 : Math.max(0, usedMs + TimeUnit.MINUTES.toMillis(minutes) - nowMs);
    }

    /** Returns what to tell the chat at this time; null for nothing. */
    @Nullable ChatCommand tick(long nowMs) {
        if (msUntilIdle(nowMs) != 0) {
            return null;
        }
        idle = true;
        return new ChatCommand.NoteIdle(true);
    }
}
