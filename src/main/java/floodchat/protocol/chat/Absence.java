package floodchat.protocol.chat;

import floodchat.protocol.message.Absent;
import floodchat.protocol.message.Bounds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is absent who is here: their program runs, and they do not look. Immutable.
 *
 * @param away true if the person said so; false if nobody has used the window for a while
 * @param since when it began, never later than now
 * @param reason sanitized, in one line; empty for none
 */
public record Absence(boolean away, Instant since, String reason) {
    /** Null if this clean reason may be told, else one sentence that says why not. */
    static @Nullable String problemWith(String reason) {
        int length = reason.codePointCount(0, reason.length());
        return length <= Bounds.MAX_REASON_LENGTH
                ? null
                : "The reason is too long: it has %d characters, and %d are allowed."
                        .formatted(length, Bounds.MAX_REASON_LENGTH);
    }

    /** Null if the person is there. @param told is sanitized */
    static @Nullable Absence of(Absent told, long wallMs) {
        return told.equals(Absent.NONE)
                ? null
                : new Absence(
                        Absent.AWAY.equals(told.kind()),
                        Instant.ofEpochMilli(Math.min(told.since(), wallMs)),
                        told.reason());
    }

    static Absent told(@Nullable Absence absence) {
        return absence == null
                ? Absent.NONE
                : new Absent(
                        absence.away ? Absent.AWAY : Absent.IDLE, absence.since.toEpochMilli(), absence.reason);
    }

    /** One word, as the peer list and /who have it. */
    public String word() {
        return away ? "away" : "idle";
    }
}
