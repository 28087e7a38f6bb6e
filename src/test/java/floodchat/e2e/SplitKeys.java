package floodchat.e2e;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import floodchat.front.tui.terminal.KnownSequences;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every sequence that the program knows, split at every place by a real pause, typed into windows on real
 * pseudo-terminals. It takes minutes, and runs with the profile {@code split-keys} alone.
 */
class SplitKeys extends WindowsOnTheImage {
    private static final Duration PAUSE = Duration.ofMillis(80);

    /** Windows wait most of the time. */
    private static final int WINDOWS = 8;

    /** Longer than Escape waits for the rest of a sequence. */
    private static final Duration AFTER_ESCAPE = Duration.ofMillis(120);

    /** Looks at the line: many if it may stay as it is, because a page takes the letter behind the sequence. */
    private static final int LONG = 8;

    private static final int SHORT = 2;
    private static final int TRIES = 20;

    /** The line before and behind the sequence: most keys act on it. */
    private static final String BEFORE = "ab";

    private static final String BEHIND = "z";

    /** Ctrl-E, Ctrl-U, Backspace, Delete, for as many rows as a key can make. */
    private static final String CLEAR = "\005\025\177\033[3~".repeat(4);

    @Test
    void aSplitSequenceTypesTheSameTextAsAWholeOne() throws Exception {
        List<String> sequences = KnownSequences.all().stream().filter(SplitKeys::leavesAWindow).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(WINDOWS)) {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < WINDOWS; i++) {
                TerminalWindow window = person("ada" + i, PlainPeer.NOWHERE);
                int first = i;
                Callable<Integer> run = () -> check(window, sequences, first);
                runs.add(threads.submit(run));
            }
            int splits = 0;
            for (Future<Integer> run : runs) {
                splits += run.get();
            }
            System.out.println(sequences.size() + " sequences, " + splits + " splits: all typed the same text");
        }
    }

    /** Keys of the kitty protocol that put the line aside, leave, or stop the window, as Ctrl-C, Ctrl-D and Ctrl-Z. */
    private static boolean leavesAWindow(String sequence) {
        return !sequence.matches("\033\\[(99|100|122);.*u");
    }

    /** Checks each of the sequences whose turn it is. Returns how many splits there were. */
    private static int check(TerminalWindow window, List<String> sequences, int first) throws InterruptedException {
        int splits = 0;
        for (int i = first; i < sequences.size(); i += WINDOWS) {
            String sequence = sequences.get(i);
            byte[] bytes = sequence.getBytes(StandardCharsets.UTF_8);
            type(window, bytes, bytes.length);
            String expected = settled(window, LONG);
            clear(window);
            for (int at = 1; at < bytes.length; at++) {
                type(window, bytes, at);
                String what = "\"" + expected + "\" after " + sequence.replace('\033', '^') + " split at " + at;
                if (!settled(window, expected.equals(BEFORE) ? LONG : SHORT).equals(expected)) {
                    window.await(what, screen -> input(screen).equals(expected)); // a busy machine
                }
                clear(window);
                splits++;
            }
        }
        return splits;
    }

    /** Types the line, the sequence with a pause in it, and a letter. */
    private static void type(TerminalWindow window, byte[] bytes, int at) throws InterruptedException {
        window.type(BEFORE);
        window.await("the line", screen -> input(screen).equals(BEFORE));
        window.type(Arrays.copyOf(bytes, at));
        Thread.sleep(PAUSE);
        window.type(Arrays.copyOfRange(bytes, at, bytes.length));
        Thread.sleep(PAUSE);
        window.type(BEHIND);
    }

    /** Closes what is open and clears the line; again if a busy machine took Escape and the next key together. */
    private static void clear(TerminalWindow window) throws InterruptedException {
        for (int tries = 0; tries < TRIES && !input(window.screen()).isEmpty(); tries++) {
            window.type(TerminalWindow.ESCAPE);
            Thread.sleep(AFTER_ESCAPE);
            window.type(CLEAR);
            settled(window, SHORT);
        }
        window.await("an empty line", screen -> input(screen).isEmpty());
    }

    /** The input line when it was the same at this many looks, a pause apart. */
    private static String settled(TerminalWindow window, int looks) throws InterruptedException {
        String shown = input(window.screen());
        for (int unchanged = 0; unchanged < looks; unchanged++) {
            Thread.sleep(PAUSE);
            String now = input(window.screen());
            unchanged = now.equals(shown) ? unchanged : 0;
            shown = now;
        }
        return shown;
    }

    private static String input(String screen) {
        String last = screen.stripTrailing().lines().reduce("", (_, line) -> line);
        return last.substring(last.indexOf('›') + 1).strip();
    }
}
