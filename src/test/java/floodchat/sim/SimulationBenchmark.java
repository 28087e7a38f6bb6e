package floodchat.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Measures the simulated table of docs/benchmarks.md and draws its plots. It prints its progress to standard error. */
final class SimulationBenchmark {
    private static final int LARGE = 10_000;

    /** The largest network that is observed: a larger one takes hours and shows no more. */
    private static final int OBSERVED = 5_000;

    /** The same for a whole day. */
    private static final int WATCHED_FOR_A_DAY = 300;

    /**
     * This many messages let the tree settle, and as many are counted. A single packet on every link adds 0.005 copies
     * per message and peer to the result.
     */
    private static final int MESSAGES = 1_000;

    private final MetricTable table = new MetricTable();
    private final BenchmarkPlots plots = new BenchmarkPlots();
    private final Path folder;
    private final int seeds;
    private final List<Integer> sizes;

    private SimulationBenchmark(Path folder, int seeds, List<Integer> sizes) {
        this.folder = folder;
        this.seeds = seeds;
        this.sizes = sizes;
    }

    /**
     * Arguments: the folder for table and plots, the number of seeds, the sizes with commas between them, and a size
     * for which only growth is measured, once (0 for none).
     */
    static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<Integer> sizes = Arrays.stream(arguments[2].split(",")).map(Integer::valueOf).toList();
        SimulationBenchmark simulations = new SimulationBenchmark(folder, Integer.parseInt(arguments[1]), sizes);
        simulations.run(Integer.parseInt(arguments[3]));
        System.out.print(simulations.table.markdown());
    }

    /** Called after each part: if a person stops a run of hours, the results so far are there. */
    private synchronized void write() {
        try {
            Files.writeString(folder.resolve("simulated.md"), table.markdown());
            plots.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(int largest) {
        for (int peers : sizes) {
            List<Callable<Object>> parts = new ArrayList<>();
            IntStream.rangeClosed(1, seeds).forEach(seed -> parts.addAll(parts(peers, seed)));
            runAll(parts);
        }
        IntStream.rangeClosed(1, seeds).forEach(seed -> table.memory.add(1, CoreMemory.kibibytes(seed)));
        grow(largest);
        write();
    }

    /** Runs one part on each processor at a time. */
    private static void runAll(List<Callable<Object>> parts) {
        try (ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Future<Object> part : pool.invokeAll(parts)) {
                part.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a simulation failed", e);
        }
    }

    /** These may run at the same time: they share only the table and the plots. */
    private List<Callable<Object>> parts(int peers, int seed) {
        List<Latency> most = peers < LARGE ? List.of(Latency.NEAR, Latency.FAR) : List.of(Latency.NEAR);
        return List.of(
                part(peers, seed, "churn", () -> most.forEach(latency -> churn(peers, seed, latency))),
                part(peers, seed, "steady, near", () -> steady(peers, seed, Latency.NEAR)),
                part(peers, seed, "steady, far", () -> steady(peers, seed, Latency.FAR)),
                part(peers, seed, "dying", () -> table.crashes.forEach(crash -> crash(peers, seed, crash))),
                part(peers, seed, "halves", () -> most.forEach(latency -> merge(peers, seed, latency))),
                part(peers, seed, "at rest", () -> rest(peers, seed)),
                part(peers, seed, "observer", () -> observe(Math.min(peers, OBSERVED), seed)));
    }

    private Callable<Object> part(int peers, int seed, String what, Runnable measurement) {
        return Executors.callable(() -> {
            tell(peers + " peers, seed " + seed + ": " + what);
            measurement.run();
            write();
        });
    }

    /** Without a stem, which makes no tree better or worse: the observer's figures say what it costs. */
    private void steady(int peers, int seed, Latency latency) {
        SimulatedNetwork network = SteadyRun.grown(withoutStem(seed, latency), peers);
        SteadyRun steady = SteadyRun.of(network, MESSAGES, MESSAGES);
        Overlay overlay = Overlay.of(network);
        table.copies(latency).add(peers, steady.beyondOne());
        table.delivered.add(peers, 100 * steady.delivered());
        table.islands.add(peers, overlay.islands());
        table.degree.add(peers, network.peers().stream().mapToInt(SimulatedPeer::degree).max().orElse(0));
        LastDeliveryTimes lastDeliveries = LastDeliveryTimes.of(steady, overlay);
        if (latency.equals(Latency.NEAR)) {
            table.last.add(peers, lastDeliveries.medianMs());
            table.lastWorst.add(peers, lastDeliveries.ms(0.95));
            table.path.add(peers, overlay.averagePath(50, network.random()));
            table.clustering.add(peers, overlay.clustering());
        }
        table.times(latency).add(peers, lastDeliveries.timesPlainFlood());
        plots.steady(peers, seed, latency, steady, overlay, lastDeliveries);
    }

    private void churn(int peers, int seed, Latency latency) {
        ChurnRun churn = ChurnRun.of(SteadyRun.grown(seed, latency, peers));
        table.churnDelivered.add(peers, 100 * churn.delivered());
        table.churnCopies(latency).add(peers, churn.beyondOne());
    }

    private void merge(int peers, int seed, Latency latency) {
        table.parted(latency).add(peers, PartitionRun.of(SteadyRun.grown(seed, latency, peers)).seconds());
    }

    private void observe(int peers, int seed) {
        ObserverRun flooded = ObserverRun.of(SteadyRun.grown(withoutStem(seed, Latency.NEAR), peers), MESSAGES);
        ObserverRun stem = ObserverRun.of(SteadyRun.grown(seed, Latency.NEAR, peers), MESSAGES);
        table.namedFlooded.add(peers, 100 * flooded.named());
        table.named.add(peers, 100 * stem.named());
        table.namedPresence.add(peers, 100 * stem.namedPresence());
        table.namedWithMap.add(peers, 100 * stem.namedWithMap());
        table.later.add(peers, stem.medianMs() - flooded.medianMs());
        int few = Math.min(peers, WATCHED_FOR_A_DAY);
        table.found.add(few, 100 * new DayRun(SteadyRun.grown(seed, Latency.NEAR, few), 40).after(24));
    }

    private static SimulatedNetwork withoutStem(int seed, Latency latency) {
        SimulatedNetwork network = new SimulatedNetwork(seed, latency);
        network.withoutStem();
        return network;
    }

    private void rest(int peers, int seed) {
        table.bytes.add(peers, IdleRun.of(SteadyRun.grown(seed, Latency.NEAR, peers)).bytesPerPeerAndSecond());
    }

    private void crash(int peers, int seed, MetricTable.CrashMetrics crash) {
        CrashRun run = CrashRun.of(SteadyRun.grown(seed, Latency.NEAR, peers), crash.part());
        crash.delivered().add(peers, 100 * run.delivered());
        crash.cycles().add(peers, run.cyclesToHeal());
        crash.seconds().add(peers, run.healedMicros() / 1e6);
        plots.survival(peers, seed, crash.part(), run);
    }

    private void grow(int largest) {
        List<Integer> all = new ArrayList<>(sizes);
        if (largest > 0) {
            all.add(largest);
        }
        for (int peers : all) {
            tell("wall time of " + peers);
            GrowthRun growth = GrowthRun.of(1, peers);
            table.wall(peers).add(peers, growth.seconds());
            table.growthDelivered.add(peers, 100 * growth.delivered());
            plots.growth(peers, growth);
        }
    }

    private static void tell(String what) {
        System.err.printf(Locale.ROOT, "%tT %s%n", LocalTime.now(ZoneId.systemDefault()), what);
    }
}
