package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkReport;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Since when there are too few neighbours, and what was repaired last. It is for a person who asks; no rule depends on
 * it.
 */
final class HealthHistory {
    private static final long NEVER = -1;

    private final int wanted;
    private long startedMs;
    private long changedMs;
    private long noneSinceMs = NEVER;
    private long fewSinceMs = NEVER;
    /**
     * Addresses of neighbours that were lost and not replaced yet, at most as many as are wanted; the first lost first.
     */
    private final Deque<Address> lost = new ArrayDeque<>();

    private NetworkReport.@Nullable Repair lastRepair;

    HealthHistory(FloodSettings settings) {
        this.wanted = settings.wantedLinks();
    }

    void started(long nowMs) {
        startedMs = nowMs;
        count(0, nowMs);
    }

    /** A neighbour is gone, and neither side had given the other up for a better one. */
    void lost(PeerLink neighbour, long nowMs) {
        Address address = neighbour.contact().address();
        if (lost.size() == wanted) {
            lost.remove();
        }
        lost.add(address);
        lastRepair = new NetworkReport.Repair(NetworkReport.Repair.Kind.LOST, address, null, nowMs);
    }

    /** @param before how many neighbours there were */
    void changed(int before, ActiveView active, long nowMs) {
        int now = active.size();
        PeerLink newest = now > before ? active.newest() : null;
        Address gone = newest == null ? null : lost.poll();
        if (newest != null && gone != null) {
            NetworkReport.Repair.Kind kind =
                    before == 0 ? NetworkReport.Repair.Kind.FOUND_AGAIN : NetworkReport.Repair.Kind.REPLACED;
            lastRepair = new NetworkReport.Repair(kind, newest.contact().address(), gone, nowMs);
        }
        if (now >= wanted) {
            lost.clear();
        }
        if (now != before) {
            changedMs = nowMs;
        }
        count(now, nowMs);
    }

    private void count(int links, long nowMs) {
        noneSinceMs = since(links == 0, noneSinceMs, nowMs);
        fewSinceMs = since(links < wanted, fewSinceMs, nowMs);
    }

    private static long since(boolean wrong, long before, long nowMs) {
        if (!wrong) {
            return NEVER;
        }
        return before == NEVER ? nowMs : before;
    }

    /** A link was made eager because the tree was broken above us. */
    void grafted(PeerLink neighbour, long nowMs) {
        Address address = neighbour.contact().address();
        lastRepair = new NetworkReport.Repair(NetworkReport.Repair.Kind.GRAFTED, address, null, nowMs);
    }

    long startedMs() {
        return startedMs;
    }

    /** When the number of neighbours changed last. */
    long changedMs() {
        return changedMs;
    }

    /** Since when there is no neighbour; only valid while there is none. */
    long noneSinceMs() {
        return noneSinceMs;
    }

    /** Since when there are fewer neighbours than wanted; only valid while there are. */
    long fewSinceMs() {
        return fewSinceMs;
    }

    NetworkReport.@Nullable Repair lastRepair() {
        return lastRepair;
    }
}
