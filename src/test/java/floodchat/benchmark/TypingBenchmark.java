package floodchat.benchmark;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a key takes from a person's press to the terminal's screen, while lines of another person come. The window
 * and the other peer are processes of the image in a network without work for messages: no author could send 200
 * lines a second with it. It writes Markdown to standard output.
 */
final class TypingBenchmark {
    private static final int KEYS = 500;
    private static final int[] LINES_PER_S = {0, 20, 200};

    /** 10 keys a second: 120 words a minute. It divides no second, so a key comes at each time between two frames. */
    private static final long MS_BETWEEN_KEYS = 97;

    private static final int KEYS_IN_A_LINE = 40;
    private static final int FIRST_KEYS = 100;
    private static final double NANOS_PER_MS = 1e6;
    private static final long MS_PER_S = 1_000;
    private static final String CTRL_U = "\025";
    private static final String TERMS = "[network]\nwork = 0\npackets_per_second = 0\n";

    private final Path folder;

    private TypingBenchmark(Path folder) {
        this.folder = folder;
    }

    static void main() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("floodchat-typing");
        try {
            new TypingBenchmark(folder).run();
        } finally {
            WindowBenchmark.delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(Machine.described() + " " + KEYS + " keys each, in a window of 100 x 30.\n");
        System.out.println("| lines a second | key to screen, ms: p50 | p90 | p99 | most |");
        System.out.println("|---:|---:|---:|---:|---:|");
        for (String name : List.of("ada", "bob")) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name).resolve("floodchat.toml"), TERMS);
        }
        Program ada = Program.all().getFirst();
        try (PlainPeer bob = PlainPeer.start(BuiltImage.launcher(), "bob", folder, PlainPeer.NOWHERE, Map.of());
                TerminalWindow window = TerminalWindow.open(StartTime.COLUMNS, StartTime.ROWS, folder)) {
            window.enter(ada.joining(bob.address()).command(folder.resolve("ada")));
            window.await("bob");
            press(FIRST_KEYS, window);
            for (int linesPerS : LINES_PER_S) {
                print(linesPerS, whileLinesCome(linesPerS, bob, window));
            }
        }
    }

    private static List<Double> whileLinesCome(int linesPerS, PlainPeer author, TerminalWindow window)
            throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Thread talk = Thread.ofPlatform().name("talk").start(() -> talk(linesPerS, author, ended));
        try {
            if (linesPerS > 0) {
                window.await("of " + linesPerS + " a second");
            }
            return press(KEYS, window);
        } finally {
            ended.set(true);
            talk.join();
        }
    }

    private static void talk(int linesPerS, PlainPeer author, AtomicBoolean ended) {
        try {
            for (long line = 1; linesPerS > 0 && !ended.get(); line++) {
                author.type("line %06d of %d a second".formatted(line, linesPerS));
                Thread.sleep(MS_PER_S / linesPerS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static List<Double> press(int keys, TerminalWindow window) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            if (i % KEYS_IN_A_LINE == 0) {
                window.type(CTRL_U);
                window.await("an empty line", screen -> Program.typed(screen) == 0);
            }
            Thread.sleep(MS_BETWEEN_KEYS);
            int typed = i % KEYS_IN_A_LINE + 1;
            long begun = System.nanoTime();
            window.type(Program.TYPED);
            window.await("a key", screen -> Program.typed(screen) == typed);
            times.add((System.nanoTime() - begun) / NANOS_PER_MS);
        }
        return times;
    }

    private static void print(int linesPerS, List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.println(String.format(
                Locale.ROOT, "| %d | %.1f | %.1f | %.1f | %.1f |",
                linesPerS, percentile(sorted, 50), percentile(sorted, 90), percentile(sorted, 99), sorted.getLast()));
    }

    /** The smallest figure that this many in a hundred do not exceed. */
    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
