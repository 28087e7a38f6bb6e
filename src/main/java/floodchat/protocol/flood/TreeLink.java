package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One neighbour as the tree sees it: whether packets or only their ids go there; owned by {@link Flooding}. */
final class TreeLink {
    private final PeerLink neighbour;
    private long changedMs;
    private final Deque<PacketId> fresh = new ArrayDeque<>();
    private final Deque<PacketId> earlier = new ArrayDeque<>();
    /** How often a packet was served here. */
    private final Map<PacketId, Integer> served = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PacketId, Integer> eldest) {
            return size() > FloodLimits.MAX_SERVED_COUNTED;
        }
    };

    TreeLink(PeerLink neighbour, long nowMs) {
        this.neighbour = neighbour;
        this.changedMs = nowMs;
    }

    PeerLink neighbour() {
        return neighbour;
    }

    boolean isEager() {
        return neighbour.isEager();
    }

    void become(boolean eager, long nowMs) {
        if (eager != isEager()) {
            neighbour.become(eager);
            changedMs = nowMs;
        }
    }

    /** When it last became eager or lazy. */
    long changedMs() {
        return changedMs;
    }

    void announceLater(Frame.IdKind kind, PacketId id) {
        Deque<PacketId> ids = waiting(kind);
        if (ids.size() == FloodLimits.MAX_TO_ANNOUNCE) {
            ids.remove();
        }
        ids.add(id);
    }

    private Deque<PacketId> waiting(Frame.IdKind kind) {
        return switch (kind) {
            case FRESH -> fresh;
            case EARLIER -> earlier;
        };
    }

    /** Announces what waits, as far as the link may carry it; true where something has to wait on. */
    boolean announce(FloodContext turn) {
        announce(Frame.IdKind.FRESH, turn);
        announce(Frame.IdKind.EARLIER, turn);
        return !fresh.isEmpty() || !earlier.isEmpty();
    }

    private void announce(Frame.IdKind kind, FloodContext turn) {
        Deque<PacketId> ids = waiting(kind);
        int count = Math.min(ids.size(), neighbour.conduct().mayAnnounce(turn.nowMs()));
        if (count > 0) {
            neighbour.conduct().announced(count, turn.nowMs());
            List<PacketId> now = new ArrayList<>(count);
            while (now.size() < count) {
                now.add(ids.remove());
            }
            turn.sendIds(neighbour, now, some -> new Frame.IHave(kind, some));
        }
    }

    /** Where it was counted, it did not go after all. */
    void notServed(PacketId id) {
        served.computeIfPresent(id, (_, count) -> Math.max(0, count - 1));
    }

    /** Counts one more time that the packet goes here; false where that is once too often. */
    boolean mayServe(PacketId id) {
        return served.merge(id, 1, Integer::sum) <= FloodLimits.MAX_SERVED;
    }
}
