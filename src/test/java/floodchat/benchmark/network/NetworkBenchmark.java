package floodchat.benchmark.network;

import floodchat.benchmark.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures Floodchat's network on real sockets, side by side with the other candidates. It writes Markdown to standard
 * output and its progress to standard error. The processes that it starts end with it.
 */
final class NetworkBenchmark {
    private static final int ROUNDS = 3;
    private static final int PEERS = 10;
    private static final int GENTLE_MESSAGES = 100;
    private static final int GENTLE_PER_SECOND = 20;
    private static final int BULK_MESSAGES = 50_000;
    /** Few, because finding a stamp takes milliseconds. */
    private static final int STAMPED_MESSAGES = 500;

    /** A tree settles fastest if only one message is on its way at a time. */
    private static final int SETTLING_MESSAGES = 20;

    private static final int SETTLING_PER_SECOND = 1;

    /**
     * The JIT compiler must know both bulk and gentle traffic before anything is measured. It discards code that was
     * compiled for one of them when the other comes. So warming alternates between them. In ten processes the compiler
     * is still busy after 300,000 messages.
     */
    private static final int WARMING_ROUNDS = 6;

    private static final int WARMING_WORKLOADS = 4;
    private static final int WARMING_MESSAGES = 40_000;

    private static final int WIRE_ROUNDS = 3;
    private static final int WIRE_PEERS = 30;

    private static final int RUNS = 10;
    private static final int NEWCOMERS = 99;
    private static final int CROWD_RUNS = 3;
    private static final int CROWD = 500;

    private final Set<String> parts;
    private final NetworkBenchmarkReport report = new NetworkBenchmarkReport();

    private NetworkBenchmark(Set<String> parts) {
        this.parts = parts;
    }

    /**
     * One argument: "parts=" and some of process, processes, wire, joining, crowd and killing, with commas between
     * them. "parts=" alone means all.
     */
    static void main(String[] arguments) throws Exception {
        Candidate.silence();
        List<String> parts = Arrays.asList(arguments[0].replaceFirst("parts=", "").split(","));
        new NetworkBenchmark(new TreeSet<>(parts)).run();
        System.exit(0);
    }

    private boolean isWanted(String part) {
        return parts.contains("") || parts.contains(part);
    }

    private void run() throws Exception {
        System.out.println(Machine.described());
        if (isWanted("process")) {
            report.workloads(PEERS + " peers in one process", workloadsInOneProcess());
        }
        if (isWanted("processes")) {
            report.workloads(PEERS + " peers in " + PEERS + " processes", workloadsInProcesses());
        }
        if (isWanted("wire")) {
            report.wire(WIRE_PEERS + " peers in one process, " + GENTLE_PER_SECOND + " messages/s", bytesOnTheWire());
        }
        if (isWanted("joining")) {
            report.join(NEWCOMERS + 1 + " peers in one process through one entry", joins());
        }
        if (isWanted("crowd")) {
            report.crowd(CROWD + " newcomers dial one peer at once", crowds());
        }
        if (isWanted("killing")) {
            report.crash("two thirds of " + MassCrash.PROCESSES + " processes killed", crashes());
        }
        report.goals();
    }

    // ---- latency and throughput

    private interface Opening {
        BenchmarkNetwork open(Candidate candidate) throws Exception;
    }

    private static Map<Candidate, List<Round>> workloadsInOneProcess() throws Exception {
        return workloads("in one process", candidate -> BenchmarkNetwork.inOneProcess(candidate, PEERS));
    }

    private static Map<Candidate, List<Round>> workloadsInProcesses() throws Exception {
        return workloads("in " + PEERS + " processes",
                candidate -> BenchmarkNetwork.inProcesses(candidate, PEERS, List.of()));
    }

    /** Keeps the networks for all rounds, because settling trees and compiling code take a while. */
    private static Map<Candidate, List<Round>> workloads(String where, Opening opening) throws Exception {
        Map<Candidate, List<Round>> rounds = lists();
        Map<Candidate, BenchmarkNetwork> networks = new EnumMap<>(Candidate.class);
        try {
            for (Candidate candidate : Candidate.values()) {
                tell(candidate + ", " + PEERS + " peers " + where + " come", 1, 1);
                networks.put(candidate, opening.open(candidate));
            }
            settle(networks);
            for (int round = 1; round <= ROUNDS; round++) {
                for (Candidate candidate : Candidate.values()) {
                    tell(candidate + ", " + PEERS + " peers " + where, round, ROUNDS);
                    rounds.get(candidate).add(round(networks.get(candidate), candidate));
                }
            }
        } finally {
            for (BenchmarkNetwork network : networks.values()) {
                network.close();
            }
        }
        return rounds;
    }

