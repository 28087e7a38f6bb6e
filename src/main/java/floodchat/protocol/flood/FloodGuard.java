package floodchat.protocol.flood;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Measures what links bring against what honest peers send, each link by itself ({@link PeerRateLimits}) and all together. */
final class FloodGuard {
    private final NetworkTerms terms;
    private final ActiveView active;
    private final FloodContext turn;
    private final TokenBucket newInAll;

    /** Who is to be expelled, and why: one clause. */
    record Offence(PeerLink by, String reason) {}

    FloodGuard(NetworkTerms terms, ActiveView active, FloodContext turn) {
        this.terms = terms;
        this.active = active;
        this.turn = turn;
        this.newInAll = RateLimits.allowance(RateLimits.TOLERANCE_IN_ALL * Math.max(1.0, terms.packetsPerSecond()));
    }

    /** Counts a frame; null where nobody sent too much. */
    @Nullable Offence offence(PeerLink from, Frame frame) {
        String excess = from.conduct().excess(frame, turn.nowMs());
        return excess == null ? null : new Offence(from, excess);
    }

    /** Counts a packet that nobody brought before and that is to be taken; false where all links together bring too many. */
    boolean mayTakeNew() {
        return terms.packetsPerSecond() == 0 || newInAll.take(1, turn.nowMs());
    }

    /** Who is to blame for that: the one that is furthest ahead of the pace, but nobody who may have kept to it. */
    @Nullable Offence offenceOfAll() {
        return active.all()
                .stream()
                .max(Comparator.comparingDouble(this::aheadOfPace))
                .filter(loudest -> aheadOfPace(loudest) > RateLimits.BURST_S * terms.packetsPerSecond())
                .map(loudest -> new Offence(loudest, "too many packets of all links, and the most of them here"))
                .orElse(null);
    }

    private double aheadOfPace(PeerLink neighbour) {
        return neighbour.conduct().aheadOfPace(turn.nowMs());
    }
}
