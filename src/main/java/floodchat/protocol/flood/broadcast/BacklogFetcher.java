package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fetches the packets that neighbours have in their backlogs and that have not come. Nothing else will bring them, so
 * they are asked for at once. But each neighbour is asked for only a part at a time, so that its link has room for what
 * is said meanwhile. If a neighbour does not send a packet in time, the next neighbour that has it is asked.
 */
final class BacklogFetcher {
    private final Predicate<PacketId> isNew;
    private final Promises promises;
    private final Map<LinkId, Offer> offers = new LinkedHashMap<>();
    /** Packets that were asked for, the longest awaited first. */
    private final Map<PacketId, Request> requests = new LinkedHashMap<>();

    private boolean timerRuns;

    /** What one neighbour has and was not asked for yet, and how many packets it was asked for. */
    private static final class Offer {
        final Deque<PacketId> ids = new ArrayDeque<>();
        int requested;

        boolean hasRoom() {
            return ids.size() < BroadcastLimits.MAX_BACKLOG_PACKETS + BroadcastLimits.MAX_SEALED_PACKETS;
        }
    }

    /** @param others the other neighbours that have the packet */
    private record Request(LinkId from, long untilMs, Set<LinkId> others) {}

    /** @param isNew whether a packet has not come yet */
    BacklogFetcher(Predicate<PacketId> isNew, Promises promises) {
        this.isNew = isNew;
        this.promises = promises;
    }

    /**
     * A neighbour has these packets. Returns those for which there is no room, because they are more than any backlog
     * has.
     */
    List<PacketId> announced(List<PacketId> ids, LinkId by, FloodContext context) {
        Offer offer = offers.computeIfAbsent(by, _ -> new Offer());
        List<PacketId> left = new ArrayList<>();
        for (PacketId id : ids) {
            if (offer.hasRoom()) {
                offer.ids.add(id);
            } else {
                left.add(id);
            }
        }
        request(by, offer, context);
        return left;
    }

    /** Whether one more packet of this neighbour can wait to be asked for. */
    boolean hasRoom(LinkId neighbour) {
        Offer offer = offers.get(neighbour);
        return offer == null || offer.hasRoom();
    }

    /** The packet has come. False if it was not asked for. */
    boolean found(PacketId id, FloodContext context) {
        Request request = requests.remove(id);
        if (request == null) {
            return false;
        }
        Offer offer = offers.get(request.from());
        if (offer != null) {
            offer.requested--;
            request(request.from(), offer, context);
        }
        return true;
    }

    /** The link is gone. */
    void down(LinkId neighbour, FloodContext context) {
        offers.remove(neighbour);
        List<PacketId> unanswered = new ArrayList<>();
        requests.forEach((id, request) -> {
            request.others().remove(neighbour);
            if (request.from().equals(neighbour)) {
                unanswered.add(id);
            }
        });
        unanswered.forEach(this::leaveToNext);
        requestAll(context);
    }

    /** What was asked for should have come by now. */
    void due(FloodContext context) {
        timerRuns = false;
        List<PacketId> late = new ArrayList<>();
        for (Map.Entry<PacketId, Request> entry : requests.entrySet()) {
            if (entry.getValue().untilMs() > context.nowMs()) {
                break;
            }
            late.add(entry.getKey());
        }
        late.forEach(this::leaveToNext);
        requestAll(context);
        startTimer(context);
    }

    private void leaveToNext(PacketId id) {
        Request request = requests.remove(id);
        if (request == null) {
            return;
        }
        countAsNotAsked(request.from());
        for (LinkId other : request.others()) {
            Offer next = offers.get(other);
            if (next != null) {
                next.ids.addFirst(id); // it had room before
            }
        }
    }

    private void countAsNotAsked(LinkId neighbour) {
        Offer failed = offers.get(neighbour);
        if (failed != null) {
            failed.requested--;
        }
    }

    /** The neighbours that keep their promises are asked first: what they have is then not asked for from others. */
    private void requestAll(FloodContext context) {
        Comparator<Map.Entry<LinkId, Offer>> byRank =
                Comparator.comparing(offer -> promises.rank(offer.getKey(), context.nowMs()));
        offers.entrySet()
                .stream()
                .sorted(byRank)
                .toList()
                .forEach(offer -> request(offer.getKey(), offer.getValue(), context));
    }

    /** Asks for many packets at a time, after half of those asked for before have come. */
    private void request(LinkId neighbour, Offer offer, FloodContext context) {
        if (offer.requested > BroadcastLimits.MAX_BACKLOG_REQUESTS / 2) {
            return;
        }
        List<PacketId> next = new ArrayList<>();
        while (offer.requested < BroadcastLimits.MAX_BACKLOG_REQUESTS && !offer.ids.isEmpty()) {
            PacketId id = offer.ids.remove();
            if (isNew.test(id) && isFirstToAsk(id, neighbour, context)) {
                offer.requested++;
                next.add(id);
            }
        }
        context.sendIds(neighbour, next, Frame.IWant::new);
        startTimer(context);
    }

    /** False if another neighbour is asked already; this neighbour is then one of the next. */
    private boolean isFirstToAsk(PacketId id, LinkId neighbour, FloodContext context) {
        Request already = requests.get(id);
        if (already != null && (promises.keeps(already.from()) || !promises.keeps(neighbour))) {
            already.others().add(neighbour);
            already.others().remove(already.from());
            return false;
        }
        if (already != null) { // nobody waits for a neighbour that breaks its promises
            requests.remove(id);
            countAsNotAsked(already.from());
        }
        long untilMs = context.nowMs() + BroadcastLimits.BACKLOG_WITHIN_MS;
        requests.put(id, new Request(neighbour, untilMs, already == null ? new LinkedHashSet<>() : already.others()));
        promises.asked(neighbour, id, BroadcastLimits.BACKLOG_WITHIN_MS, context.nowMs());
        return true;
    }

    private void startTimer(FloodContext context) {
        if (!timerRuns && !requests.isEmpty()) {
            timerRuns = true;
            long firstMs = requests.values().iterator().next().untilMs();
            context.startTimer(new FloodTimer.BacklogDue(), Math.max(0, firstMs - context.nowMs()));
        }
    }
}
