package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Newcomers that all come at once, by one entry. As soon as one has a neighbour it speaks, if it is among the speakers; once everyone has heard
 * every speaker, there is one network.
 *
 * @param seconds from the moment before the first one came until then
 * @param one true where everyone was heard, and then also a message that was said once all were there
 */
record MassJoin(double seconds, boolean one) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int COMING = 1;
    private static final int THERE = 2;

    /** @param speakers the entry, and the newcomers that come last */
    static MassJoin of(int newcomers, int speakers) throws Exception {
        List<PeerDriver> seats = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PeerDriver entry = new LocalDriver(0, Candidate.FLOODCHAT, List.of());
            seats.add(entry);
            long begunNs = System.nanoTime();
            List<Future<PeerDriver>> coming = new ArrayList<>();
            for (int i = 1; i <= newcomers; i++) {
                int number = i;
                boolean speaks = number > newcomers + 1 - speakers;
                coming.add(threads.submit(() -> come(number, entry.address(), speaks)));
            }
            for (Future<PeerDriver> newcomer : coming) {
                seats.add(newcomer.get());
            }
            entry.speak(new Workload(COMING, 1, Workload.BACK_TO_BACK));
            return await(seats, speakers, begunNs);
        } finally {
            closeAll(seats);
        }
    }

    private static PeerDriver come(int number, String entry, boolean speaks) throws Exception {
        PeerDriver seat = new LocalDriver(number, Candidate.FLOODCHAT, List.of(entry));
        seat.awaitPeers(2);
        if (speaks) {
            seat.speak(new Workload(COMING, 1, Workload.BACK_TO_BACK));
        }
        return seat;
    }

    private static MassJoin await(List<PeerDriver> seats, int speakers, long begunNs) throws Exception {
        boolean one = true;
        long lastNs = begunNs;
        for (int i = 0; i < seats.size(); i++) {
            boolean spoke = i == 0 || i > seats.size() - speakers;
            int others = spoke ? speakers - 1 : speakers;
            Receipt heard = seats.get(i).hear(COMING, others, PATIENCE);
            one &= heard.count() == others;
            lastNs = Math.max(lastNs, heard.lastAtNs());
        }
        seats.getLast().speak(new Workload(THERE, 1, Workload.BACK_TO_BACK));
        for (PeerDriver seat : seats.subList(0, seats.size() - 1)) {
            one &= seat.hear(THERE, 1, PATIENCE).count() == 1;
        }
        return new MassJoin((lastNs - begunNs) / NANOS_PER_SECOND, one);
    }

    private static void closeAll(List<PeerDriver> seats) throws Exception {
        for (PeerDriver seat : seats) {
            seat.close();
        }
    }
}
