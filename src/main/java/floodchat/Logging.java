package floodchat;

import floodchat.node.store.FileProblem;
import floodchat.node.store.Home;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;

/**
 * Tells Log4j where to write, through the system properties that config/log4j2.properties reads. It touches no logger
 * itself, so Log4j starts with the first line that is logged, after the first paint.
 */
final class Logging {
    /** The image's folder, set by our launcher. Without it Log4j looks for a configuration itself, or logs nothing. */
    private static final String IMAGE = "floodchat.image";

    private static final String LOG_FILE = "floodchat.log.file";

    private static final String GUEST_PREFIX = "floodchat-";

    /** As many as config/log4j2.properties keeps. */
    private static final int OLD_LOGS = 4;

    private Logging() {}

    /**
     * Sets file and level. Must be called before the first logger is made. What has the place of a log file and can't
     * be written is set aside. If the folder can't be written, nothing is logged.
     *
     * @param first true for the first window on its home. Each further window has a file of its own, because two
     *     processes must not roll the same file.
     * @param notices gets a sentence for the person about each file that can't be used
     * @return the file
     */
    static Path direct(Home home, LogLevel level, boolean first, Consumer<String> notices) {
        String name = first ? "floodchat.log" : GUEST_PREFIX + ProcessHandle.current().pid() + ".log";
        return direct(home, level, name, notices);
    }

    /** The same with a name of the file's own, which no other process may log to. */
    static Path direct(Home home, LogLevel level, String name, Consumer<String> notices) {
        Path file = home.state().resolve(name);
        boolean writable = prepare(home, file, notices);
        System.setProperty(LOG_FILE, file.toString());
        System.setProperty("floodchat.log.level", (writable ? level : LogLevel.OFF).name().toLowerCase(Locale.ROOT));
        String image = System.getProperty(IMAGE);
        if (image != null) {
            Path settings = Path.of(image, "config", "log4j2.properties");
            System.setProperty("log4j2.configurationFile", settings.toUri().toString());
        }
        silence();
        return file;
    }

    private static boolean prepare(Home home, Path file, Consumer<String> notices) {
        try {
            home.openState();
        } catch (IOException e) {
            notices.accept("%s can't be used: %s. Nothing is logged.".formatted(home.state(), FileProblem.reason(e)));
            return false;
        }
        setAsideUnlessWritable(file, notices);
        for (int i = 1; i <= OLD_LOGS; i++) {
            setAsideUnlessWritable(file.resolveSibling(file.getFileName() + "." + i), notices);
        }
        return true;
    }

    private static void setAsideUnlessWritable(Path log, Consumer<String> notices) {
        if (FileProblem.isThere(log) && (Files.isDirectory(log) || !Files.isWritable(log))) {
            String reason = Files.isDirectory(log) ? "it is a folder" : "it can't be written";
            notices.accept(FileProblem.setAside(log, reason));
        }
    }

    /** True if {@link #direct} was called, so that loggers may be made. */
    static boolean isDirected() {
        return System.getProperty(LOG_FILE) != null;
    }

    /** Keeps Log4j off the screen: it must not print its own problems, nor log to the console without configuration. */
    private static void silence() {
        System.setProperty("log4j2.level", "OFF");
        System.setProperty("log4j2.statusLoggerLevel", "OFF");
        System.setProperty("log4j2.disableJmx", "true");
    }

    /** Logs an unexpected error. */
    static void unexpected(Throwable error) {
        LogManager.getLogger(Main.class).error("unexpected error", error);
    }

    /** Deletes the logs of guest windows that no longer run. */
    static void deleteOldLogs(Path folder) {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, GUEST_PREFIX + "*.log*")) {
            for (Path log : logs) {
                if (!isRunning(log.getFileName().toString())) {
                    delete(log);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LogManager.getLogger(Logging.class).warn("could not delete old logs in {}: {}", folder, e.toString());
        }
    }

    /** One that can't be deleted must not keep the others. */
    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            LogManager.getLogger(Logging.class).warn("could not delete the old log {}: {}", log, e.toString());
        }
    }

    private static boolean isRunning(String fileName) {
        String pid = fileName.substring(GUEST_PREFIX.length(), fileName.indexOf(".log"));
        return !pid.matches("[0-9]{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
