package floodchat;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;

/**
 * Tells Log4j where to write, through the system properties that config/log4j2.xml reads. Nothing here touches a logger, so logging starts
 * with the first line that is logged, after the first paint.
 */
final class Logging {
    /** Our launcher says where the image lies; without one Log4j finds its own way to a configuration, or logs nothing. */
    private static final String IMAGE = "floodchat.image";

    private static final String LOG_FILE = "floodchat.log.file";

    private static final String GUEST_PREFIX = "floodchat-";

    private Logging() {}

    /**
     * Must come before the first logger.
     *
     * @param first whether this is the first window on its home; each further one has a file of its own, that two processes don't roll
     *     one file
     * @return the file
     */
    static Path direct(Path folder, LogLevel level, boolean first) {
        Path file = folder.resolve(first ? "floodchat.log" : GUEST_PREFIX + ProcessHandle.current().pid() + ".log");
        System.setProperty(LOG_FILE, file.toString());
        System.setProperty("floodchat.log.level", level.name().toLowerCase(Locale.ROOT));
        String image = System.getProperty(IMAGE);
        if (image != null) {
            System.setProperty("log4j2.configurationFile", Path.of(image, "config", "log4j2.xml").toUri().toString());
        }
        silence();
        return file;
    }

    /** Whether a logger may be asked for. */
    static boolean isDirected() {
        return System.getProperty(LOG_FILE) != null;
    }

    /** Whatever goes wrong with logging, the screen stays ours: no console for want of a configuration, no complaints on it. */
    private static void silence() {
        System.setProperty("log4j2.level", "OFF");
        System.setProperty("log4j2.statusLoggerLevel", "OFF");
        System.setProperty("log4j2.disableJmx", "true");
    }

    /** Writes down what only whoever mends it should see. */
    static void defect(Throwable error) {
        LogManager.getLogger(Main.class).error("defect", error);
    }

    /** Removes the logs of guest windows that are gone. */
    static void sweep(Path folder) {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, GUEST_PREFIX + "*.log*")) {
            for (Path log : logs) {
                if (!isRunning(log.getFileName().toString())) {
                    Files.deleteIfExists(log);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LogManager.getLogger(Logging.class).warn("can't sweep {}: {}", folder, e.toString());
        }
    }

    private static boolean isRunning(String fileName) {
        String pid = fileName.substring(GUEST_PREFIX.length(), fileName.indexOf(".log"));
        return !pid.matches("[0-9]{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
