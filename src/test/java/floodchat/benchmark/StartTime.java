package floodchat.benchmark;

import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How long one start of a program takes, as a person sees it. The time begins when Enter is pressed after the command.
 *
 * @param paintedMs time until the window is on the screen
 * @param usableMs time until a key that was pressed at once is in the input line on the screen
 */
record StartTime(double paintedMs, double usableMs) {
    static final int COLUMNS = 100;
    static final int ROWS = 30;

    private static final double NANOS_PER_MS = 1e6;
    private static final String BACKSPACE = "\177";
    private static final String LEAVE = "/quit";

    /** Starts the program and ends it. The shell has started before the time begins. */
    static StartTime of(Program program, Path home) throws IOException, InterruptedException {
        try (TerminalWindow window = TerminalWindow.open(COLUMNS, ROWS, home.getParent())) {
            long begun = System.nanoTime();
            window.type(program.command(home) + TerminalWindow.ENTER + Program.TYPED);
            window.await(program.name() + "'s window", program::isPainted);
            long painted = System.nanoTime();
            window.await("a key that was typed", program::showsTyped);
            long usable = System.nanoTime();
            leave(window);
            return new StartTime((painted - begun) / NANOS_PER_MS, (usable - begun) / NANOS_PER_MS);
        }
    }

    /** Sends Enter separately. Otherwise some programs take it for a line break in pasted text. */
    private static void leave(TerminalWindow window) throws InterruptedException {
        window.type(BACKSPACE + LEAVE);
        window.await(LEAVE);
        window.type(TerminalWindow.ENTER);
        window.await(TerminalWindow.PROMPT);
    }
}
