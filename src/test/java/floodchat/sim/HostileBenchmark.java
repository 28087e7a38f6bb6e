package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what hostile peers that act as one can do to a network: whom they surround, how many of the links they get,
 * and how late the lines of honest peers are. It prints a table, and its progress to standard error.
 */
final class HostileBenchmark {
    private static final int GROUPS = 16;
    private static final double FIFTH = 0.2;

    /** Messages with which the tree and the stems settle, before the hostile peers come and after. */
    private static final int SETTLING = 300;

    private static final int COUNTED = 300;

    private HostileBenchmark() {}

    /**
     * Arguments: peers and hours of the runs without talk, peers of the runs with talk, and the number of seeds with a
     * fifth of hostile peers; other parts have one seed.
     */
    static void main(String[] arguments) {
        int peers = Integer.parseInt(arguments[0]);
        double hours = Double.parseDouble(arguments[1]);
        int talking = Integer.parseInt(arguments[2]);
        int seeds = Integer.parseInt(arguments[3]);
        System.out.println("| peers | hostile | address groups | seed | surrounded | of links | of chosen links"
                + " | of saved contacts |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int groups : new int[] {GROUPS, 0}) {
            for (double part : new double[] {0.1, FIFTH, 0.3}) {
                for (int seed = 1; seed <= (part == FIFTH ? seeds : 1); seed++) {
                    membership(peers, hours, part, groups, seed);
                }
            }
        }
        System.out.println();
        System.out.println("| peers | hostile peers | delivered | p50 | p99 | p99 without them |");
        System.out.println("|---|---|---|---|---|---|");
        for (Conspiracy.Treatment treatment : Conspiracy.Treatment.values()) {
            talk(talking, treatment);
        }
    }

    private static void membership(int peers, double hours, double part, int groups, int seed) {
        tell("%d peers, %.0f %% hostile, seed %d", peers, 100 * part, seed);
        HostileRun run = new HostileRun(seed, peers, part, groups, Conspiracy.Treatment.DROP);
        run.attack();
        run.watch((long) (hours * 3_600 * SECOND));
        System.out.printf(
                Locale.ROOT, "| %d | %.0f %% | %s | %d | %d of %d | %.1f %% | %.1f %% | %.1f %% |%n", peers, 100 * part,
                groups == 0 ? "as many as peers" : groups, seed, run.surrounded(), run.honest().size(),
                100 * run.viewShare(), 100 * run.chosenShare(), 100 * run.savedShare());
    }

    private static void talk(int peers, Conspiracy.Treatment treatment) {
        tell("%d peers talk, %s", peers, treatment);
        HostileRun run = new HostileRun(1, peers, FIFTH, 0, treatment);
        run.talk(SETTLING, SECOND);
        List<Long> before = delaysMicros(run, run.talk(COUNTED, SECOND));
        run.attack();
        run.talk(SETTLING, SECOND);
        List<TrackedMessage> messages = run.talk(COUNTED, SECOND);
        run.watch(60 * SECOND);
        List<Long> delays = delaysMicros(run, messages);
        double delivered = SteadyRun.delivered(messages, run.honest(), Long.MAX_VALUE);
        System.out.printf(
                Locale.ROOT, "| %d | %s | %.3f %% | %.0f ms | %.0f ms | %.0f ms |%n", peers, treatment, 100 * delivered,
                ms(delays, 0.5), ms(delays, 0.99), ms(before, 0.99));
    }

    private static List<Long> delaysMicros(HostileRun run, List<TrackedMessage> messages) {
        List<Long> delays = new ArrayList<>();
        messages.forEach(one -> one.delaysMicros(run.honest(), delays));
        return delays.stream().sorted().toList();
    }

    private static double ms(List<Long> sortedMicros, double quantile) {
        return sortedMicros.get((int) (quantile * (sortedMicros.size() - 1))) / 1e3;
    }

    private static void tell(String format, Object... values) {
        System.err.printf(Locale.ROOT, "%tT " + format + "%n", prepend(LocalTime.now(ZoneId.systemDefault()), values));
    }

    private static Object[] prepend(Object first, Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.addFirst(first);
        return all.toArray();
    }
}
