package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertEquals(
                "floodchat: The settings file " + file
                        + " can't be read: there is no such file. Correct that, or name another file with --config.\n",
                err());
    }

    @Test
    void aHomeThatCannotBeWrittenIsOneSentenceAndExitCodeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertEquals(1, run("--plain", "--home", file.toString()));

        assertEquals(
                "floodchat: Can't write to " + file + ": there is a file instead of a folder. "
                        + "Correct that, or choose another folder with --home.\n",
                err());
    }

    @Test
    void aTakenPortIsOneSentenceAndExitCodeOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertEquals(1, runPlain("hello\n", address));

            assertEquals(
                    List.of("floodchat: Can't listen on " + address
                            + ": the port is taken; choose another port with --listen."),
                    err().lines().toList());
        }
    }

    @Test
    void anUnknownHostAndAForeignAddressAreToldApart() throws IOException {
        assertEquals(1, runPlain("", "nosuch.invalid:7000"));
        assertEquals(1, runPlain("", "192.0.2.1:7000"));

        assertEquals(
                List.of("floodchat: Can't listen on nosuch.invalid:7000: there is no host named nosuch.invalid; "
                        + "choose another address with --listen.",
                        "floodchat: Can't listen on 192.0.2.1:7000: this machine does not have the address 192.0.2.1; "
                                + "choose another address with --listen."),
                err().lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void anAnswerThatCannotBeWrittenIsAFailure(String question) throws IOException {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertEquals(1, Main.run(new String[] {question}, InputStream.nullInputStream(), full, err));
        }
        assertEquals("floodchat: Can't write to standard output: No space left on device.\n", err());
    }

    @Test
    void aFolderInPlaceOfTheAddressesIsToldAndTheStartGoesOn() throws IOException {
        Path addresses = Files.createDirectories(folder.resolve("home/addresses"));

        assertEquals(0, runPlain("", "127.0.0.1:0"));

        assertTrue(err().contains(addresses + " can't be used: it is a folder. It was renamed to addresses.damaged.\n"),
                err());
    }

    @Test
    void aFolderInPlaceOfTheLogIsToldAndTheStartGoesOn() throws IOException {
        Path log = Files.createDirectories(folder.resolve("home/floodchat.log"));

        assertEquals(0, runPlain("", "127.0.0.1:0"));

        assertTrue(err().contains(log + " can't be used: it is a folder. It was renamed to floodchat.log.damaged.\n"),
                err());
    }

    @Test
    void aUsernameThatCannotBeReadIsOneSentenceThatNamesItsFile() throws IOException {
        Path username = Files.createDirectories(folder.resolve("username"));

        assertEquals(1, run("--plain", "--home", folder.toString()));

        assertEquals("floodchat: Can't read your username from " + username
                + ": it is a folder. Move it away and choose a username again, or start with --name.\n", err());
    }

    @Test
    void aSettingsFileThatIsALinkToNothingIsNotIgnored() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("floodchat.toml"), Path.of("nowhere"));

        assertEquals(2, run("--plain", "--home", folder.toString()));

        assertTrue(err().contains(file + " can't be read: there is no such file. "), err());
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
