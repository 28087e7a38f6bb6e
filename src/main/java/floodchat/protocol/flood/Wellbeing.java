package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/**
 * Since when the number of neighbours is not as it should be, and what was repaired last: for a person who asks, no rule depends on it. Owned by
 * {@link FloodCore}.
 */
final class Wellbeing {
    private static final long ALL_IS_WELL = -1;

    private final Turn turn;
    private final int wanted;
    private long startedMs;
    private long noneSinceMs = ALL_IS_WELL;
    private long fewSinceMs = ALL_IS_WELL;
    /** Neighbours that were lost and not replaced yet. */
    private int lost;
    private NetworkReport.@Nullable Mending lastMending;

    Wellbeing(FloodSettings settings, Turn turn) {
        this.turn = turn;
        this.wanted = settings.wantedLinks();
    }

    void started() {
        startedMs = turn.nowMs();
        count(0);
    }

    /** There were so many neighbours before. */
    void changed(int before, ActiveView active) {
        int now = active.size();
        Neighbour newest = now > before && lost > 0 ? active.newest() : null;
        if (now < before) {
            lost = Math.min(wanted, lost + before - now);
        } else if (newest != null) {
            lost = Math.max(0, lost - (now - before));
            boolean first = before == 0;
            mended(first ? NetworkReport.Mending.Kind.FOUND_AGAIN : NetworkReport.Mending.Kind.REPLACED, newest);
        }
        count(now);
    }

    private void count(int links) {
        noneSinceMs = since(links == 0, noneSinceMs);
        fewSinceMs = since(links < wanted, fewSinceMs);
    }

    private long since(boolean wrong, long before) {
        return !wrong ? ALL_IS_WELL : before == ALL_IS_WELL ? turn.nowMs() : before;
    }

    /** A link was made eager, because the tree was broken above us. */
    void grafted(Neighbour neighbour) {
        mended(NetworkReport.Mending.Kind.GRAFTED, neighbour);
    }

    private void mended(NetworkReport.Mending.Kind kind, Neighbour by) {
        lastMending = new NetworkReport.Mending(kind, by.contact().address(), turn.nowMs());
    }

    long startedMs() {
        return startedMs;
    }

    /** Since when there is no neighbour; to be asked only while there is none. */
    long noneSinceMs() {
        return noneSinceMs;
    }

    /** Since when there are fewer than wanted; to be asked only while there are. */
    long fewSinceMs() {
        return fewSinceMs;
    }

    NetworkReport.@Nullable Mending lastMending() {
        return lastMending;
    }
}
