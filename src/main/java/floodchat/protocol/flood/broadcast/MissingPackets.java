package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packets that were announced and have not come: who announced them, and when to ask for them (Plumtree, FCUL TR-07-14,
 * section 3.6). The tree has time to bring them first. Then the announcers are asked one after another, those that keep
 * their promises first. The next one is asked as soon as most answers would have come.
 */
final class MissingPackets {
    /** Packets that were asked for and may still come by the tree. */
    private static final int MAX_FETCHED = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final LagEstimate lag;
    private final Promises promises;
    private final RandomGenerator random;
    /** In the order of their first announcements. */
    private final Map<PacketId, MissingPacket> missing = new LinkedHashMap<>();
    /** Those that each neighbour was the first to announce, in that order. */
    private final Map<LinkId, SequencedSet<PacketId>> shares = new LinkedHashMap<>();
    /**
     * Keyed by due time. Entries are removed lazily: those that have come, or are due at another time, are skipped when
     * due.
     */
    private final NavigableMap<Long, List<MissingPacket>> byDueMs = new TreeMap<>();
    /** When the last fetched packets were announced: if they also come by the tree, this shows how late the tree is. */
    private final Map<PacketId, Long> fetched = new BoundedMap<>(MAX_FETCHED);
    private long timerAtMs = NEVER;

    MissingPackets(LagEstimate lag, Promises promises, RandomGenerator random) {
        this.lag = lag;
        this.promises = promises;
        this.random = random;
    }

    // ---- announced

    /**
     * A neighbour has these packets, which have not come. A random part of the wait keeps neighbours from asking all at
     * once.
     *
     * @param treeBrings whether the tree may bring a packet that these neighbours have announced
     */
    void announced(List<PacketId> ids, LinkId by, Predicate<MissingPacket> treeBrings, FloodContext context) {
        List<MissingPacket> begun = new ArrayList<>();
        List<MissingPacket> overdue = new ArrayList<>();
        for (PacketId id : ids) {
            MissingPacket one = missing.get(id);
            boolean isNew = one == null;
            if (one == null) {
                one = begin(id, by, context.nowMs());
            }
            one.announcedBy(by);
            if (one.isWaitOver() || !treeBrings.test(one)) {
                overdue.add(one);
            } else if (isNew) {
                begun.add(one);
            }
        }
        dueAfter(begun, 3 * lag.waitMs() / 4 + random.nextLong(3 * lag.waitMs() / 4), context);
        overdue.forEach(one -> askSoon(one, context));
        startTimer(context);
    }

    /** If too many are awaited, the neighbour with the most gives up its oldest: announcements cost nothing. */
    private MissingPacket begin(PacketId id, LinkId by, long nowMs) {
        MissingPacket one = new MissingPacket(id, by, nowMs);
        missing.put(id, one);
        shares.computeIfAbsent(by, _ -> new LinkedHashSet<>()).addLast(id);
        if (missing.size() > BroadcastLimits.MAX_MISSING) {
            remove(largestShare().getFirst());
        }
        return one;
    }

    private SequencedSet<PacketId> largestShare() {
        return Collections.max(shares.values(), Comparator.comparingInt(SequencedSet::size));
    }

