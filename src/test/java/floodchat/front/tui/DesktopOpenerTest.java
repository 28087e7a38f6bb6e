package floodchat.front.tui;

import static floodchat.front.tui.DesktopOpener.Result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class DesktopOpenerTest {
    private static final String ADDRESS = "https://example.org/a?b=$(id)&c='d';e";

    @TempDir
    Path folder;

    private final BlockingQueue<Result> results = new ArrayBlockingQueue<>(1);

    private Result open(DesktopOpener opener, String address) throws InterruptedException {
        opener.open(address, results::add);
        Result result = results.poll(10, TimeUnit.SECONDS);
        assertTrue(result != null, "no result");
        return result;
    }

    /** A program that writes what it was given, and ends so. */
    private DesktopOpener opener(int exitCode) throws IOException {
        Path program = folder.resolve("opener");
        Files.writeString(program, """
                #!/bin/sh
                printf '%%s %%s' "$#" "$1" > "%s"
                cat >> "%s"
                exit %d
                """.formatted(given(), given(), exitCode));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new DesktopOpener(program.toString());
    }

    private Path given() {
        return folder.resolve("given");
    }

    @Test
    void theProgramGetsTheAddressAsItIsAndNothingElse() throws Exception {
        assertEquals(Result.OPENED, open(opener(0), ADDRESS));
        assertEquals("1 " + ADDRESS, Files.readString(given()));
    }

    @Test
    void aProgramThatFailsOrIsNotThereIsTold() throws Exception {
        assertEquals(Result.FAILED, open(opener(3), ADDRESS));
        assertEquals(Result.FAILED, open(new DesktopOpener(folder.resolve("none").toString()), ADDRESS));
    }

    @Test
    void withoutADesktopNothingIsStarted() throws Exception {
        assertEquals(Result.NO_DESKTOP, open(new DesktopOpener(null), ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "file:///etc/passwd", "mailto:ada@example.org", "https://a.org b",
        "https://a\u001b[2J"})
    void whatIsNoPlainWebAddressIsRefused(String address) throws Exception {
        assertEquals(Result.REFUSED, open(opener(0), address));
        assertTrue(Files.notExists(given()));
    }

    @Test
    void aDesktopIsKnownByItsDisplay() {
        assertEquals("xdg-open", DesktopOpener.program(Map.of("DISPLAY", ":0"), "Linux"));
        assertEquals("xdg-open", DesktopOpener.program(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux"));
        assertNull(DesktopOpener.program(Map.of("DISPLAY", ""), "Linux"));
        assertNull(DesktopOpener.program(Map.of(), "Linux"));
        assertEquals("open", DesktopOpener.program(Map.of(), "Mac OS X"));
        assertNull(DesktopOpener.program(Map.of("SSH_CONNECTION", "1 2 3 4"), "Mac OS X"));
    }
}