    private static void settle(Map<Candidate, BenchmarkNetwork> networks) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<WorkloadResult>> workloads = networks.values()
                    .stream()
                    .map(network -> threads.submit(() -> network.run(SETTLING_MESSAGES, SETTLING_PER_SECOND)))
                    .toList();
            for (Future<WorkloadResult> workload : workloads) {
                workload.get();
            }
        }
        for (int round = 1; round <= WARMING_ROUNDS; round++) {
            for (Map.Entry<Candidate, BenchmarkNetwork> each : networks.entrySet()) {
                tell(each.getKey() + ", code is compiled", round, WARMING_ROUNDS);
                warm(each.getValue(), each.getKey() == Candidate.STAMPED ? STAMPED_MESSAGES : WARMING_MESSAGES);
            }
        }
    }

    private static void warm(BenchmarkNetwork network, int messages) throws Exception {
        network.run(GENTLE_MESSAGES, GENTLE_PER_SECOND);
        for (int workload = 1; workload <= WARMING_WORKLOADS; workload++) {
            network.run(messages, Workload.BACK_TO_BACK);
        }
    }

    private static Round round(BenchmarkNetwork network, Candidate candidate) throws Exception {
        WorkloadResult gentle = network.run(GENTLE_MESSAGES, GENTLE_PER_SECOND);
        int messages = candidate == Candidate.STAMPED ? STAMPED_MESSAGES : BULK_MESSAGES;
        return new Round(gentle, network.run(messages, Workload.BACK_TO_BACK));
    }

    private static <T> Map<Candidate, List<T>> lists() {
        Map<Candidate, List<T>> lists = new EnumMap<>(Candidate.class);
        for (Candidate candidate : Candidate.values()) {
            lists.put(candidate, new ArrayList<>());
        }
        return lists;
    }

    // ---- bytes on the wire

    private static Map<Candidate, List<Double>> bytesOnTheWire() throws Exception {
        Map<Candidate, List<Double>> bytes = lists();
        for (int round = 1; round <= WIRE_ROUNDS; round++) {
            for (Candidate candidate : Candidate.values()) {
                tell(candidate + ", bytes among " + WIRE_PEERS + " peers", round, WIRE_ROUNDS);
                try (BenchmarkNetwork network = BenchmarkNetwork.inOneProcess(candidate, WIRE_PEERS)) {
                    network.run(SETTLING_MESSAGES / 4, SETTLING_PER_SECOND);
                    bytes.get(candidate).add(bytesPerMessageAndPeer(network));
                }
            }
        }
        return bytes;
    }

    private static double bytesPerMessageAndPeer(BenchmarkNetwork network) throws Exception {
        try (SocketMeter meter = new SocketMeter()) {
            network.run(GENTLE_MESSAGES, GENTLE_PER_SECOND);
            return (double) meter.stop() / (GENTLE_MESSAGES * WIRE_PEERS);
        }
    }

    // ---- joining and crashing

    private static List<MassJoin> joins() throws Exception {
        List<MassJoin> runs = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            tell(NEWCOMERS + 1 + " peers through one entry", run, RUNS);
            runs.add(MassJoin.of(NEWCOMERS, NEWCOMERS + 1));
        }
        return runs;
    }

    private static List<MassJoin> crowds() throws Exception {
        List<MassJoin> runs = new ArrayList<>();
        for (int run = 1; run <= CROWD_RUNS; run++) {
            tell(CROWD + " newcomers at once", run, CROWD_RUNS);
            runs.add(MassJoin.of(CROWD, 2));
        }
        return runs;
    }

    private static List<MassCrash> crashes() throws Exception {
        List<MassCrash> runs = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            tell("two thirds of " + MassCrash.PROCESSES + " processes killed", run, RUNS);
            runs.add(MassCrash.of(run));
        }
        return runs;
    }

    private static void tell(String what, int round, int rounds) {
        System.err.println(what + ": " + round + " of " + rounds);
    }
}
