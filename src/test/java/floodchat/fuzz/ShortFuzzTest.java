package floodchat.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fuzzes all parsers for a moment, from the inputs that we keep. The same seed tries about the same inputs each time.
 * docs/testing.md says how to fuzz one parser for longer.
 */
class ShortFuzzTest {
    private static final int RUNS = 10_000;
    private static final int SEED = 1;

    @TempDir
    Path folder;

    @Test
    void noParserBreaksAPromiseInAShortRun() throws IOException, InterruptedException {
        Jazzer jazzer = new Jazzer(FuzzEntry.ALL, "floodchat.**").compiledQuickly().with("-runs=" + RUNS);

        String output = output(jazzer);

        assertTrue(output.contains("Done " + RUNS + " runs"), output);
    }

    private String output(Jazzer jazzer) throws IOException, InterruptedException {
        jazzer.with("-seed=" + SEED).with("--reproducer_path=" + folder).with("-artifact_prefix=" + folder + "/");
        Path log = folder.resolve("log");
        Process process =
                jazzer.on(corpus()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            int exitCode = process.waitFor();
            String output = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
            assertEquals(0, exitCode, output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private Path corpus() throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (Target target : Target.values()) {
            for (Path input : target.inputs()) {
                String name = target.lowerCaseName() + "-" + input.getFileName();
                Files.write(corpus.resolve(name), AllTargets.input(target, Files.readAllBytes(input)));
            }
        }
        return corpus;
    }
}
