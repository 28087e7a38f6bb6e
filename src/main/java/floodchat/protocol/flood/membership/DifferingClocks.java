package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.PeerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Peers that we dialled and whose clocks are too far from ours to link. If that is why there is no neighbour, a person
 * has to be told. Owned by {@link Bootstrap}.
 */
final class DifferingClocks {
    /** Enough to tell a wrong clock of ours from a wrong one of theirs. */
    private static final int MAX_PEERS = 16;

    /** Two of the longest pauses between rounds: a peer that is still there was dialled again by then. */
    private static final long VALID_MS = 2 * MembershipLimits.LAST_RETRY_MS;

    private final Map<PeerId, Seen> clocks = new BoundedMap<>(MAX_PEERS);

    private record Seen(long aheadMs, long atMs) {}

    void add(ClockGap gap, long nowMs) {
        clocks.remove(gap.peer());
        clocks.put(gap.peer(), new Seen(gap.aheadMs(), nowMs));
    }

    /** False if there were none. */
    boolean forget() {
        boolean any = !clocks.isEmpty();
        clocks.clear();
        return any;
    }

    /** Null if there are none. The median counts, because a single clock may be wrong by anything. */
    FloodEvent.Phase.@Nullable ClockDiffers phase(long nowMs) {
        List<Long> sorted = clocks.values()
                .stream()
                .filter(seen -> nowMs - seen.atMs() < VALID_MS)
                .map(Seen::aheadMs)
                .sorted()
                .toList();
        return sorted.isEmpty()
                ? null
                : new FloodEvent.Phase.ClockDiffers(sorted.get(sorted.size() / 2), sorted.size());
    }
}
