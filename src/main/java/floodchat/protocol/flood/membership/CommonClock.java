package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.FloodContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The clock that this peer and its neighbours agree on: the median of theirs and its own. A single wrong clock does not
 * move it, neither its own nor that of a neighbour that wants to mark this peer's packets. Owned by {@link HyParView}.
 */
final class CommonClock {
    private long aheadMs;

    /** The neighbours or the own clock may have changed. */
    void follow(Collection<PeerLink> neighbours, FloodContext context) {
        long now = median(neighbours.stream().map(PeerLink::clockAheadMs).toList(), context.wallAheadMs());
        if (now != aheadMs) {
            aheadMs = now;
            context.commonClock(now);
        }
    }

    /** Of two values in the middle, the one that is nearer to the own clock. */
    private static long median(List<Long> others, long own) {
        List<Long> sorted = Stream.concat(others.stream(), Stream.of(own)).sorted().toList();
        return LongStream.of(sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() / 2))
                .boxed()
                .min(Comparator.comparingLong(clock -> Math.abs(clock - own)))
                .orElse(own);
    }
}
