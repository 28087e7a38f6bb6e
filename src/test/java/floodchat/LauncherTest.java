package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher hands to the Java runtime. In its place is a script that writes that down. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are read from /proc")
class LauncherTest {
    private static final String NOTHING = "/dev/null";

    private static final String RUNTIME = """
            #!/bin/sh
            exec 9>"$SEEN"
            for number in 0 1 2; do
                place=$(readlink "/proc/$$/fd/$number")
                echo "$place" >&9
            done
            printf '%s\\n' "$LC_ALL" >&9
            """;

    @TempDir
    Path folder;

    private Path launcher;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        launcher = Files.createDirectory(folder.resolve("bin")).resolve("floodchat");
        Files.copy(Path.of("src/image/bin/floodchat"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Path java = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, RUNTIME);
        java.toFile().setExecutable(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void eachClosedStandardStreamIsOpenedOnNothing(String shell) throws Exception {
        for (int closed = 1; closed < 8; closed++) {
            boolean in = (closed & 1) != 0;
            boolean out = (closed & 2) != 0;
            boolean err = (closed & 4) != 0;
            String closing = (in ? " <&-" : "") + (out ? " >&-" : "") + (err ? " 2>&-" : "");

            List<String> seen = run("exec " + shell + " \"$1\"" + closing, Map.of());

            assertEquals(
                    List.of(in ? NOTHING : place("in"), out ? NOTHING : place("out"), err ? NOTHING : place("err")),
                    seen.subList(0, 3),
                    closing);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            LANG,     C
            LANG,     xx_XX.UTF-8
            LANG,     xx_XX
            LC_CTYPE, UTF-8
            LC_ALL,   xx_XX.utf8
            LC_ALL,   POSIX
            LC_TIME,  xx_XX.UTF-8
            """)
    void aLocaleThatIsNotInstalledIsReplacedByOneWithEveryLetter(String variable, String value) throws Exception {
        List<String> seen = run("exec \"$1\"", Map.of(variable, value));

        assertEquals("C.UTF-8", seen.get(3));
    }

    private String place(String stream) {
        return folder.resolve(stream).toString();
    }

    /** Runs a script with the launcher as $1, and returns what the runtime saw. */
    private List<String> run(String script, Map<String, String> locale) throws IOException, InterruptedException {
        Path in = folder.resolve("in");
        if (Files.notExists(in)) {
            Files.createFile(in);
        }
        Path seen = folder.resolve("seen");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "sh", launcher.toString())
                .redirectInput(in.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(locale);
        builder.environment().put("SEEN", seen.toString());
        assertEquals(0, builder.start().waitFor());
        return Files.readAllLines(seen);
    }
}
