package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.node.store.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("changes system properties and the standard streams")
class LoggingTest {
    private static final long MEBIBYTE = 1024 * 1024;

    private final Properties before = new Properties();
    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void keepProperties() {
        before.putAll(System.getProperties());
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void theLogFileIsForItsOwnerAlone() throws IOException {
        Path file = Logging.direct(Home.in(folder), LogLevel.INFO, true, notices::add);

        log(logger -> {
            logger.info("hello");
            logger.debug("too much");
        });

        String text = Files.readString(file);
        assertEquals(folder.resolve("floodchat.log"), file);
        assertTrue(text.matches("[-0-9]{10} [0-9:.]{12} INFO +LoggingTest \\[.*] hello\n"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theLevelDecidesWhatIsWritten() throws IOException {
        Path file = Logging.direct(Home.in(folder), LogLevel.TRACE, true, notices::add);

        log(logger -> logger.trace("every frame"));

        assertTrue(Files.readString(file).contains("every frame"));
    }

    @Test
    void theLogNeverHoldsMoreThanFiveFilesOfOneMebibyte() throws IOException {
        Logging.direct(Home.in(folder), LogLevel.INFO, true, notices::add);

        log(logger -> {
            for (int i = 0; i < 800; i++) {
                logger.info("x".repeat(10_000));
            }
        });

        assertEquals(
                List.of("floodchat.log", "floodchat.log.1", "floodchat.log.2", "floodchat.log.3", "floodchat.log.4"),
                files());
        for (String file : files()) {
            long length = Files.size(folder.resolve(file));
            assertTrue(length <= MEBIBYTE + 20_000, file + " has " + length);
        }
    }

    @Test
    void aLogThatCannotBeWrittenLeavesTheScreenClean() {
        Logging.direct(Home.in(Path.of("/proc/nowhere")), LogLevel.INFO, true, notices::add);

        String screen = screenDuring(() -> log(logger -> logger.error("lost", new IllegalStateException("lost"))));

        assertEquals("", screen);
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().matches("/proc/nowhere can't be used: .*\\. Nothing is logged\\."),
                notices.toString());
    }

    @Test
    void whatCannotBeALogIsSetAsideAndTold() throws IOException {
        Files.createDirectories(folder.resolve("floodchat.log/below"));
        Files.createDirectories(folder.resolve("floodchat.log.2/below"));
        Path file = Logging.direct(Home.in(folder), LogLevel.INFO, true, notices::add);

        log(logger -> logger.info("hello"));

        assertTrue(Files.readString(file).contains("hello"));
        assertEquals(List.of("floodchat.log", "floodchat.log.2.damaged", "floodchat.log.damaged"), files());
        assertEquals(
                List.of(file + " can't be used: it is a folder. It was renamed to floodchat.log.damaged.",
                        file + ".2 can't be used: it is a folder. It was renamed to floodchat.log.2.damaged."),
                notices);
    }

    @Test
    void aLogThatIsThrownAwayByALinkIsLeftAlone() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("floodchat.log"), Path.of("/dev/null"));

        Logging.direct(Home.in(folder), LogLevel.INFO, true, notices::add);

        assertEquals(List.of(), notices);
        Files.delete(link); // otherwise the deletion of the folder warns of it
    }

    @Test
    void anOldLogThatCannotBeDeletedDoesNotKeepTheOthers() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        String log = "floodchat-" + gone.pid() + ".log";
        for (int i = 1; i <= 4; i++) {
            Files.writeString(folder.resolve(log + "." + i), "");
        }
        Files.createDirectories(folder.resolve(log).resolve("below"));

        Logging.deleteOldLogs(folder);

        assertEquals(List.of(log), files());
    }

    @Test
    void theLogOfAClosedGuestIsDeleted() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        String own = "floodchat-" + ProcessHandle.current().pid() + ".log";
        for (String name : List.of("floodchat-" + gone.pid() + ".log", "floodchat-" + gone.pid() + ".log.1", own,
                "floodchat.log", "floodchat.log.1", "floodchat-notes.log")) {
            Files.writeString(folder.resolve(name), "");
        }

        Logging.deleteOldLogs(folder);

        assertEquals(List.of(own, "floodchat-notes.log", "floodchat.log", "floodchat.log.1"), files());
        assertEquals(folder.resolve(own), Logging.direct(Home.in(folder), LogLevel.INFO, false, notices::add));
    }

    private static void log(Consumer<Logger> work) {
        LoggerContext context = new LoggerContext("test", null, Path.of("config/log4j2.properties").toUri());
        context.start();
        try {
            work.accept(context.getLogger(LoggingTest.class));
        } finally {
            context.stop();
        }
    }

    private static String screenDuring(Runnable work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream caught = new PrintStream(screen, true, StandardCharsets.UTF_8);
        System.setOut(caught);
        System.setErr(caught);
        try {
            work.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
