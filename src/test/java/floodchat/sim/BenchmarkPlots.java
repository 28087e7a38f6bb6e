package floodchat.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Collects the data of the plots, from the first seed of each size, and draws them. */
final class BenchmarkPlots {
    private static final long SOON = 2 * SimulatedNetwork.SECOND;

    private final Map<String, Plot> plots = new LinkedHashMap<>();
    private final List<Plot.Point> growth = new ArrayList<>();

    private static String size(int peers) {
        return String.format(Locale.ROOT, "%,d peers", peers);
    }

    private Plot plot(String name, String title, Plot.Axis across, Plot.Axis up) {
        return plots.computeIfAbsent(name, _ -> new Plot(title, across, up));
    }

    /** Any thread may call this, {@link #survival} and {@link #write}. */
    synchronized void steady(int peers, int seed, Latency latency, SteadyRun steady, Overlay overlay,
            LastDeliveryTimes lastDeliveries) {
        if (seed == 1) {
            settling(peers, latency, steady);
            if (latency.equals(Latency.NEAR)) {
                lastDeliveries(peers, lastDeliveries);
                degrees(peers, overlay);
            }
        }
    }

    private void settling(int peers, Latency latency, SteadyRun steady) {
        List<Double> curve = steady.curve();
        plot("copies-" + peers, "Payload copies beyond one per peer while the tree settles, " + size(peers),
                Plot.Axis.linear("time since the first message, s (10 messages a second)", 0, 5.0 * curve.size()),
                Plot.Axis.linear("copies beyond one", 0, 0.5))
                .curve("links of " + latency, points(curve.size(), i -> 5 * (i + 1), curve::get));
    }

    private void lastDeliveries(int peers, LastDeliveryTimes lastDeliveries) {
        Plot plot = plot("last-delivery-" + peers,
                "When the last peer has a message, " + size(peers) + ", links of " + Latency.NEAR,
                Plot.Axis.linear("time since it was sent, ms", 0, 600),
                Plot.Axis.linear("part of the messages, %", 0, 100));
        plot.curve("tree", distribution(lastDeliveries.treeMs()));
        plot.curve("plain flood over the same links", distribution(lastDeliveries.plainMs()));
    }

    private static List<Plot.Point> distribution(List<Double> sorted) {
        return points(sorted.size(), sorted::get, i -> 100.0 * (i + 1) / sorted.size());
    }

    private void degrees(int peers, Overlay overlay) {
        Map<Integer, Long> counted = Arrays.stream(overlay.degrees())
                .boxed()
                .collect(Collectors.groupingBy(degree -> degree, TreeMap::new, Collectors.counting()));
        plot("degrees", "How many links a peer has, all through one entry address", Plot.Axis.linear("links", 0, 8),
                Plot.Axis.linear("part of the peers, %", 0, 100))
                .steps(size(peers), points(9, i -> i, i -> 100.0 * counted.getOrDefault(i, 0L) / peers));
    }

    synchronized void survival(int peers, int seed, double dying, CrashRun survival) {
        if (seed == 1) {
            plot("survival-" + peers, "Survivors that have a message 2 s after it was sent, " + size(peers) + " before",
                    Plot.Axis.linear("message number, 10 a second from the moment in which the others die", 0,
                            CrashRun.MESSAGES),
                    Plot.Axis.linear("part of the survivors, %", 0, 100))
                    .curve("%.0f %% die".formatted(100 * dying),
                            points(CrashRun.MESSAGES, i -> i + 1, i -> 100 * survival.delivered(i, SOON)));
        }
    }

    void growth(int peers, GrowthRun one) {
        growth.add(new Plot.Point(peers, one.seconds()));
    }

    private interface At {
        double of(int index);
    }

    private static List<Plot.Point> points(int count, At x, At y) {
        return IntStream.range(0, count).mapToObj(i -> new Plot.Point(x.of(i), y.of(i))).toList();
    }

    synchronized void write(Path folder) throws IOException {
        if (growth.size() > 1) {
            drawGrowth();
        }
        for (Map.Entry<String, Plot> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), plot.getValue().svg());
        }
    }

    /** Draws the measured times, and the curve of N log N that starts at the first of them. */
    private void drawGrowth() {
        Plot.Point first = growth.getFirst();
        DoubleUnaryOperator expected = peers -> first.y() * peers * Math.log(peers) / (first.x() * Math.log(first.x()));
        double most = Math.max(growth.getLast().y(), expected.applyAsDouble(growth.getLast().x()));
        plot("wall-time", "Wall time to simulate a network that grows and 50 messages in it",
                Plot.Axis.logarithmic("peers", first.x(), growth.getLast().x()),
                Plot.Axis.logarithmic("wall time, s", 0.1, Math.max(10, Math.pow(10, Math.ceil(Math.log10(most))))))
                .curve("measured", growth)
                .curve("N log N, from the first",
                        growth.stream()
                                .map(point -> new Plot.Point(point.x(), expected.applyAsDouble(point.x())))
                                .toList());
    }
}
