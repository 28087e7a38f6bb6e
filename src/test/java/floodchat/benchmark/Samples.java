package floodchat.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The values of one figure in all rounds, in their order. */
public record Samples(List<Double> figures) {
    public static <T> Samples of(List<T> rounds, ToDoubleFunction<T> figure) {
        return new Samples(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    /** For each round, the ratio of this figure to the other. */
    public Samples over(Samples other) {
        return new Samples(IntStream.range(0, figures.size())
                .mapToObj(round -> figures.get(round) / other.figures.get(round))
                .toList());
    }

    public double median() {
        double[] sorted = sorted();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private double[] sorted() {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Median, lowest and highest, with a format such as "%.1f". */
    public String toString(String format) {
        double[] sorted = sorted();
        String all = format + " (" + format + "–" + format + ")";
        return String.format(Locale.ROOT, all, median(), sorted[0], sorted[sorted.length - 1]);
    }
}
