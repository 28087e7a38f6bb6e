package floodchat.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One row of the table: a metric with its goal, and its values for each network size and seed. */
final class Metric {
    private final String name;
    private final String goal;
    private final double bound;
    private final boolean lessIsBetter;
    private final String format;
    private final Map<Integer, List<Double>> bySize = new TreeMap<>();

    private Metric(String name, String goal, double bound, boolean lessIsBetter, String format) {
        this.name = name;
        this.goal = goal;
        this.bound = bound;
        this.lessIsBetter = lessIsBetter;
        this.format = format;
    }

    /** @param format how to print a value, such as "%.2f ms" */
    static Metric atMost(double bound, String name, String format) {
        return new Metric(name, "≤ " + print(format, bound), bound, true, format);
    }

    static Metric atLeast(double bound, String name, String format) {
        return new Metric(name, "≥ " + print(format, bound), bound, false, format);
    }

    /** A metric without a goal. */
    static Metric noted(String name, String format) {
        return new Metric(name, "", Double.POSITIVE_INFINITY, true, format);
    }

    /** Any thread may call this. */
    synchronized void add(int peers, double value) {
        bySize.computeIfAbsent(peers, _ -> new ArrayList<>()).add(value);
    }

    /** One row for each size. */
    synchronized List<String> rows() {
        return bySize.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    }

    private String row(int peers, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double median = sorted.get(sorted.size() / 2);
        double worst = lessIsBetter ? sorted.getLast() : sorted.getFirst();
        return String.format(Locale.ROOT, "| %s | %,d | %s | %s | %s | %s |", name, peers, goal, print(format, median),
                print(format, worst), verdict(median, worst));
    }

    private String verdict(double median, double worst) {
        if (goal.isEmpty()) {
            return "";
        }
        if (reaches(worst)) {
            return "yes";
        }
        return reaches(median) ? "in the median" : "no";
    }

    private boolean reaches(double value) {
        return lessIsBetter ? value <= bound : value >= bound;
    }

    private static String print(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
