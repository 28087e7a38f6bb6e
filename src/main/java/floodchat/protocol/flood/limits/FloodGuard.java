package floodchat.protocol.flood.limits;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures what links bring against what honest peers send: each link by itself, and all of them together. */
public final class FloodGuard {
    private final NetworkTerms terms;
    private final Map<LinkId, PeerRateLimits> links = new HashMap<>();
    private final TokenBucket newPackets;
    /** A packet was dropped because of {@link #newPackets}, and no link has been blamed yet. */
    private boolean overloaded;

    public FloodGuard(NetworkTerms terms) {
        this.terms = terms;
        this.newPackets = RateLimits.bucket(RateLimits.TOLERANCE_IN_ALL * Math.max(1.0, terms.packetsPerSecond()));
    }

    public void opened(LinkId link) {
        links.put(link, new PeerRateLimits(terms));
    }

    public void closed(LinkId link) {
        links.remove(link);
    }

    /**
     * Counts a frame. Null if it may come, else why its peer is to be expelled, as one clause.
     *
     * @param from an open link
     */
    public @Nullable String excess(LinkId from, Frame frame, long nowMs) {
        PeerRateLimits limits = links.get(from);
        return limits == null ? null : limits.excess(frame, nowMs);
    }

    /** Counts a packet that is new to this peer. False if all links together bring too many: then it is dropped. */
    public boolean mayTakeNew(long nowMs) {
        boolean may = terms.packetsPerSecond() == 0 || newPackets.take(1, nowMs);
        overloaded |= !may;
        return may;
    }

    /**
     * After a packet was dropped by {@link #mayTakeNew}: the link to blame, which is the neighbour furthest ahead of
     * the pace. Null if no packet was dropped since the last call, or if no neighbour is further ahead than a peer that
     * keeps to the pace can be.
     */
    public @Nullable LinkId loudest(Supplier<List<LinkId>> neighbours, long nowMs) {
        if (!overloaded) {
            return null;
        }
        overloaded = false;
        return neighbours.get()
                .stream()
                .max(Comparator.comparingDouble(link -> aheadOfPace(link, nowMs)))
                .filter(link -> aheadOfPace(link, nowMs) > RateLimits.BURST_S * terms.packetsPerSecond())
                .orElse(null);
    }

    private double aheadOfPace(LinkId link, long nowMs) {
        PeerRateLimits limits = links.get(link);
        return limits == null ? 0 : limits.aheadOfPace(nowMs);
    }
}
