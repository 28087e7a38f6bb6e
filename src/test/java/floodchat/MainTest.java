package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("starts peers, which tell the logging where to write")
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertEquals(0, run("--help"));
        assertTrue(out().startsWith("Usage: floodchat [HOST:PORT ...] [--name NAME]"), out());

        out.reset();
        assertEquals(0, run("--version"));
        assertEquals("floodchat " + Version.get() + "\n", out());
        assertEquals("", err());
    }

    @Test
    void aWrongCommandLineIsOneSentenceAndExitCodeTwo() {
        assertEquals(2, run("--nonsense"));

        assertEquals("floodchat: There is no option --nonsense; floodchat --help lists all options.\n",
                err());
        assertEquals("", out());
    }

    @Test
    void withoutATerminalPlainModeIsSuggested() {
        assertEquals(2, run("--home", folder.toString()));

        assertEquals("floodchat: A window needs a terminal on standard input and output; --plain needs none.\n", err());
    }

    @Test
    void aWrongSettingInTheHomeIsNamedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("floodchat.toml"), "\n[log]\nlevel = 3\n");

        assertEquals(2, run("--plain", "--home", folder.toString()));

        assertTrue(err().startsWith("floodchat: " + file + ", line 3: log.level must be one of "), err());
    }

    @Test
    void aNamedSettingsFileMustExist() {
        Path file = folder.resolve("mine.toml");

        assertEquals(2, run("--plain", "--home", folder.toString(), "--config", file.toString()));

        assertEquals("floodchat: The settings file " + file + " can't be read: there is no such file.\n", err());
    }

    @Test
    void aHomeThatCannotBeWrittenIsOneSentenceAndExitCodeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertEquals(1, run("--plain", "--home", file.toString()));

        assertEquals(
                "floodchat: Can't write to " + file + ": there is a file instead of a folder.\n", err());
    }

    @Test
    void aTakenPortIsOneSentenceAndExitCodeOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertEquals(1, runPlain("hello\n", address));

            assertEquals(
                    List.of("floodchat: Can't listen on " + address
                            + ": the port is taken, or the host is not this machine; choose another with --listen."),
                    err().lines().toList());
        }
    }

    @Test
    void aPeerWithoutInputEndsWithExitCodeZero() throws IOException {
        assertEquals(0, runPlain("", "127.0.0.1:0"));

        assertEquals("", out());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home"))));
    }

    private int runPlain(String input, String listen) {
        return runWith(input, "--plain", "--name", "ada", "--home", folder.resolve("home").toString(), "--listen",
                listen);
    }

    private int run(String... arguments) {
        return runWith("", arguments);
    }

    private int runWith(String input, String... arguments) {
        return Main.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
