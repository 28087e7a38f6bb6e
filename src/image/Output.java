import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has written, or what a terminal shows of it. Filled by a thread of its own; any thread may wait for
 * a text.
 */
final class Output {
    /** Far longer than anything takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UnaryOperator<String> view;
    private String seen = "";
    private boolean ended;

    /** @param view turns new text into everything that is visible now */
    Output(InputStream from, UnaryOperator<String> view) {
        this.view = view;
        Thread.ofVirtual().start(() -> read(from));
    }

    /** Everything that a stream has brought. */
    Output(InputStream from) {
        this(from, allOf(new StringBuilder()));
    }

    private static UnaryOperator<String> allOf(StringBuilder lines) {
        return more -> lines.append(more).toString();
    }

    private void read(InputStream from) {
        char[] buffer = new char[8192];
        try (Reader reader = new InputStreamReader(from, StandardCharsets.UTF_8)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                see(new String(buffer, 0, length));
            }
        } catch (IOException e) {
            // a pseudo-terminal reports the end of its last writer in this way
        } finally {
            end();
        }
    }

    private synchronized void see(String more) {
        seen = view.apply(more);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits for a text that matches, and returns its first group. */
    synchronized String await(String pattern) throws IOException, InterruptedException {
        Pattern wanted = Pattern.compile(pattern + "()");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Matcher found = wanted.matcher(seen);
            if (found.find()) {
                return found.group(1);
            }
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0 || ended) {
                throw new IOException("\"" + pattern + "\" did not appear; there is only:\n" + seen);
            }
            wait(leftMs);
        }
    }
}
