package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A measurement in which many newcomers join at once, all through one entry peer. Each author sends a message as soon
 * as it has a neighbour. The network counts as one when every peer has received the message of every author.
 *
 * @param seconds from the moment before the first newcomer started until the network was one
 * @param one true if that happened, and if all peers then received one more message
 */
record MassJoin(double seconds, boolean one) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int COMING = 1;
    private static final int THERE = 2;

    /** @param authors how many peers send: the entry peer and the last newcomers */
    static MassJoin of(int newcomers, int authors) throws Exception {
        List<PeerDriver> drivers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PeerDriver entry = new LocalDriver(0, Candidate.FLOODCHAT, List.of());
            drivers.add(entry);
            long begunNs = System.nanoTime();
            List<Future<PeerDriver>> coming = new ArrayList<>();
            for (int i = 1; i <= newcomers; i++) {
                int number = i;
                boolean speaks = number > newcomers + 1 - authors;
                coming.add(threads.submit(() -> come(number, entry.address(), speaks)));
            }
            for (Future<PeerDriver> newcomer : coming) {
                drivers.add(newcomer.get());
            }
            entry.publish(new Workload(COMING, 1, Workload.BACK_TO_BACK));
            return await(drivers, authors, begunNs);
        } finally {
            closeAll(drivers);
        }
    }

    private static PeerDriver come(int number, String entry, boolean speaks) throws Exception {
        PeerDriver driver = new LocalDriver(number, Candidate.FLOODCHAT, List.of(entry));
        driver.awaitPeers(2);
        if (speaks) {
            driver.publish(new Workload(COMING, 1, Workload.BACK_TO_BACK));
        }
        return driver;
    }

    private static MassJoin await(List<PeerDriver> drivers, int authors, long begunNs) throws Exception {
        boolean one = true;
        long lastNs = begunNs;
        for (int i = 0; i < drivers.size(); i++) {
            boolean sent = i == 0 || i > drivers.size() - authors;
            int others = sent ? authors - 1 : authors;
            Receipt receipt = drivers.get(i).awaitReceipt(COMING, others, PATIENCE);
            one &= receipt.count() == others;
            lastNs = Math.max(lastNs, receipt.lastAtNs());
        }
        drivers.getLast().publish(new Workload(THERE, 1, Workload.BACK_TO_BACK));
        for (PeerDriver driver : drivers.subList(0, drivers.size() - 1)) {
            one &= driver.awaitReceipt(THERE, 1, PATIENCE).count() == 1;
        }
        return new MassJoin((lastNs - begunNs) / NANOS_PER_SECOND, one);
    }

    private static void closeAll(List<PeerDriver> drivers) throws Exception {
        for (PeerDriver driver : drivers) {
            driver.close();
        }
    }
}
