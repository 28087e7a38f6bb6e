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
 * Measures Floodchat's network on real sockets, the contenders taking turns, and writes Markdown to standard output; what it is doing goes to
 * standard error. It leaves no process: those it starts end with it.
 */
final class NetworkBenchmark {
    private static final int ROUNDS = 3;
    private static final int PEERS = 10;
    private static final int GENTLE_MESSAGES = 100;
    private static final int GENTLY_PER_SECOND = 20;
    private static final int BULK_MESSAGES = 50_000;
    /** Finding a stamp takes milliseconds. */
    private static final int STAMPED_MESSAGES = 500;

    /** A tree settles soonest while one message is under way at a time. */
    private static final int SETTLING_MESSAGES = 20;

    private static final int SETTLING_PER_SECOND = 1;

    /**
     * Before anything is measured, code is compiled for much and for little, in turns: what has only carried much is thrown away and compiled anew
     * when it carries little, and the other way round. In ten processes the virtual machines are still at it after 300,000 messages.
     */
    private static final int WARMING_ROUNDS = 6;

    private static final int WARMING_TALKS = 4;
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

    /** "parts=", and which: process, processes, wire, joining, crowd, killing, with commas between; all of them where there is none. */
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
            report.talks(PEERS + " peers in one process", talksInOneProcess());
        }
        if (isWanted("processes")) {
            report.talks(PEERS + " peers in " + PEERS + " processes", talksInProcesses());
        }
        if (isWanted("wire")) {
            report.wire(WIRE_PEERS + " peers in one process, " + GENTLY_PER_SECOND + " messages/s", bytesOnTheWire());
        }
        if (isWanted("joining")) {
            report.joining(NEWCOMERS + 1 + " peers in one process through one entry", joinings());
        }
        if (isWanted("crowd")) {
            report.crowd(CROWD + " newcomers dial one peer at once", crowds());
        }
        if (isWanted("killing")) {
            report.killing("two thirds of " + MassCrash.PROCESSES + " processes killed", killings());
        }
        report.goals();
    }

    // ---- talking

    private interface Opening {
        BenchmarkNetwork open(Candidate contender) throws Exception;
    }

    private static Map<Candidate, List<Round>> talksInOneProcess() throws Exception {
        return talks("in one process", contender -> BenchmarkNetwork.inOneProcess(contender, PEERS));
    }

    private static Map<Candidate, List<Round>> talksInProcesses() throws Exception {
        return talks("in " + PEERS + " processes",
                contender -> BenchmarkNetwork.inProcesses(contender, PEERS, List.of()));
    }

    /** The networks stay for all rounds: it takes a while until trees have settled, and code is compiled. */
    private static Map<Candidate, List<Round>> talks(String where, Opening opening) throws Exception {
        Map<Candidate, List<Round>> rounds = lists();
        Map<Candidate, BenchmarkNetwork> tables = new EnumMap<>(Candidate.class);
        try {
            for (Candidate contender : Candidate.values()) {
                tell(contender + ", " + PEERS + " peers " + where + " come", 1, 1);
                tables.put(contender, opening.open(contender));
            }
            settle(tables);
            for (int round = 1; round <= ROUNDS; round++) {
                for (Candidate contender : Candidate.values()) {
                    tell(contender + ", " + PEERS + " peers " + where, round, ROUNDS);
                    rounds.get(contender).add(round(tables.get(contender), contender));
                }
            }
        } finally {
            for (BenchmarkNetwork table : tables.values()) {
                table.close();
            }
        }
        return rounds;
    }

    private static void settle(Map<Candidate, BenchmarkNetwork> tables) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<WorkloadResult>> talks = tables.values()
                    .stream()
                    .map(table -> threads.submit(() -> table.talk(SETTLING_MESSAGES, SETTLING_PER_SECOND)))
                    .toList();
            for (Future<WorkloadResult> talk : talks) {
                talk.get();
            }
        }
        for (int round = 1; round <= WARMING_ROUNDS; round++) {
            for (Map.Entry<Candidate, BenchmarkNetwork> each : tables.entrySet()) {
                tell(each.getKey() + ", code is compiled", round, WARMING_ROUNDS);
                warm(each.getValue(), each.getKey() == Candidate.STAMPED ? STAMPED_MESSAGES : WARMING_MESSAGES);
            }
        }
    }

    private static void warm(BenchmarkNetwork table, int messages) throws Exception {
        table.talk(GENTLE_MESSAGES, GENTLY_PER_SECOND);
        for (int talk = 1; talk <= WARMING_TALKS; talk++) {
            table.talk(messages, Workload.BACK_TO_BACK);
        }
    }

    private static Round round(BenchmarkNetwork table, Candidate contender) throws Exception {
        WorkloadResult gentle = table.talk(GENTLE_MESSAGES, GENTLY_PER_SECOND);
        int messages = contender == Candidate.STAMPED ? STAMPED_MESSAGES : BULK_MESSAGES;
        return new Round(gentle, table.talk(messages, Workload.BACK_TO_BACK));
    }

    private static <T> Map<Candidate, List<T>> lists() {
        Map<Candidate, List<T>> lists = new EnumMap<>(Candidate.class);
        for (Candidate contender : Candidate.values()) {
            lists.put(contender, new ArrayList<>());
        }
        return lists;
    }

    // ---- bytes

    private static Map<Candidate, List<Double>> bytesOnTheWire() throws Exception {
        Map<Candidate, List<Double>> bytes = lists();
        for (int round = 1; round <= WIRE_ROUNDS; round++) {
            for (Candidate contender : Candidate.values()) {
                tell(contender + ", bytes among " + WIRE_PEERS + " peers", round, WIRE_ROUNDS);
                try (BenchmarkNetwork table = BenchmarkNetwork.inOneProcess(contender, WIRE_PEERS)) {
                    table.talk(SETTLING_MESSAGES / 4, SETTLING_PER_SECOND);
                    bytes.get(contender).add(bytesPerMessageAndPeer(table));
                }
            }
        }
        return bytes;
    }

    private static double bytesPerMessageAndPeer(BenchmarkNetwork table) throws Exception {
        try (SocketMeter meter = new SocketMeter()) {
            table.talk(GENTLE_MESSAGES, GENTLY_PER_SECOND);
            return (double) meter.stop() / (GENTLE_MESSAGES * WIRE_PEERS);
        }
    }

    // ---- coming and dying

    private static List<MassJoin> joinings() throws Exception {
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

    private static List<MassCrash> killings() throws Exception {
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
