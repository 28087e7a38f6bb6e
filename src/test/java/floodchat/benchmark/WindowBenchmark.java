package floodchat.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures all programs side by side, round after round. It writes Markdown to standard output and its progress to
 * standard error. All home folders are temporary.
 */
final class WindowBenchmark {
    private static final int ROUNDS = 10;

    private final List<Program> programs = Program.all();
    private final Path folder;

    private WindowBenchmark(Path folder) {
        this.folder = folder;
    }

    /** One optional argument: the number of rounds, {@link #ROUNDS} if absent. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("floodchat-benchmark");
        try {
            new WindowBenchmark(folder).run(rounds);
        } finally {
            delete(folder);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        WindowBenchmarkReport report = new WindowBenchmarkReport(programs, rounds);
        report.machine();
        report.starts(starts(rounds));
        report.talks(talks(rounds));
        report.idle(idle(rounds));
    }

    /** The first round does not count: in it the programs fill their home folders, and the system its caches. */
    private Map<Program, List<StartTime>> starts(int rounds) throws IOException, InterruptedException {
        Map<Program, List<StartTime>> starts = lists();
        for (int round = 0; round <= rounds; round++) {
            tell("starts", round, rounds);
            for (Program program : programs) {
                StartTime start = StartTime.of(program, home(program));
                if (round > 0) {
                    starts.get(program).add(start);
                }
            }
        }
        return starts;
    }

    /** Both builds of Floodchat alone: the others are connected to nobody. */
    private Map<Program, List<TalkTime>> talks(int rounds) throws IOException, InterruptedException {
        Map<Program, List<TalkTime>> talks = new LinkedHashMap<>();
        List<Program> builds = programs.stream().filter(Program::isFloodchat).toList();
        builds.forEach(build -> talks.put(build, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            tell("talks", round, rounds);
            for (Program build : builds) {
                Path homes = Files.createDirectories(folder.resolve(build.name() + " talks " + round));
                talks.get(build).add(TalkTime.of(build, homes));
            }
        }
        return talks;
    }

    private Map<Program, List<IdleCost>> idle(int rounds) throws IOException, InterruptedException {
        Map<Program, List<IdleCost>> idle = lists();
        try (IdleWindows windows = new IdleWindows(programs, folder)) {
            for (int round = 1; round <= rounds; round++) {
                tell("idle windows", round, rounds);
                windows.observe(programs, this::home).forEach((program, costs) -> idle.get(program).add(costs));
            }
        }
        return idle;
    }

    private <T> Map<Program, List<T>> lists() {
        Map<Program, List<T>> lists = new LinkedHashMap<>();
        programs.forEach(program -> lists.put(program, new ArrayList<>()));
        return lists;
    }

    private Path home(Program program) {
        return folder.resolve(program.name());
    }

    private static void tell(String what, int round, int rounds) {
        System.err.println(what + ": round " + round + " of " + rounds);
    }

    /** Deletes a folder of temporary homes. */
    static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
