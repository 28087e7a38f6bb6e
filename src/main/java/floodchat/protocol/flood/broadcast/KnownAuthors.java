package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which authors are known. An author is new until packets of it have been kept for
 * {@link BroadcastLimits#KNOWN_AFTER_MS}. Then it waits until those before it are known, and until one more may become
 * known. Owned by an {@link OpenBacklog}.
 */
final class KnownAuthors {
    /** When the first packet of each was attributed, in this order. All of them have packets in the backlog. */
    private final LinkedHashMap<Author, Long> newSinceMs = new LinkedHashMap<>();
    /** The one that was silent for longest comes first. */
    private final LinkedHashSet<Author> known = new LinkedHashSet<>();
    /** When the first packet of all was attributed; null before that. */
    private @Nullable Long firstMs;

    private long periodEndsMs = Long.MIN_VALUE;
    /** How many more may become known in this period. */
    private int left;

    /** A packet of this author was attributed. Returns whether the author is known. */
    boolean attributed(Author author, long nowMs) {
        if (firstMs == null) {
            firstMs = nowMs;
        }
        boolean isKnown = known.contains(author);
        if (isKnown) {
            add(author);
        } else {
            newSinceMs.putIfAbsent(author, nowMs);
        }
        return isKnown;
    }

    /** No packet of this author is kept any more. */
    void forgotten(Author author) {
        newSinceMs.remove(author);
    }

    /** The author is known. */
    void add(Author author) {
        newSinceMs.remove(author);
        known.remove(author);
        known.add(author);
        if (known.size() > BroadcastLimits.MAX_KNOWN_AUTHORS) {
            known.removeFirst();
        }
    }

    /**
     * The next author that becomes known now; null if there is none.
     *
     * @param knownInBacklog how many known authors have packets in the backlog
     */
    @Nullable Author next(long nowMs, int knownInBacklog) {
        Map.Entry<Author, Long> oldest = newSinceMs.firstEntry();
        if (oldest == null
                || nowMs - oldest.getValue() < BroadcastLimits.KNOWN_AFTER_MS
                || !mayBecomeKnown(oldest.getValue(), nowMs, knownInBacklog)) {
            return null;
        }
        add(oldest.getKey());
        return oldest.getKey();
    }

    /** Who was there when we came is no flood of newcomers. */
    private boolean mayBecomeKnown(long sinceMs, long nowMs, int knownInBacklog) {
        if (firstMs == null || sinceMs - firstMs < BroadcastLimits.KNOWN_AFTER_MS) {
            return true;
        }
        if (nowMs >= periodEndsMs) {
            periodEndsMs = nowMs + BroadcastLimits.KNOWN_PERIOD_MS;
            left = Math.max(BroadcastLimits.MIN_KNOWN_PER_PERIOD, knownInBacklog);
        }
        boolean may = left > 0;
        left -= may ? 1 : 0;
        return may;
    }
}
