package floodchat.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All metrics with their goals, in the order in which they are printed. */
final class MetricTable {
    private final List<Metric> rows = new ArrayList<>();
    private final List<Metric> copies = ofBoth(
            latency -> Metric.atMost(0.01, "copies beyond one per peer and message, links of " + latency, "%.4f"));
    final Metric delivered = add(Metric.atLeast(100, "delivered without failures", "%.4f %%"));
    final Metric islands = add(Metric.atMost(0, "islands without failures", "%.0f"));
    final List<CrashMetrics> crashes =
            Stream.of(new double[] {0.5, 100}, new double[] {0.8, 99}, new double[] {0.9, 90})
                    .map(this::crash)
                    .toList();
    final Metric last =
            add(Metric.atMost(350, "last delivery, median of messages, links of " + Latency.NEAR, "%.0f ms"));
    final Metric lastWorst = add(Metric.noted("the same, 95 of 100 messages", "%.0f ms"));
    private final List<Metric> times =
            ofBoth(latency -> Metric.atMost(1.8, "last delivery, times a plain flood, links of " + latency, "%.2f"));
    final Metric degree = add(Metric.atMost(8, "highest degree with one entry address", "%.0f"));
    final Metric path = add(Metric.atMost(6.4, "average shortest path", "%.2f"));
    final Metric clustering = add(Metric.atMost(0.001, "clustering (goal set for 10,000)", "%.5f"));
    final Metric churnDelivered = add(Metric.atLeast(100, "churn: delivered to those who stay", "%.4f %%"));
    private final List<Metric> churnCopies =
            ofBoth(latency -> Metric.atMost(0.1, "churn: copies beyond one, links of " + latency, "%.3f"));
    private final List<Metric> parted = ofBoth(latency -> Metric.atMost(5,
            "halves parted for 60 s: everything everywhere, links of " + latency, "%.2f s"));
    final Metric bytes = add(Metric.atMost(1_000, "control bytes per peer and second at rest", "%.0f"));
    final Metric memory = add(Metric.atMost(32, "memory of one core with 5 links", "%.1f KiB"));
    final Metric namedFlooded =
            add(Metric.noted("observer with a tenth of the peers names the author, no stem", "%.1f %%"));
    final Metric named = add(Metric.atMost(15, "the same with the stem", "%.1f %%"));
    final Metric namedPresence = add(Metric.atMost(15, "the same, presence alone", "%.1f %%"));
    final Metric namedWithMap = add(Metric.noted("the same, if it knows every link and where floods begin", "%.1f %%"));
    final Metric later = add(Metric.atMost(150, "delivered later with the stem, median", "%.0f ms"));
    final Metric found = add(Metric.noted("identities that it finds by all their packets of 24 h", "%.0f %%"));
    private final Metric wall = add(Metric.atMost(20, "wall time, growth and 50 messages", "%.1f s"));
    private final Metric wallLarge = add(Metric.noted("wall time, growth and 50 messages", "%.1f s"));
    final Metric growthDelivered = add(Metric.atLeast(100, "delivered of these 50", "%.4f %%"));

    /** The metrics of the run in which this fraction of the peers dies at once. */
    record CrashMetrics(double part, Metric delivered, Metric cycles, Metric seconds) {}

    private interface OfLatency {
        Metric figure(Latency latency);
    }

    private Metric add(Metric figure) {
        rows.add(figure);
        return figure;
    }

    private List<Metric> ofBoth(OfLatency figures) {
        return Stream.of(Latency.NEAR, Latency.FAR).map(latency -> add(figures.figure(latency))).toList();
    }

    private CrashMetrics crash(double[] partAndGoal) {
        String when = "after %.0f %% die at once".formatted(100 * partAndGoal[0]);
        return new CrashMetrics(
                partAndGoal[0],
                add(Metric.atLeast(partAndGoal[1], "delivered, mean of 100 messages " + when, "%.3f %%")),
                add(Metric.atMost(2, "cycles to heal " + when, "%.0f")),
                add(Metric.noted("time to one network again " + when, "%.1f s")));
    }

    private static Metric of(List<Metric> both, Latency latency) {
        return both.get(latency.equals(Latency.NEAR) ? 0 : 1);
    }

    Metric copies(Latency latency) {
        return of(copies, latency);
    }

    Metric times(Latency latency) {
        return of(times, latency);
    }

    Metric churnCopies(Latency latency) {
        return of(churnCopies, latency);
    }

    Metric parted(Latency latency) {
        return of(parted, latency);
    }

    Metric wall(int peers) {
        return peers <= 10_000 ? wall : wallLarge;
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("| figure | peers | goal | median | worst | reached |\n|---|---:|---:|---:|---:|---|\n");
        rows.stream().flatMap(figure -> figure.rows().stream()).forEach(row -> out.append(row).append('\n'));
        return out.toString();
    }
}
