package floodchat.node.store.history;

import floodchat.protocol.chat.ChatEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The day by which lines grow old: the wall clock's, but not later than the newest line. So a clock that is set far
 * ahead deletes nothing: no peer takes lines of such a time, so no line of somebody else has it. Own lines count if
 * there are no others. Owned by the thread of the {@link HistoryWriter}.
 */
final class AgeClock {
    private long othersMs;
    private long ownMs;

    /** Hears of a line that is kept. @param shownMs when it was shown here */
    void note(ChatEvent.Spoken line, long shownMs) {
        if (line.own()) {
            ownMs = Math.max(ownMs, shownMs);
        } else {
            othersMs = Math.max(othersMs, line.at().toEpochMilli());
        }
    }

    /** Today, by UTC. If there are no lines it is 1970: nothing is old then. */
    LocalDate day(long wallMs) {
        long newestMs = othersMs > 0 ? othersMs : ownMs;
        return Instant.ofEpochMilli(Math.min(wallMs, newestMs)).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
