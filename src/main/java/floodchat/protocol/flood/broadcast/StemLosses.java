package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.LinkId;
import java.util.List;
import java.util.Map;

/**
 * Which links lose the packets that are put on their stem there. A hostile peer can drop them all; each then waits for
 * an embargo. A loss may be the deed of a peer further on. A packet that comes back late may have been lost, too: then
 * a peer before us has flooded it when its own embargo ended. So links are compared with each other. Owned by
 * {@link StemEpoch}.
 */
final class StemLosses {
    /** A packet that comes back later than this, or not, is lost: half of all embargoes of three peers are longer. */
    private static final long PROMPT_MS = 1_000;

    /** A link with fewer losses is not judged. */
    private static final double MIN_LOSSES = 3;

    /** A link is given up if this part of the best link's packets comes back, or less. */
    private static final double PART_OF_BEST = 0.6;

    /** After this time a loss or a return counts half. */
    private static final double HALF_LIFE_MS = 10 * 60_000;

    /** Links that are remembered: a packet may be lost long after its link has closed, so not only open ones. */
    private static final int MAX_LINKS = 64;

    private final Map<LinkId, Account> accounts = new BoundedMap<>(MAX_LINKS);

    private static final class Account {
        final DecayingCounter lost = new DecayingCounter(HALF_LIFE_MS, Double.MAX_VALUE);
        final DecayingCounter returned = new DecayingCounter(HALF_LIFE_MS, Double.MAX_VALUE);

        /** What part comes back, as far as is known (Laplace's rule of succession). */
        double part(long nowMs) {
            return (returned.count(nowMs) + 1) / (returned.count(nowMs) + lost.count(nowMs) + 2);
        }
    }

    private Account account(LinkId link) {
        return accounts.computeIfAbsent(link, _ -> new Account());
    }

    /** A packet that went to this link came back. @param afterMs after this time */
    void returned(LinkId link, long afterMs, long nowMs) {
        if (afterMs <= PROMPT_MS) {
            account(link).returned.add(nowMs);
        } else {
            lost(link, nowMs);
        }
    }

    /** The embargo of a packet that went to this link has ended. */
    void lost(LinkId link, long nowMs) {
        account(link).lost.add(nowMs);
    }

    /** Whether much less comes back of what goes to this link than to the best of these. */
    boolean isLossy(LinkId link, List<LinkId> these, long nowMs) {
        Account account = account(link);
        if (account.lost.count(nowMs) < MIN_LOSSES) {
            return false;
        }
        double best = these.stream().mapToDouble(one -> account(one).part(nowMs)).max().orElse(0);
        return account.part(nowMs) < PART_OF_BEST * best;
    }

    void down(LinkId link) {
        accounts.remove(link);
    }
}
