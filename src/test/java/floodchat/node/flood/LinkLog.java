package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * What the links and handshakes of this process log: the only place that tells why one ended. With it a test of a
 * hostile frame asserts the reason, and can't pass because the link ended for another one. Any thread may call it.
 */
final class LinkLog extends AbstractAppender implements AutoCloseable {
    private static final String LOGGER = "floodchat.node.link";
    private static final long PATIENCE_MS = 20_000;

    private final List<String> lines = new ArrayList<>();
    private final Configuration configuration;

    private LinkLog(Configuration configuration) {
        super("links of a test", null, null, false, Property.EMPTY_ARRAY);
        this.configuration = configuration;
    }

    /** Records from now on, until it is closed. */
    static LinkLog record() {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        LinkLog log = new LinkLog(context.getConfiguration());
        log.install(context);
        return log;
    }

    private void install(LoggerContext context) {
        start();
        LoggerConfig links = new LoggerConfig(LOGGER, Level.DEBUG, false);
        links.addAppender(this, Level.DEBUG, null);
        configuration.addLogger(LOGGER, links);
        context.updateLoggers();
    }

    @Override
    public synchronized void append(LogEvent event) {
        lines.add(event.getMessage().getFormattedMessage());
        notifyAll();
    }

    /** Waits for the first line with this text, and gives what follows the text. */
    synchronized String awaitRestOf(String text) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (true) {
            for (String line : lines) {
                int found = line.indexOf(text);
                if (found >= 0) {
                    return line.substring(found + text.length());
                }
            }
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMs <= 0) {
                return fail("no line with \"" + text + "\" in " + lines);
            }
            wait(leftMs);
        }
    }

    /** It is not stopped: a thread that is about to log would throw then, and there is nothing to give back. */
    @Override
    public void close() {
        configuration.removeLogger(LOGGER);
        ((LoggerContext) LogManager.getContext(false)).updateLoggers();
    }
}
