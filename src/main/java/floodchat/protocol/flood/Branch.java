package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One neighbour as the tree sees it: whether packets or only their ids go there; owned by {@link Flooding}. */
final class Branch {
    private final Neighbour neighbour;
    private boolean eager = true;
    private final Map<Frame.Age, List<PacketId>> toAnnounce = new EnumMap<>(Frame.Age.class);
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

    void announceLater(Frame.Age age, PacketId id) {
        toAnnounce.computeIfAbsent(age, _ -> new ArrayList<>()).add(id);
    }

    /** What is to be announced, once. */
    Map<Frame.Age, List<PacketId>> takeAnnouncements() {
        Map<Frame.Age, List<PacketId>> taken = Map.copyOf(toAnnounce);
        toAnnounce.clear();
        return taken;
    }

    /** Counts one more time that the packet goes here; false where that is once too often. */
    boolean mayServe(PacketId id) {
        return served.merge(id, 1, Integer::sum) <= FloodLimits.MAX_SERVED;
    }
}
