package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Real processes of one network, of which two thirds are killed at once, the entry among them. Then every survivor speaks.
 *
 * @param reachedPercent of the pairs of survivors
 * @param seconds from the first kill until the last of them heard the last
 */
record MassCrash(double reachedPercent, double seconds) {
    static final int PROCESSES = 30;
    private static final int KILLED = 20;

    /** Small virtual machines that start quickly: there are many, on few processors. */
    private static final List<String> SMALL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms8m", "-Xmx64m", "-Xshare:auto");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int AFTER = 1_000;

    /** @param seed decides who dies */
    static MassCrash of(long seed) throws Exception {
        try (BenchmarkNetwork table = BenchmarkNetwork.inProcesses(Candidate.FLOODCHAT, PROCESSES, SMALL)) {
            WorkloadResult before = table.talk(1, Workload.BACK_TO_BACK);
            if (before.deliveredPercent() < 100) {
                throw new IllegalStateException("there was not one network before");
            }
            long begunNs = System.nanoTime();
            return among(survivors(table.seats(), new Random(seed)), begunNs);
        }
    }

    private static List<PeerDriver> survivors(List<PeerDriver> seats, Random random) throws Exception {
        List<PeerDriver> alive = new ArrayList<>(seats);
        alive.removeFirst().close();
        for (int i = 1; i < KILLED; i++) {
            alive.remove(random.nextInt(alive.size())).close();
        }
        return alive;
    }

    private static MassCrash among(List<PeerDriver> survivors, long begunNs) throws Exception {
        for (PeerDriver survivor : survivors) {
            survivor.speak(new Workload(AFTER, 1, Workload.BACK_TO_BACK));
        }
        int others = survivors.size() - 1;
        int reached = 0;
        long lastNs = begunNs;
        for (PeerDriver survivor : survivors) {
            Receipt heard = survivor.hear(AFTER, others, PATIENCE);
            reached += heard.count();
            lastNs = Math.max(lastNs, heard.lastAtNs());
        }
        return new MassCrash(100.0 * reached / (others * survivors.size()), (lastNs - begunNs) / NANOS_PER_SECOND);
    }
}
