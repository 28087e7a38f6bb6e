package floodchat.front.relay;

import floodchat.bus.Mailbox;
import floodchat.front.plain.TextOutput;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The lines of a log, which a thread of its own writes: a pager or a terminal that has stopped reading must not hold up
 * the end of a relay. Any thread may call {@link #print}.
 */
final class LogOutput implements AutoCloseable {
    /** A reader that is slow for a minute misses nothing. */
    static final int MAX_WAITING = 1_024;

    /** How long {@link #close} waits for a reader. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** No line is empty. */
    private static final String END = "";

    private final TextOutput out;
    private final Mailbox<String> lines = new Mailbox<>(MAX_WAITING);
    /** A platform thread, because a write may wait without end. */
    private final Thread thread = Thread.ofPlatform().daemon().name("log output").unstarted(this::run);

    private LogOutput(OutputStream out) {
        this.out = new TextOutput("standard output", out);
    }

    /** @param out the system's stream itself */
    static LogOutput to(OutputStream out) {
        LogOutput log = new LogOutput(out);
        log.thread.start();
        return log;
    }

    /** Never waits: a line for which there is no room is missing. @param line not empty, with its line break */
    void print(String line) {
        lines.tell(line);
    }

    private void run() {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.print(line);
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody reads, and the relay has ended
        }
    }

    /** Waits until all is written, but not for a reader that has stopped. */
    @Override
    public void close() {
        if (!lines.offer(END)) {
            thread.interrupt();
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
