package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One neighbour as the tree sees it: whether packets or only their ids go there; owned by {@link Flooding}. */
final class Branch {
    private final Neighbour neighbour;
    private long changedMs;
    private List<PacketId> fresh = new ArrayList<>(0);
    private List<PacketId> earlier = new ArrayList<>(0);
    /** How often a packet was served here. */
    private final Map<PacketId, Integer> served = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PacketId, Integer> eldest) {
            return size() > FloodLimits.MAX_SERVED_COUNTED;
        }
    };

    Branch(Neighbour neighbour, long nowMs) {
        this.neighbour = neighbour;
        this.changedMs = nowMs;
    }

    Neighbour neighbour() {
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

    void announceLater(Frame.Age age, PacketId id) {
        switch (age) {
            case FRESH -> fresh.add(id);
            case EARLIER -> earlier.add(id);
        }
    }

    /** What is to be announced, once. */
    void announce(Turn turn) {
        if (!fresh.isEmpty()) {
            turn.sendIds(neighbour, fresh, ids -> new Frame.IHave(Frame.Age.FRESH, ids));
            fresh = new ArrayList<>(1);
        }
        if (!earlier.isEmpty()) {
            turn.sendIds(neighbour, earlier, ids -> new Frame.IHave(Frame.Age.EARLIER, ids));
            earlier = new ArrayList<>(0);
        }
    }

    /** Counts one more time that the packet goes here; false where that is once too often. */
    boolean mayServe(PacketId id) {
        return served.merge(id, 1, Integer::sum) <= FloodLimits.MAX_SERVED;
    }
}
