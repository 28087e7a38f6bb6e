package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fetches what neighbours have in their backlogs and is not here. Nothing else will bring it, so it is asked for at once; but only so much at a time
 * from each neighbour that the link has room for what is said meanwhile. Who does not serve in time is asked no more, but the next one that has it.
 */
final class BacklogFetcher {
    private final Predicate<PacketId> isNew;
    private final FloodContext turn;
    private final Map<PeerLink, Offer> offers = new LinkedHashMap<>();
    /** What is under way, the longest first. */
    private final Map<PacketId, Asked> asked = new LinkedHashMap<>();

    private boolean timerRuns;

    /** What one neighbour has and was not asked for yet, and how much it was asked for. */
    private static final class Offer {
        final Deque<PacketId> ids = new ArrayDeque<>();
        int underWay;

        boolean hasRoom() {
            return ids.size() < FloodLimits.MAX_BACKLOG_PACKETS;
        }
    }

    /** @param others who has it too, each once however often it says so */
    private record Asked(PeerLink from, long untilMs, Set<PeerLink> others) {}

    /** @param isNew whether a packet has not been here yet */
    BacklogFetcher(Predicate<PacketId> isNew, FloodContext turn) {
        this.isNew = isNew;
        this.turn = turn;
    }

    /** A neighbour has these. Gives those for which there is no room: more than any backlog has. */
    List<PacketId> announced(List<PacketId> ids, PeerLink by) {
        Offer offer = offers.computeIfAbsent(by, _ -> new Offer());
        List<PacketId> left = new ArrayList<>();
        for (PacketId id : ids) {
            if (offer.hasRoom()) {
                offer.ids.add(id);
            } else {
                left.add(id);
            }
        }
        askFor(by, offer);
        return left;
    }

    /** Whether one more of its packets can wait to be asked for. */
    boolean hasRoom(PeerLink neighbour) {
        Offer offer = offers.get(neighbour);
        return offer == null || offer.hasRoom();
    }

    /** The packet has come; false where it was not asked for. */
    boolean found(PacketId id) {
        Asked one = asked.remove(id);
        if (one == null) {
            return false;
        }
        Offer offer = offers.get(one.from());
        if (offer != null) {
            offer.underWay--;
            askFor(one.from(), offer);
        }
        return true;
    }

    /** A neighbour is gone. */
    void lost(PeerLink neighbour) {
        offers.remove(neighbour);
        List<PacketId> unanswered = new ArrayList<>();
        asked.forEach((id, one) -> {
            one.others().remove(neighbour);
            if (one.from() == neighbour) {
                unanswered.add(id);
            }
        });
        unanswered.forEach(this::leaveToTheNext);
        offers.forEach(this::askFor);
    }

    /** What was asked for should have come by now. */
    void due() {
        timerRuns = false;
        List<PacketId> late = new ArrayList<>();
        for (Map.Entry<PacketId, Asked> entry : asked.entrySet()) {
            if (entry.getValue().untilMs() > turn.nowMs()) {
                break;
            }
            late.add(entry.getKey());
        }
        late.forEach(this::leaveToTheNext);
        offers.forEach(this::askFor);
        startTimer();
    }

    private void leaveToTheNext(PacketId id) {
        Asked one = asked.remove(id);
        if (one == null) {
            return;
        }
        Offer failed = offers.get(one.from());
        if (failed != null) {
            failed.underWay--;
        }
        for (PeerLink other : one.others()) {
            Offer next = offers.get(other);
            if (next != null) {
                next.ids.addFirst(id); // it had room before
            }
        }
    }

    /** Asks for many at a time, once half of what was asked for has come. */
    private void askFor(PeerLink neighbour, Offer offer) {
        if (offer.underWay > FloodLimits.MAX_CATCHING_UP / 2) {
            return;
        }
        List<PacketId> next = new ArrayList<>();
        while (offer.underWay < FloodLimits.MAX_CATCHING_UP && !offer.ids.isEmpty()) {
            PacketId id = offer.ids.remove();
            if (isNew.test(id) && isForUs(id, neighbour)) {
                offer.underWay++;
                next.add(id);
            }
        }
        turn.sendIds(neighbour, next, Frame.IWant::new);
        startTimer();
    }

    /** False where another neighbour is asked already; this one is then the next. */
    private boolean isForUs(PacketId id, PeerLink neighbour) {
        Asked already = asked.get(id);
        if (already == null) {
            asked.put(id, new Asked(neighbour, turn.nowMs() + FloodLimits.CATCH_UP_WITHIN_MS, new LinkedHashSet<>()));
        } else if (already.from() != neighbour) {
            already.others().add(neighbour);
        }
        return already == null;
    }

    private void startTimer() {
        if (!timerRuns && !asked.isEmpty()) {
            timerRuns = true;
            long firstMs = asked.values().iterator().next().untilMs();
            turn.startTimer(new FloodTimer.CatchUpDue(), Math.max(0, firstMs - turn.nowMs()));
        }
    }
}
