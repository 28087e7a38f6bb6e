package floodchat.benchmark;

import floodchat.benchmark.MemorySample.Memory;
import floodchat.sim.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Prints the samples as Markdown, and draws them.
 *
 * @param samples in their order
 * @param talkedS when the last message had come
 */
record MemoryBenchmarkReport(List<MemorySample> samples, double talkedS) {
    private static final int[] MESSAGES = {1_000, 5_000, 10_000, 25_000, 50_000, 75_000};
    private static final int[] QUIET_MIN = {1, 3, 5, 10, 20, 30};
    private static final double SECONDS_PER_MIN = 60;
    private static final double PLOT_STEP_MIB = 20;

    void write(Path figures) throws IOException {
        table();
        Files.writeString(figures.resolve("memory.svg"), plot().svg());
    }

    private void table() {
        System.out.println("| resident memory (its share of it), MiB | after | a plain peer | the window |");
        System.out.println("|---|---:|---:|---:|");
        row("at the start", samples.getFirst());
        MemorySample end = firstAfter(talkedS);
        for (int messages : MESSAGES) {
            if (messages < end.messages()) {
                row(count(messages), samples.stream().filter(s -> s.messages() >= messages).findFirst().orElse(end));
            }
        }
        row(count(end.messages()), end);
        for (int minutes : QUIET_MIN) {
            double atS = talkedS + minutes * SECONDS_PER_MIN;
            if (atS <= samples.getLast().atS()) {
                row(minutes + " min of quiet", firstAfter(atS));
            }
        }
        highest("highest of the plain peer", MemorySample::plain);
        highest("highest of the window", MemorySample::window);
    }

    private static String count(int messages) {
        return String.format(Locale.ROOT, "%,d messages", messages);
    }

    private MemorySample firstAfter(double atS) {
        return samples.stream().filter(sample -> sample.atS() >= atS).findFirst().orElseGet(samples::getLast);
    }

    private void highest(String what, Function<MemorySample, Memory> whose) {
        row(what, samples.stream()
                .max(Comparator.comparingDouble(sample -> whose.apply(sample).residentMib()))
                .orElseThrow());
    }

    private static void row(String what, MemorySample sample) {
        System.out.printf(Locale.ROOT, "| %s | %.1f min | %s | %s |%n", what, sample.atS() / SECONDS_PER_MIN,
                cell(sample.plain()), cell(sample.window()));
    }

    private static String cell(Memory memory) {
        return String.format(Locale.ROOT, "%.1f (%.1f)", memory.residentMib(), memory.shareMib());
    }

    private Plot plot() {
        double highest = samples.stream()
                .mapToDouble(sample -> Math.max(sample.plain().residentMib(), sample.window().residentMib()))
                .max()
                .orElseThrow();
        String title = String.format(Locale.ROOT, "Resident memory: %s until minute %.0f, then quiet",
                count(samples.getLast().messages()), talkedS / SECONDS_PER_MIN);
        return new Plot(title,
                Plot.Axis.linear("time since the first message, min", 0, samples.getLast().atS() / SECONDS_PER_MIN),
                Plot.Axis.linear("resident memory, MiB", 0, PLOT_STEP_MIB * Math.ceil(highest / PLOT_STEP_MIB)))
                .curve("a plain peer", points(sample -> sample.plain().residentMib()))
                .curve("the window", points(sample -> sample.window().residentMib()));
    }

    private List<Plot.Point> points(ToDoubleFunction<MemorySample> figure) {
        return samples.stream()
                .map(sample -> new Plot.Point(sample.atS() / SECONDS_PER_MIN, figure.applyAsDouble(sample)))
                .toList();
    }
}
