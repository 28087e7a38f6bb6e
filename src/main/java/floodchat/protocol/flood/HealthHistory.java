package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Since when the number of neighbours is not as it should be, and what was repaired last: for a person who asks, no rule depends on it. Owned by
 * {@link FloodCore}.
 */
final class HealthHistory {
    private static final long ALL_IS_WELL = -1;

    private final FloodContext turn;
    private final int wanted;
    private long startedMs;
    private long noneSinceMs = ALL_IS_WELL;
    private long fewSinceMs = ALL_IS_WELL;
    /** Where neighbours were that went and were not replaced yet, as many as are wanted at most; the first lost first. */
    private final Deque<Address> lost = new ArrayDeque<>();

    private NetworkReport.@Nullable Mending lastMending;

    HealthHistory(FloodSettings settings, FloodContext turn) {
        this.turn = turn;
        this.wanted = settings.wantedLinks();
    }

    void started() {
        startedMs = turn.nowMs();
        count(0);
    }

    /** A neighbour has gone: not one that we gave up, or that gave us up for another. */
    void lost(PeerLink neighbour) {
        Address address = neighbour.contact().address();
        if (lost.size() == wanted) {
            lost.remove();
        }
        lost.add(address);
        lastMending = new NetworkReport.Mending(NetworkReport.Mending.Kind.LOST, address, null, turn.nowMs());
    }

    /** There were so many neighbours before. */
    void changed(int before, ActiveView active) {
        int now = active.size();
        PeerLink newest = now > before ? active.newest() : null;
        Address gone = newest == null ? null : lost.poll();
        if (newest != null && gone != null) {
            boolean first = before == 0;
            mended(first ? NetworkReport.Mending.Kind.FOUND_AGAIN : NetworkReport.Mending.Kind.REPLACED, newest, gone);
        }
        if (now >= wanted) {
            lost.clear();
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
    void grafted(PeerLink neighbour) {
        mended(NetworkReport.Mending.Kind.GRAFTED, neighbour, null);
    }

    private void mended(NetworkReport.Mending.Kind kind, PeerLink by, @Nullable Address gone) {
        lastMending = new NetworkReport.Mending(kind, by.contact().address(), gone, turn.nowMs());
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
