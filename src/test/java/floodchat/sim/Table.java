package floodchat.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The figures with their goals, in the order in which they are printed. */
final class Table {
    private final List<Figure> rows = new ArrayList<>();
    private final List<Figure> copies = ofBoth(
            latency -> Figure.atMost(0.01, "copies beyond one per peer and message, links of " + latency, "%.4f"));
    final Figure delivered = add(Figure.atLeast(100, "delivered without failures", "%.4f %%"));
    final Figure islands = add(Figure.atMost(0, "islands without failures", "%.0f"));
    final List<Dying> dying = Stream.of(new double[] {0.5, 100}, new double[] {0.8, 99}, new double[] {0.9, 90})
            .map(this::dying)
            .toList();
    final Figure last =
            add(Figure.atMost(350, "last delivery, median of messages, links of " + Latency.NEAR, "%.0f ms"));
    final Figure lastWorst = add(Figure.noted("the same, 95 of 100 messages", "%.0f ms"));
    private final List<Figure> times =
            ofBoth(latency -> Figure.atMost(1.8, "last delivery, times a plain flood, links of " + latency, "%.2f"));
    final Figure degree = add(Figure.atMost(7, "highest degree with one entry address", "%.0f"));
    final Figure path = add(Figure.atMost(6.4, "average shortest path", "%.2f"));
    final Figure clustering = add(Figure.atMost(0.001, "clustering (goal set for 10,000)", "%.5f"));
    final Figure churnDelivered = add(Figure.atLeast(100, "churn: delivered to those who stay", "%.4f %%"));
    private final List<Figure> churnCopies =
            ofBoth(latency -> Figure.atMost(0.1, "churn: copies beyond one, links of " + latency, "%.3f"));
    private final List<Figure> parted = ofBoth(latency -> Figure.atMost(5,
            "halves parted for 60 s: everything everywhere, links of " + latency, "%.2f s"));
    final Figure bytes = add(Figure.atMost(1_000, "control bytes per peer and second at rest", "%.0f"));
    final Figure memory = add(Figure.atMost(32, "memory of one core with 5 links", "%.1f KiB"));
    private final Figure wall = add(Figure.atMost(20, "wall time, growth and 50 messages", "%.1f s"));
    private final Figure wallLarge = add(Figure.noted("wall time, growth and 50 messages", "%.1f s"));
    final Figure growthDelivered = add(Figure.atLeast(100, "delivered of these 50", "%.4f %%"));

    /** This part of the peers die at once. */
    record Dying(double part, Figure delivered, Figure cycles, Figure seconds) {}

    private interface OfLatency {
        Figure figure(Latency latency);
    }

    private Figure add(Figure figure) {
        rows.add(figure);
        return figure;
    }

    private List<Figure> ofBoth(OfLatency figures) {
        return Stream.of(Latency.NEAR, Latency.FAR).map(latency -> add(figures.figure(latency))).toList();
    }

    private Dying dying(double[] partAndGoal) {
        String when = "after %.0f %% die at once".formatted(100 * partAndGoal[0]);
        return new Dying(
                partAndGoal[0],
                add(Figure.atLeast(partAndGoal[1], "delivered, mean of 100 messages " + when, "%.3f %%")),
                add(Figure.atMost(2, "cycles to heal " + when, "%.0f")),
                add(Figure.noted("time to one network again " + when, "%.1f s")));
    }

    private static Figure of(List<Figure> both, Latency latency) {
        return both.get(latency.equals(Latency.NEAR) ? 0 : 1);
    }

    Figure copies(Latency latency) {
        return of(copies, latency);
    }

    Figure times(Latency latency) {
        return of(times, latency);
    }

    Figure churnCopies(Latency latency) {
        return of(churnCopies, latency);
    }

    Figure parted(Latency latency) {
        return of(parted, latency);
    }

    Figure wall(int peers) {
        return peers <= 10_000 ? wall : wallLarge;
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("| figure | peers | goal | median | worst | reached |\n|---|---:|---:|---:|---:|---|\n");
        rows.stream().flatMap(figure -> figure.rows().stream()).forEach(row -> out.append(row).append('\n'));
        return out.toString();
    }
}
