package floodchat.benchmark.network;

import floodchat.benchmark.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Prints the figures as Markdown: median, lowest and highest. At the end it prints which goals were reached. */
final class NetworkBenchmarkReport {
    private static final double ALL = 100;
    private static final double LEAST_PER_SECOND = 20_000;
    private static final double LEAST_OF_JGROUPS = 0.5;
    private static final double MOST_BYTES = 400;
    private static final double MOST_SECONDS = 5;

    private final List<String> goals = new ArrayList<>();

    void workloads(String where, Map<Candidate, List<Round>> rounds) {
        head(where, List.of(Candidate.values()));
        row("delivered, %", "%.2f", rounds, Round::deliveredPercent);
        row("out of their order, messages", "%.0f", rounds, Round::late);
        row("one way, gentle, p50, ms", "%.2f", rounds, Round::medianMs);
        row("one way, gentle, p99, ms", "%.2f", rounds, Round::slowMs);
        ratio("p50, times JGroups' tcp", rounds, Round::medianMs);
        ratio("p99, times JGroups' tcp", rounds, Round::slowMs);
        row("back to back, messages/s to all", "%.0f", rounds, Round::perSecond);
        ratio("messages/s, times JGroups' tcp", rounds, Round::perSecond);
        row("CPU of all peers per message, gentle, us", "%.0f", rounds, Round::gentleCpuUs);
        row("CPU of all peers per message, back to back, us", "%.1f", rounds, Round::bulkCpuUs);
        say("");
        judge(where, rounds);
    }

    private void judge(String where, Map<Candidate, List<Round>> rounds) {
        List<Round> ours = rounds.get(Candidate.FLOODCHAT);
        List<Round> stamped = rounds.get(Candidate.STAMPED);
        boolean all =
                ours.stream().allMatch(NetworkBenchmarkReport::isWhole)
                        && stamped.stream().allMatch(NetworkBenchmarkReport::isWhole);
        goal("delivered 100 %, in order, " + where, all ? "yes" : "no", all);
        atMostTheirs("p50", where, rounds, Round::medianMs);
        atMostTheirs("p99", where, rounds, Round::slowMs);
        double perSecond = Samples.of(ours, Round::perSecond).median();
        for (Candidate theirs : List.of(Candidate.JGROUPS, Candidate.JGROUPS_NEW)) {
            double share = over(rounds, Candidate.FLOODCHAT, theirs, Round::perSecond).median();
            goal("messages/s at least half of " + theirs + "'s, " + where,
                    say("%.2f times", share),
                    share >= LEAST_OF_JGROUPS);
        }
        goal("messages/s at least 20,000, " + where, say("%.0f", perSecond), perSecond >= LEAST_PER_SECOND);
    }

    private static boolean isWhole(Round round) {
        return round.deliveredPercent() == ALL && round.late() == 0;
    }

    private void atMostTheirs(String what, String where, Map<Candidate, List<Round>> rounds,
            ToDoubleFunction<Round> ms) {
        double times = over(rounds, Candidate.FLOODCHAT, Candidate.JGROUPS, ms).median();
        goal(what + " at most JGroups', " + where, say("%.2f times", times), times <= 1);
    }

    void wire(String where, Map<Candidate, List<Double>> bytes) {
        head(where, List.of(Candidate.values()));
        row("bytes given to sockets per message and peer", "%.0f", bytes, Double::doubleValue);
        say("");
        double median = Samples.of(bytes.get(Candidate.STAMPED), Double::doubleValue).median();
        goal("bytes on the wire per message and peer at most 400, stamped", say("%.0f", median), median <= MOST_BYTES);
    }

    void join(String what, List<MassJoin> runs) {
        runs(what, "one network, s", runs, MassJoin::seconds);
        long quick = runs.stream().filter(run -> run.one() && run.seconds() <= MOST_SECONDS).count();
        goal(what + ": one network within 5 s, 10 of 10 runs", quick + " of " + runs.size(), quick == runs.size());
    }

    void crowd(String what, List<MassJoin> runs) {
        runs(what, "one network, s", runs, MassJoin::seconds);
        long one = runs.stream().filter(MassJoin::one).count();
        goal(what + ": one network", one + " of " + runs.size(), one == runs.size());
    }

    void crash(String what, List<MassCrash> runs) {
        runs(what, "all survivors heard by all, s", runs, MassCrash::seconds);
        long quick = runs.stream()
                .filter(run -> run.reachedPercent() == ALL && run.seconds() <= MOST_SECONDS)
                .count();
        goal(what + ": all survivors reached within 5 s, 10 of 10 runs",
                quick + " of " + runs.size(),
                quick == runs.size());
    }

    void goals() {
        say("| goal | measured | reached |");
        say("|---|---|---|");
        goals.forEach(NetworkBenchmarkReport::say);
    }

    private void goal(String what, String measured, boolean reached) {
        goals.add("| " + what + " | " + measured + " | " + (reached ? "yes" : "no") + " |");
    }

    private static <T> void runs(String what, String figure, List<T> runs, ToDoubleFunction<T> seconds) {
        say("| " + what + " | Floodchat |");
        say("|---|---:|");
        say("| " + figure + ", " + runs.size() + " runs | " + Samples.of(runs, seconds).toString("%.2f") + " |");
        say("");
    }

    private static void head(String what, List<Candidate> candidates) {
        StringBuilder head = new StringBuilder("| " + what + " |");
        candidates.forEach(candidate -> head.append(' ').append(candidate).append(" |"));
        say(head.toString());
        say("|---|" + "---:|".repeat(candidates.size()));
    }

    private static <T> void row(
            String what, String format, Map<Candidate, List<T>> rounds, ToDoubleFunction<T> figure) {
        row(what, rounds, candidate -> Samples.of(rounds.get(candidate), figure).toString(format));
    }

    private static <T> void ratio(String what, Map<Candidate, List<T>> rounds, ToDoubleFunction<T> figure) {
        row(what, rounds, candidate -> over(rounds, candidate, Candidate.JGROUPS, figure).toString("%.2f"));
    }

    /** Round by round, times the other's figure. */
    private static <T> Samples over(
            Map<Candidate, List<T>> rounds, Candidate one, Candidate other, ToDoubleFunction<T> figure) {
        return Samples.of(rounds.get(one), figure).over(Samples.of(rounds.get(other), figure));
    }

    private static void row(String what, Map<Candidate, ?> rounds, Function<Candidate, String> cell) {
        StringBuilder row = new StringBuilder("| " + what + " |");
        rounds.keySet().forEach(candidate -> row.append(' ').append(cell.apply(candidate)).append(" |"));
        say(row.toString());
    }

    private static String say(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
