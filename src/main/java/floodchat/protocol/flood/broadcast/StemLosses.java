package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.LinkId;
import java.util.List;
import java.util.Map;

/**
 * Which links lose the packets that are put on their stem there. A hostile peer can drop all of them, and each waits
 * for an embargo then. A loss may be the deed of a peer further on, and a packet that comes back late may owe it to the
 * embargo of a peer before us. So links are compared with each other. Owned by {@link StemEpoch}.
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
        double lost;
        double returned;
        long asOfMs;

        void fade(long nowMs) {
            double left = Math.pow(0.5, (nowMs - asOfMs) / HALF_LIFE_MS);
            lost *= left;
            returned *= left;
            asOfMs = nowMs;
        }

        /** What part comes back, as far as is known (Laplace's rule of succession). */
        double part() {
            return (returned + 1) / (returned + lost + 2);
        }
    }

    private Account account(LinkId link, long nowMs) {
        Account account = accounts.computeIfAbsent(link, _ -> new Account());
        account.fade(nowMs);
        return account;
    }

    /** A packet that went to this link came back. @param afterMs after this time */
    void returned(LinkId link, long afterMs, long nowMs) {
        if (afterMs <= PROMPT_MS) {
            account(link, nowMs).returned++;
        } else {
            lost(link, nowMs);
        }
    }

    /** The embargo of a packet that went to this link has ended. */
    void lost(LinkId link, long nowMs) {
        account(link, nowMs).lost++;
    }

    /** Whether much less comes back of what goes to this link than to the best of these. */
    boolean isLossy(LinkId link, List<LinkId> these, long nowMs) {
        double best = these.stream().mapToDouble(one -> account(one, nowMs).part()).max().orElse(0);
        Account account = account(link, nowMs);
        return account.lost >= MIN_LOSSES && account.part() < PART_OF_BEST * best;
    }

    void down(LinkId link) {
        accounts.remove(link);
    }
}
