package floodchat.protocol.flood;

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
 * Packets that were announced and have not come: who has them, and when to ask for them (Plumtree, FCUL TR-07-14, section 3.6). They are given
 * time to come by the tree first; a second announcer is asked after half of that.
 */
final class Missing {
    /** Packets that were fetched and may still come by the tree. */
    private static final int MAX_HASTY = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final LagEstimate lag;
    private final RandomGenerator random;
    private final FloodContext turn;
    /** Where too many are missing the oldest gives way: who announces what does not exist must not crowd out what does. */
    private final Map<PacketId, Absent> absent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PacketId, Absent> eldest) {
            boolean tooMany = size() > FloodLimits.MAX_MISSING;
            if (tooMany) {
                eldest.getValue().dueMs = NEVER;
            }
            return tooMany;
        }
    };
    /** By the end of their slot. Packets that have come meanwhile, or were asked for again, stay until they are due, and are then passed over. */
    private final NavigableMap<Long, List<Absent>> byDue = new TreeMap<>();
    /** When packets were announced that then had to be fetched: the last few, in case they come by the tree as well. */
    private final Map<PacketId, Long> hasty = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PacketId, Long> eldest) {
            return size() > MAX_HASTY;
        }
    };
    private long timerAtMs = NEVER;

    /** One packet that is not here. */
    private static final class Absent {
        final PacketId id;
        final long announcedMs;
        /** Those that were asked come first. */
        final List<PeerLink> announcers = new ArrayList<>();
        int asked;
        long dueMs;

        Absent(PacketId id, long announcedMs) {
            this.id = id;
            this.announcedMs = announcedMs;
        }

        /** Who announces it once more can be asked once more. */
        void announcedBy(PeerLink neighbour) {
            if (announcers.indexOf(neighbour) < asked) {
                forget(neighbour);
                announcers.add(neighbour);
            }
        }

        void forget(PeerLink neighbour) {
            int index = announcers.indexOf(neighbour);
            if (index >= 0) {
                announcers.remove(index);
                asked -= index < asked ? 1 : 0;
            }
        }

        /** Whom to ask next; null where everyone was. */
        @Nullable PeerLink next() {
            return asked < announcers.size() ? announcers.get(asked++) : null;
        }
    }

    Missing(LagEstimate lag, RandomGenerator random, FloodContext turn) {
        this.random = random;
        this.lag = lag;
        this.turn = turn;
    }

    /** A neighbour has packets of which these are not here. They are waited for together: chance only keeps neighbours from asking all at once. */
    void announced(List<PacketId> ids, PeerLink by) {
        List<Absent> begun = new ArrayList<>();
        for (PacketId id : ids) {
            Absent one = absent.get(id);
            if (one == null) {
                one = new Absent(id, turn.nowMs());
                absent.put(id, one);
                begun.add(one);
            }
            one.announcedBy(by);
        }
        if (!begun.isEmpty()) {
            dueAfter(begun, 3 * lag.waitMs() / 4 + random.nextLong(3 * lag.waitMs() / 4));
        }
    }

    /** How many were announced before this time. */
    int announcedBefore(long timeMs) {
        return (int) absent.values().stream().filter(one -> one.announcedMs < timeMs).count();
    }

    /** When the first of those that are absent was announced; Long.MAX_VALUE where none is. */
    long firstAnnouncedMs() {
        return absent.values().stream().mapToLong(one -> one.announcedMs).min().orElse(Long.MAX_VALUE);
    }

    /**
     * The packet is not under way, and is waited for no more from these neighbours.
     *
     * @return those of them that have announced it
     */
    List<PeerLink> handOver(PacketId id, Predicate<PeerLink> these) {
        Absent one = absent.get(id);
        if (one == null) {
            return List.of();
        }
        List<PeerLink> handedOver = one.announcers.stream().filter(these).toList();
        handedOver.forEach(one::forget);
        if (one.announcers.isEmpty()) {
            absent.remove(id);
            one.dueMs = NEVER;
        }
        return handedOver;
    }

    private void dueAfter(List<Absent> together, long afterMs) {
        long dueMs = endOfSlot(turn.nowMs() + afterMs);
        together.forEach(one -> one.dueMs = dueMs);
        if (!together.isEmpty()) {
            byDue.computeIfAbsent(dueMs, _ -> new ArrayList<>()).addAll(together);
        }
        startTimer();
    }

    /** What is due at about the same time is asked for together: frames are counted too. */
    private static long endOfSlot(long timeMs) {
        return Math.ceilDiv(timeMs, FloodLimits.ANNOUNCE_AFTER_MS) * FloodLimits.ANNOUNCE_AFTER_MS;
    }

    private void startTimer() {
        if (!byDue.isEmpty() && byDue.firstKey() < timerAtMs) {
            timerAtMs = byDue.firstKey();
            turn.startTimer(new FloodTimer.MissingDue(), Math.max(0, timerAtMs - turn.nowMs()));
        }
    }

    /**
     * The packet has come, for the first time.
     *
     * @return the neighbours that have announced it: they have it
     */
    List<PeerLink> found(PacketId id, Frame.Route route) {
        Absent one = absent.remove(id);
        if (one == null) {
            return List.of();
        }
        one.dueMs = NEVER;
        switch (route) {
            case PUSHED, TREE_BUILDING -> lag.add(turn.nowMs() - one.announcedMs);
            case FETCHED -> hasty.put(id, one.announcedMs);
            case EARLIER -> {}
        }
        return one.announcers;
    }

    /** The packet has come by the tree once more: where it had been fetched, we know now how late the tree is. */
    void pushedAgain(PacketId id) {
        Long announcedMs = hasty.remove(id);
        if (announcedMs != null) {
            lag.add(turn.nowMs() - announcedMs);
        }
    }

    /** A neighbour is gone: it can't be asked any more. */
    void lost(PeerLink neighbour) {
        absent.values().forEach(one -> one.forget(neighbour));
    }

    /** Whom to ask for what now; what nobody is left to be asked for is given up. */
    Map<PeerLink, List<PacketId>> due() {
        timerAtMs = NEVER;
        Map<PeerLink, List<PacketId>> asks = new LinkedHashMap<>();
        List<Absent> asked = new ArrayList<>();
        while (!byDue.isEmpty() && byDue.firstKey() <= turn.nowMs()) {
            Map.Entry<Long, List<Absent>> slot = byDue.pollFirstEntry();
            for (Absent one : slot.getValue()) {
                if (one.dueMs == slot.getKey() && ask(one, asks)) {
                    asked.add(one);
                }
            }
        }
        dueAfter(asked, lag.waitMs() / 2);
        return asks;
    }

    private boolean ask(Absent one, Map<PeerLink, List<PacketId>> asks) {
        PeerLink announcer = one.next();
        if (announcer == null) {
            absent.remove(one.id);
            return false;
        }
        asks.computeIfAbsent(announcer, _ -> new ArrayList<>()).add(one.id);
        return true;
    }
}
