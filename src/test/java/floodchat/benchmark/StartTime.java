package floodchat.benchmark;

import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One start of a program in a terminal window, as the person before it sees it; in milliseconds since Enter was pressed after its command.
 *
 * @param paintedMs until its window was on the screen
 * @param usableMs until a key that was pressed at once was on the screen, in its input line
 */
record StartTime(double paintedMs, double usableMs) {
    static final int COLUMNS = 100;
    static final int ROWS = 30;

    private static final double NANOS_PER_MS = 1e6;
    private static final String BACKSPACE = "\177";
    private static final String LEAVE = "/quit";

    /** Starts it and has it leave. The shell's own start is before the clock's. */
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

    /** Enter comes by itself: some take it for a line break in a paste else. */
    private static void leave(TerminalWindow window) throws InterruptedException {
        window.type(BACKSPACE + LEAVE);
        window.await(LEAVE);
        window.type(TerminalWindow.ENTER);
        window.await(TerminalWindow.PROMPT);
    }
}
