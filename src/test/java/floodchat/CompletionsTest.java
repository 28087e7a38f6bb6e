package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The completions that the packages have. The build's own code writes them here, and bash completes with its one. */
class CompletionsTest {
    private static final int TIMEOUT_S = 120;

    private static final Pattern LONG_OPTION = Pattern.compile("^ .*?--(?<name>[a-z][a-z-]+)", Pattern.MULTILINE);

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = placeOf(Options.class) + File.pathSeparator + placeOf(CommandLine.class);
        run(
                java, "-XX:TieredStopAtLevel=1", "-cp", classPath,
                "src/image/Completions.java", folder.toString());
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void everyShellCompletesEveryOptionOfTheHelp() throws IOException {
        List<String> options =
                LONG_OPTION.matcher(Options.usage()).results().map(found -> found.group("name")).toList();

        assertTrue(options.contains("name") && options.contains("version"), options.toString());
        assertEquals(List.of(), options.stream().filter(name -> !read("bash").contains("'--" + name + "'")).toList());
        assertEquals(List.of(), options.stream().filter(name -> !read("zsh").contains("--" + name)).toList());
        assertEquals(List.of(), options.stream().filter(name -> !read("fish").contains(" -l " + name + " ")).toList());
    }

    @Test
    void filesAreOfferedOnlyWhereTheValueIsAPath() {
        assertTrue(line("fish", " -l config ").contains(" -r -F "));
        assertTrue(line("fish", " -l home ").contains("__fish_complete_directories"));
        assertTrue(line("fish", " -l name ").contains(" -x "));
        assertTrue(line("zsh", "--config").contains(":FILE:_files'"));
        assertTrue(line("zsh", "--home").contains(":DIR:_files -/'"));
        assertFalse(line("zsh", "--name").contains("_files"));
        assertEquals("'*:HOST\\:PORT:_hosts'", line("zsh", "'*:").strip());
    }

    @Test
    void whatAShellReadsInAnotherWayIsEscaped() {
        assertTrue(line("zsh", "--listen").contains(":\\[HOST\\:\\]PORT: '"), line("zsh", "--listen"));
        assertTrue(line("zsh", "--plain").contains("[No window\\: lines"), line("zsh", "--plain"));
    }

    @Test
    void onlyAnOptionThatMayBeRepeatedIsOfferedAgain() {
        assertTrue(line("zsh", "--join").contains("'*'--join="));
        assertTrue(line("zsh", "--name").contains("'(--name)'--name="));
        assertTrue(line("zsh", "--version").contains("'(-V --version)'{-V,--version}"));
    }

    @Test
    void bashCompletesWhatIsTyped() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash");
        Path sample = Files.writeString(folder.resolve("sample.toml"), "");

        assertEquals("--name\n", completed("--na"));
        assertEquals("--network\n", completed("--net"));
        assertEquals(sample + "\n", completed("--config", folder + "/sam"));
        assertEquals("\n", completed("--name", folder + "/sam"));
    }

    /** What bash offers in place of the last word. */
    private static String completed(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/bash", "--norc", "-c", """
                compopt() { :; }
                . "$0"
                COMP_WORDS=(floodchat "$@")
                COMP_CWORD=$#
                _complete_floodchat
                printf '%s\\n' "${COMPREPLY[@]}"
                """, folder.resolve("floodchat.bash").toString()));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    private static String line(String shell, String part) {
        return read(shell).lines().filter(line -> line.contains(part)).findFirst().orElse("no line has " + part);
    }

    private static String read(String shell) {
        try {
            return Files.readString(folder.resolve("floodchat." + shell));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String run(String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", "");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            process.getOutputStream().close();
            assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), "it did not end");
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertEquals(0, process.exitValue(), text);
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
