package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A measurement in which two thirds of the processes of a network are killed at once, the entry peer among them. Then
 * every survivor sends a message.
 *
 * @param reachedPercent the percentage of the pairs of survivors in which one received the message of the other
 * @param seconds from the first kill until the last message was received
 */
record MassCrash(double reachedPercent, double seconds) {
    static final int PROCESSES = 30;
    private static final int KILLED = 20;

    /** Options for small JVMs that start quickly, because many of them share few processors. */
    private static final List<String> SMALL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms8m", "-Xmx64m", "-Xshare:auto");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int AFTER = 1_000;

    /** @param seed decides which processes are killed */
    static MassCrash of(long seed) throws Exception {
        try (BenchmarkNetwork network = BenchmarkNetwork.inProcesses(Candidate.FLOODCHAT, PROCESSES, SMALL)) {
            WorkloadResult before = network.run(1, Workload.BACK_TO_BACK);
            if (before.deliveredPercent() < 100) {
                throw new IllegalStateException("there was not one network before");
            }
            long begunNs = System.nanoTime();
            return among(survivors(network.drivers(), new Random(seed)), begunNs);
        }
    }

    private static List<PeerDriver> survivors(List<PeerDriver> drivers, Random random) throws Exception {
        List<PeerDriver> alive = new ArrayList<>(drivers);
        alive.removeFirst().close();
        for (int i = 1; i < KILLED; i++) {
            alive.remove(random.nextInt(alive.size())).close();
        }
        return alive;
    }

    private static MassCrash among(List<PeerDriver> survivors, long begunNs) throws Exception {
        for (PeerDriver survivor : survivors) {
            survivor.publish(new Workload(AFTER, 1, Workload.BACK_TO_BACK));
        }
        int others = survivors.size() - 1;
        int reached = 0;
        long lastNs = begunNs;
        for (PeerDriver survivor : survivors) {
            Receipt receipt = survivor.awaitReceipt(AFTER, others, PATIENCE);
            reached += receipt.count();
            lastNs = Math.max(lastNs, receipt.lastAtNs());
        }
        return new MassCrash(100.0 * reached / (others * survivors.size()), (lastNs - begunNs) / NANOS_PER_SECOND);
    }
}