    private @Nullable MissingPacket remove(PacketId id) {
        MissingPacket one = missing.remove(id);
        if (one != null) {
            shares.computeIfPresent(one.firstAnnouncer(), (_, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
        }
        return one;
    }

    /** The tree has had its time, or will not bring it: it is asked for as soon as one more neighbour may be asked. */
    private void askSoon(MissingPacket one, FloodContext context) {
        if (!one.unasked().isEmpty()) {
            one.endWait();
            dueAt(one, Math.max(context.nowMs(), one.mayAskMs(promises.answerMs())));
        }
    }

    private void dueAfter(List<MissingPacket> together, long afterMs, FloodContext context) {
        together.forEach(one -> dueAt(one, context.nowMs() + afterMs));
    }

    /**
     * Packets that are due at about the same time are asked for together, because the number of frames is limited too.
     */
    private void dueAt(MissingPacket one, long timeMs) {
        long slotMs = Math.ceilDiv(timeMs, BroadcastLimits.ANNOUNCE_AFTER_MS) * BroadcastLimits.ANNOUNCE_AFTER_MS;
        if (one.dueMs() != slotMs) {
            one.due(slotMs);
            byDueMs.computeIfAbsent(slotMs, _ -> new ArrayList<>()).add(one);
        }
    }

    private void startTimer(FloodContext context) {
        if (!byDueMs.isEmpty() && byDueMs.firstKey() < timerAtMs) {
            timerAtMs = byDueMs.firstKey();
            context.startTimer(new FloodTimer.MissingDue(), Math.max(0, timerAtMs - context.nowMs()));
        }
    }

    // ---- asked for

    /** Says which neighbours to ask for which packets now. */
    Map<LinkId, List<PacketId>> due(FloodContext context) {
        timerAtMs = NEVER;
        Map<LinkId, List<PacketId>> requests = new LinkedHashMap<>();
        while (!byDueMs.isEmpty() && byDueMs.firstKey() <= context.nowMs()) {
            Map.Entry<Long, List<MissingPacket>> slot = byDueMs.pollFirstEntry();
            for (MissingPacket one : slot.getValue()) {
                if (one.dueMs() == slot.getKey() && missing.get(one.id()) == one) {
                    ask(one, requests, context);
                }
            }
        }
        startTimer(context);
        return requests;
    }

    /** A packet is given up when all its announcers were asked. It is forgotten later. */
    private void ask(MissingPacket one, Map<LinkId, List<PacketId>> requests, FloodContext context) {
        long nowMs = context.nowMs();
        LinkId next = promises.best(one.unasked(), nowMs);
        one.endWait();
        if (next != null) {
            one.ask(next, promises.keeps(next), nowMs);
            promises.asked(next, one.id(), BroadcastLimits.PROMISE_WITHIN_MS, nowMs);
            requests.computeIfAbsent(next, _ -> new ArrayList<>()).add(one.id());
            dueAt(one, Math.max(nowMs + promises.answerMs(), one.mayAskMs(promises.answerMs())));
        } else if (!one.isGivenUp() && !one.announcers().isEmpty()) {
            one.giveUp();
            dueAt(one, nowMs + BroadcastLimits.FORGOTTEN_AFTER_MS);
        } else {
            remove(one.id());
        }
    }

    // ---- come, or awaited no more

    /**
     * The packet has come for the first time.
     *
     * @return the neighbours that have announced it: they have it
     */
    List<LinkId> found(PacketId id, Frame.Route route, long nowMs) {
        MissingPacket one = remove(id);
        if (one == null) {
            return List.of();
        }
        switch (route) {
            case PUSHED, TREE_BUILDING -> lag.add(nowMs - one.announcedMs());
            case FETCHED -> fetched.put(id, one.announcedMs());
            case DELAYED -> {}
        }
        return one.announcers();
    }

    /**
     * A packet that had come before has come by the tree. If it was asked for then, we know now how late the tree is.
     */
    void pushedAgain(PacketId id, long nowMs) {
        Long announcedMs = fetched.remove(id);
        if (announcedMs != null) {
            lag.add(nowMs - announcedMs);
        }
    }

    /**
     * The packet is not under way by the tree, and is awaited no more from these neighbours.
     *
     * @return those of them that have announced it
     */
    List<LinkId> handOver(PacketId id, Predicate<LinkId> these) {
        MissingPacket one = missing.get(id);
        if (one == null) {
            return List.of();
        }
        List<LinkId> handedOver = one.announcers().stream().filter(these).toList();
        handedOver.forEach(one::forget);
        if (one.announcers().isEmpty()) {
            remove(id);
        }
        return handedOver;
    }

    /** The link is gone: its peer can't be asked any more. */
    void down(LinkId neighbour) {
        missing.values().forEach(one -> one.forget(neighbour));
    }

    // ---- for a person who asks

    /** How many packets were announced before this time and have not come. */
    int announcedBefore(long timeMs) {
        return (int) awaited().filter(one -> one.announcedMs() < timeMs).count();
    }

    /** When the first packet that has not come was announced; Long.MAX_VALUE if there is none. */
    long firstAnnouncedMs() {
        return awaited().mapToLong(MissingPacket::announcedMs).min().orElse(Long.MAX_VALUE);
    }

    private Stream<MissingPacket> awaited() {
        return missing.values().stream().filter(one -> !one.isGivenUp());
    }
}
