package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Packets that were announced and have not come: who announced them, and when to ask for them (Plumtree, FCUL TR-07-14,
 * section 3.6). The tree has time to bring them first. If the first announcer does not send a packet, the second is
 * asked after half of that time.
 */
final class MissingPackets {
    /** Packets that were asked for and may still come by the tree. */
    private static final int MAX_FETCHED = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final LagEstimate lag;
    private final RandomGenerator random;
    /** A peer that announces packets that don't exist must not crowd out those that do: so the oldest is forgotten. */
    private final Map<PacketId, Absent> absent = new BoundedMap<>(BroadcastLimits.MAX_MISSING);
    /**
     * Keyed by due time. Entries are removed lazily: those that have come, or are due at another time, are skipped when
     * due.
     */
    private final NavigableMap<Long, List<Absent>> byDueMs = new TreeMap<>();
    /** When the last fetched packets were announced: if they also come by the tree, this shows how late the tree is. */
    private final Map<PacketId, Long> fetched = new BoundedMap<>(MAX_FETCHED);
    private long timerAtMs = NEVER;

    /** One packet that has not come. */
    private static final class Absent {
        final PacketId id;
        final long announcedMs;
        /** Those that were asked come first. */
        final List<LinkId> announcers = new ArrayList<>();
        int asked;
        long dueMs;

        Absent(PacketId id, long announcedMs) {
            this.id = id;
            this.announcedMs = announcedMs;
        }

        /** A neighbour that announces it once more can be asked once more. */
        void announcedBy(LinkId neighbour) {
            if (announcers.indexOf(neighbour) < asked) {
                forget(neighbour);
                announcers.add(neighbour);
            }
        }

        void forget(LinkId neighbour) {
            int index = announcers.indexOf(neighbour);
            if (index >= 0) {
                announcers.remove(index);
                asked -= index < asked ? 1 : 0;
            }
        }

        /** The next neighbour to ask; null if all were asked. */
        @Nullable LinkId next() {
            return asked < announcers.size() ? announcers.get(asked++) : null;
        }
    }

    MissingPackets(LagEstimate lag, RandomGenerator random) {
        this.lag = lag;
        this.random = random;
    }

    // ---- announced

    /**
     * A neighbour has these packets, which have not come. A random part of the wait keeps neighbours from asking all at
     * once.
     */
    void announced(List<PacketId> ids, LinkId by, FloodContext context) {
        List<Absent> begun = new ArrayList<>();
        for (PacketId id : ids) {
            Absent one = absent.get(id);
            if (one == null) {
                one = new Absent(id, context.nowMs());
                absent.put(id, one);
                begun.add(one);
            }
            one.announcedBy(by);
        }
        if (!begun.isEmpty()) {
            dueAfter(begun, 3 * lag.waitMs() / 4 + random.nextLong(3 * lag.waitMs() / 4), context);
        }
    }

    private void dueAfter(List<Absent> together, long afterMs, FloodContext context) {
        long dueMs = endOfSlot(context.nowMs() + afterMs);
        together.forEach(one -> one.dueMs = dueMs);
        if (!together.isEmpty()) {
            byDueMs.computeIfAbsent(dueMs, _ -> new ArrayList<>()).addAll(together);
        }
        startTimer(context);
    }

    /**
     * Packets that are due at about the same time are asked for together, because the number of frames is limited too.
     */
    private static long endOfSlot(long timeMs) {
        return Math.ceilDiv(timeMs, BroadcastLimits.ANNOUNCE_AFTER_MS) * BroadcastLimits.ANNOUNCE_AFTER_MS;
    }

    private void startTimer(FloodContext context) {
        if (!byDueMs.isEmpty() && byDueMs.firstKey() < timerAtMs) {
            timerAtMs = byDueMs.firstKey();
            context.startTimer(new FloodTimer.MissingDue(), Math.max(0, timerAtMs - context.nowMs()));
        }
    }

    // ---- asked for

    /** Says which neighbours to ask for which packets now. A packet is given up when all its announcers were asked. */
    Map<LinkId, List<PacketId>> due(FloodContext context) {
        timerAtMs = NEVER;
        Map<LinkId, List<PacketId>> requests = new LinkedHashMap<>();
        List<Absent> asked = new ArrayList<>();
        while (!byDueMs.isEmpty() && byDueMs.firstKey() <= context.nowMs()) {
            Map.Entry<Long, List<Absent>> slot = byDueMs.pollFirstEntry();
            for (Absent one : slot.getValue()) {
                if (isDue(one, slot.getKey()) && ask(one, requests)) {
                    asked.add(one);
                }
            }
        }
        dueAfter(asked, lag.waitMs() / 2, context);
        return requests;
    }

    private boolean isDue(Absent one, long slotMs) {
        return one.dueMs == slotMs && absent.get(one.id) == one;
    }

    private boolean ask(Absent one, Map<LinkId, List<PacketId>> requests) {
        LinkId announcer = one.next();
        if (announcer == null) {
            absent.remove(one.id);
            return false;
        }
        requests.computeIfAbsent(announcer, _ -> new ArrayList<>()).add(one.id);
        return true;
    }

    // ---- come, or awaited no more

    /**
     * The packet has come for the first time.
     *
     * @return the neighbours that have announced it: they have it
     */
    List<LinkId> found(PacketId id, Frame.Route route, long nowMs) {
        Absent one = absent.remove(id);
        if (one == null) {
            return List.of();
        }
        switch (route) {
            case PUSHED, TREE_BUILDING -> lag.add(nowMs - one.announcedMs);
            case FETCHED -> fetched.put(id, one.announcedMs);
            case DELAYED -> {}
        }
        return one.announcers;
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
        Absent one = absent.get(id);
        if (one == null) {
            return List.of();
        }
        List<LinkId> handedOver = one.announcers.stream().filter(these).toList();
        handedOver.forEach(one::forget);
        if (one.announcers.isEmpty()) {
            absent.remove(id);
        }
        return handedOver;
    }

    /** The link is gone: its peer can't be asked any more. */
    void down(LinkId neighbour) {
        absent.values().forEach(one -> one.forget(neighbour));
    }

    // ---- for a person who asks

    /** How many packets were announced before this time and have not come. */
    int announcedBefore(long timeMs) {
        return (int) absent.values().stream().filter(one -> one.announcedMs < timeMs).count();
    }

    /** When the first packet that has not come was announced; Long.MAX_VALUE if there is none. */
    long firstAnnouncedMs() {
        return absent.values().stream().mapToLong(one -> one.announcedMs).min().orElse(Long.MAX_VALUE);
    }
}
