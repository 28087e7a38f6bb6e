package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbours send what they announce. Announcements cost nothing, so they count only as promises: a neighbour
 * that was asked for a packet has to send it (docs/decisions/0026). There is one account for each neighbour that was
 * asked. Owned by {@link Plumtree}.
 */
final class Promises {
    private final LagEstimate lag;
    private final RandomGenerator random;
    private final AnswerTimes answers = new AnswerTimes();
    private final Map<LinkId, PromiseAccount> accounts = new LinkedHashMap<>();
    /** The time of the latest call that told one. */
    private long nowMs;

    /** How good the promises of a neighbour are, the best first. */
    enum Rank {
        KEEPS,
        /** It has promised nothing yet. */
        UNKNOWN,
        /** A promise may be kept yet, but the neighbour takes longer than others. */
        LATE,
        BREAKS
    }

    Promises(LagEstimate lag, RandomGenerator random) {
        this.lag = lag;
        this.random = random;
    }

    private void passTo(long atMs) {
        nowMs = Math.max(nowMs, atMs);
    }

    /** The neighbour has announced the packet, and is asked for it. */
    void asked(LinkId neighbour, PacketId id, long withinMs, long atMs) {
        passTo(atMs);
        accounts.computeIfAbsent(neighbour, _ -> new PromiseAccount(atMs)).asked(id, atMs + withinMs, atMs);
    }

    /** A packet has come on this link, whether it was known or not. */
    void came(LinkId from, PacketId id, long atMs) {
        passTo(atMs);
        PromiseAccount account = accounts.get(from);
        long tookMs = account == null ? -1 : account.came(id, atMs);
        if (tookMs >= 0) {
            answers.add(tookMs);
        }
    }

    /** After this time in ms without an answer, the next neighbour is asked. */
    long answerMs() {
        return answers.answerMs(lag.waitMs() / 2);
    }

    void down(LinkId neighbour) {
        accounts.remove(neighbour);
    }

    Rank rank(LinkId neighbour, long atMs) {
        passTo(atMs);
        PromiseAccount account = accounts.get(neighbour);
        if (account == null) {
            return Rank.UNKNOWN;
        }
        account.pass(nowMs);
        return account.rank(answerMs());
    }

    /** False if the neighbour is known to break its promises. */
    boolean keeps(LinkId neighbour) {
        PromiseAccount account = accounts.get(neighbour);
        if (account != null) {
            account.pass(nowMs);
        }
        return account == null || !account.breaks();
    }

    /** How many promises the neighbour has broken lately. */
    int broken(LinkId neighbour, long atMs) {
        PromiseAccount account = accounts.get(neighbour);
        if (account == null) {
            return 0;
        }
        passTo(atMs);
        account.pass(nowMs);
        return account.broken();
    }

    /** One of the neighbours with the best rank, at random; null if there is none. */
    @Nullable LinkId best(List<LinkId> neighbours, long atMs) {
        List<LinkId> best = new ArrayList<>();
        Rank bestRank = Rank.BREAKS;
        for (LinkId one : neighbours) {
            Rank rank = rank(one, atMs);
            if (rank.compareTo(bestRank) < 0) {
                bestRank = rank;
                best.clear();
            }
            if (rank == bestRank) {
                best.add(one);
            }
        }
        return best.isEmpty() ? null : best.get(best.size() == 1 ? 0 : random.nextInt(best.size()));
    }
}
