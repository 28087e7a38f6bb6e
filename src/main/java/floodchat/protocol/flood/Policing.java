package floodchat.protocol.flood;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Measures what links bring against what honest peers send, each link by itself ({@link Conduct}) and all together. */
final class Policing {
    private final NetworkTerms terms;
    private final ActiveView active;
    private final Turn turn;
    private final Allowance newInAll;

    /** Who is to be expelled, and why: one clause. */
    record Offence(Neighbour by, String reason) {}

    Policing(NetworkTerms terms, ActiveView active, Turn turn) {
        this.terms = terms;
        this.active = active;
        this.turn = turn;
        this.newInAll = RateLimits.allowance(RateLimits.TOLERANCE_IN_ALL * Math.max(1.0, terms.packetsPerSecond()));
    }

    /** Counts a frame; null where nobody sent too much. */
    @Nullable Offence offence(Neighbour from, Frame frame) {
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

    private double aheadOfPace(Neighbour neighbour) {
        return neighbour.conduct().aheadOfPace(turn.nowMs());
    }
}
