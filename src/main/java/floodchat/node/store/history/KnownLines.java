package floodchat.node.store.history;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The newest lines of earlier starts, by their ids, so that they are not kept again when the network brings them again.
 * Owned by the thread of the {@link HistoryWriter}.
 */
final class KnownLines {
    /** What is older does not come again: the network keeps public lines for a day and private ones for a week. */
    static final long KNOWN_MS = TimeUnit.DAYS.toMillis(8);

    /** Several times the packets that a peer keeps for others; at 250 bytes each, 1 MB. */
    static final int MAX_KNOWN = 4_000;

    private final Set<MessageId> ids = new HashSet<>();
    private final long fromMs;

    /** Whether what stands before all that was taken may come again. */
    private boolean mayBeMore = true;

    /** @param wallMs the time of the start */
    KnownLines(long wallMs) {
        this.fromMs = wallMs - KNOWN_MS;
    }

    /** Takes the lines that stand before all that was taken so far. */
    void addOlder(Segment segment) {
        boolean isRecent = segment.lines() == 0;
        for (int i = 0; i < segment.lines(); i++) {
            if (segment.shownMs(i) >= fromMs) {
                ids.add(segment.line(i).spoken().id());
                isRecent = true;
            }
        }
        mayBeMore = isRecent && ids.size() < MAX_KNOWN;
    }

    boolean mayBeMore() {
        return mayBeMore;
    }

    boolean contains(ChatEvent.Spoken line) {
        return ids.contains(line.id());
    }
}
