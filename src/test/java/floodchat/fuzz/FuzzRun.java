package floodchat.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Fuzzes one target for some time. The inputs that it finds go to target/fuzz/TARGET/corpus. An input that breaks a
 * promise goes to target/fuzz/TARGET, as a file of which the name starts with "crash", "timeout" or "oom".
 */
public final class FuzzRun {
    /** Our own code, and the libraries that parse for us. */
    private static final String INSTRUMENTED = "floodchat.**:tools.jackson.**:org.tomlj.**:picocli.**";

    private final Target target;
    private final Path folder;
    private final Path found;

    private FuzzRun(Target target) throws IOException {
        this.target = target;
        this.folder = Path.of("target/fuzz", target.lowerCaseName());
        this.found = Files.createDirectories(folder.resolve("corpus"));
    }

    /** @param arguments the target, for how many seconds, and whether to keep what was found ("true") */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FuzzRun run = new FuzzRun(Target.named(arguments[0]));
        int exitCode = run.fuzz(arguments[1]);
        if (exitCode == 0 && Boolean.parseBoolean(arguments[2])) {
            exitCode = run.keep();
        }
        System.exit(exitCode);
    }

    private Jazzer jazzer() {
        return new Jazzer(target.lowerCaseName(), INSTRUMENTED)
                .with("--reproducer_path=" + folder)
                .with("-artifact_prefix=" + folder + "/");
    }

    private int fuzz(String seconds) throws IOException, InterruptedException {
        Jazzer jazzer = jazzer()
                .with("-max_len=" + target.maxBytes())
                .with("-max_total_time=" + seconds)
                .with("-print_final_stats=1");
        return jazzer.on(found, target.corpus()).inheritIO().start().waitFor();
    }

    /**
     * Adds the fewest inputs that reach all that was reached, each branch once. Jazzer makes the command that merges
     * only if it sees the option for a plain merge; that for the fewest inputs wins.
     */
    private int keep() throws IOException, InterruptedException {
        Jazzer jazzer = jazzer().with("-merge=1").with("-set_cover_merge=1").with("-use_counters=0");
        return jazzer.on(target.corpus(), found).inheritIO().start().waitFor();
    }
}
