package floodchat.benchmark;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Prints the figures as Markdown: median, lowest and highest. */
record WindowBenchmarkReport(List<Program> programs, int rounds) {
    private static final String RIVAL = "WeeChat";

    void machine() throws IOException {
        say(rounds + " rounds. " + Machine.described() + "\n");
    }

    void starts(Map<Program, List<StartTime>> starts) throws IOException {
        head("after Enter");
        row("window painted, ms", "%.0f", starts, StartTime::paintedMs);
        row("typed key shown, ms", "%.0f", starts, StartTime::usableMs);
        ratio("window painted, times WeeChat's", starts, StartTime::paintedMs);
        ratio("typed key shown, times WeeChat's", starts, StartTime::usableMs);
        say("");
    }

    void talks(Map<Program, List<TalkTime>> talks) throws IOException {
        head("Enter to the other screen", talks.keySet());
        talked("a line to everyone, ms", talks, TalkTime::publicMs);
        talked("a private line, ms", talks, TalkTime::privateMs);
        say("");
    }

    /** All lines of all rounds together. */
    private static void talked(
            String what, Map<Program, List<TalkTime>> talks, Function<TalkTime, List<Double>> figure) {
        row(what, talks.keySet(), build -> new Samples(
                talks.get(build).stream().map(figure).flatMap(List::stream).toList())
                .toString("%.0f"));
    }

    void idle(Map<Program, List<IdleCost>> idle) throws IOException {
        head("idle window");
        row("resident memory, MiB", "%.1f", idle, IdleCost::residentMib);
        row("its share of it (PSS), MiB", "%.1f", idle, IdleCost::shareMib);
        row("no file's content, MiB", "%.1f", idle, IdleCost::ownMib);
        row("CPU, % of a core", "%.2f", idle, IdleCost::cpuPercent);
        row("context switches per second", "%.1f", idle, IdleCost::switchesPerSecond);
    }

    private void head(String what) throws IOException {
        head(what, programs);
    }

    private static void head(String what, Collection<Program> programs) throws IOException {
        StringBuilder head = new StringBuilder("| " + what + " |");
        for (Program program : programs) {
            head.append(' ').append(program.name()).append(' ').append(program.version()).append(" |");
        }
        say(head);
        say("|---|" + "---:|".repeat(programs.size()));
    }

    private <T> void row(String what, String format, Map<Program, List<T>> rounds, ToDoubleFunction<T> figure) {
        row(what, program -> Samples.of(rounds.get(program), figure).toString(format));
    }

    private <T> void ratio(String what, Map<Program, List<T>> rounds, ToDoubleFunction<T> figure) {
        programs.stream().filter(program -> program.name().equals(RIVAL)).findFirst().ifPresent(rival -> {
            Samples rivals = Samples.of(rounds.get(rival), figure);
            row(what, program -> Samples.of(rounds.get(program), figure).over(rivals).toString("%.2f"));
        });
    }

    private void row(String what, Function<Program, String> cell) {
        row(what, programs, cell);
    }

    private static void row(String what, Collection<Program> programs, Function<Program, String> cell) {
        StringBuilder row = new StringBuilder("| " + what + " |");
        programs.forEach(program -> row.append(' ').append(cell.apply(program)).append(" |"));
        say(row);
    }

    private static void say(CharSequence line) {
        System.out.println(line);
    }
}
