package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One neighbour as the tree sees it: whether packets or only their ids go there; owned by {@link Flooding}. */
final class Branch {
    private final Neighbour neighbour;
    private boolean eager = true;
    private final List<PacketId> toAnnounce = new ArrayList<>();
    /** How often a packet was served here. */
    private final Map<PacketId, Integer> served = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PacketId, Integer> eldest) {
            return size() > FloodLimits.MAX_SERVED_COUNTED;
        }
    };

    Branch(Neighbour neighbour) {
        this.neighbour = neighbour;
    }

    Neighbour neighbour() {
        return neighbour;
    }

    boolean isEager() {
        return eager;
    }

    void becomeEager() {
        eager = true;
    }

    void becomeLazy() {
        eager = false;
    }

    void announceLater(PacketId id) {
        toAnnounce.add(id);
    }

    /** What is to be announced, once. */
    List<PacketId> takeAnnouncements() {
        List<PacketId> taken = List.copyOf(toAnnounce);
        toAnnounce.clear();
        return taken;
    }

    /** Counts one more time that the packet goes here; false where that is once too often. */
    boolean mayServe(PacketId id) {
        return served.merge(id, 1, Integer::sum) <= FloodLimits.MAX_SERVED;
    }
}
