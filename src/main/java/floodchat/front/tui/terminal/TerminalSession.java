package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.Screen;
import floodchat.front.tui.text.Theme;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jline.nativ.CLibrary;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The terminal while this program uses it: modes, screen and signals. Everything is restored once, however the program
 * ends. The thread that owns the screen calls it; {@link #close} may come from any thread, and from the shutdown hook.
 */
public final class TerminalSession {
    /** The size of a terminal that does not tell its size. */
    private static final int DEFAULT_COLUMNS = 80;

    private static final int DEFAULT_ROWS = 24;
    private static final String STOP = "TSTP";

    private final TerminalListener listener;
    private final Tty tty = new Tty();
    private final TtyTerminal terminal;
    private final DeltaScreen screen;
    private final Thread hook = new Thread(this::restore, "terminal restore");
    private boolean endRequested;

    public TerminalSession(TerminalListener listener) throws IOException {
        this.listener = listener;
        tty.saveModes();
        terminal = new TtyTerminal(new FileOutputStream(FileDescriptor.out), size());
        screen = new DeltaScreen(terminal);
    }

    /** True if standard input and output are a terminal. */
    public static boolean hasTerminal() {
        return Tty.isTerminal();
    }

    /** Takes the terminal over. */
    public void open() throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        tty.raw();
        screen.startScreen();
    }

    /** From now on signals become events. Called after the first frame, which needs no signals. */
    public void listen() {
        on("WINCH", _ -> listener.tell(new TerminalEvent.Resized()));
        on("CONT", _ -> listener.tell(new TerminalEvent.Continued()));
        on(STOP, _ -> listener.tell(new TerminalEvent.StopRequested()));
        on("TERM", this::end);
        on("HUP", this::end);
        on("INT", this::end);
    }

    /** The first signal lets the window say goodbye; the second one ends the program at once. */
    private synchronized void end(Signal signal) {
        if (endRequested) {
            restore();
            Runtime.getRuntime().halt(exitCode(signal.getNumber()));
        }
        endRequested = true;
        listener.tell(new TerminalEvent.EndRequested(signal.getNumber()));
    }

    /** What a shell expects of a program that was ended by a signal. */
    public static int exitCode(int signal) {
        return 128 + signal;
    }

    private static void on(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException _) {
            return; // the system has no such signal, or the virtual machine was told not to handle signals (-Xrs)
        }
    }

    /** A canvas on this screen, in these colours. */
    public Canvas canvas(Theme theme) {
        return new Canvas(screen, theme);
    }

    /** Shows what was put on the canvas. */
    public void show() throws IOException {
        screen.refresh(Screen.RefreshType.DELTA);
    }

    /** The next frame draws every cell, whatever the terminal shows. */
    public void redraw() {
        screen.forget();
    }

    public void ring() {
        terminal.bell();
    }

    /** @param title without any control character */
    public void title(String title) {
        terminal.title(title);
    }

    /** Asks for the background colour; an answer comes as a {@link Key.Background}. */
    public void askForBackground() throws IOException {
        terminal.askForBackground();
        terminal.flush();
    }

    /** Gives the screen the size that the terminal has now. */
    public void resize() {
        screen.resize(size());
    }

    public int columns() {
        return screen.getTerminalSize().getColumns();
    }

    public int rows() {
        return screen.getTerminalSize().getRows();
    }

    private TerminalSize size() {
        CLibrary.WinSize size = tty.size();
        int columns = size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
        int rows = size.ws_row > 0 ? size.ws_row : DEFAULT_ROWS;
        return new TerminalSize(columns, rows);
    }

    /** Restores the terminal and stops this program. Returns when it is continued: then call {@link #resume}. */
    public void suspend() {
        restore();
        JobControl.stop();
        on(STOP, _ -> listener.tell(new TerminalEvent.StopRequested()));
    }

    /** Takes the terminal over again, whatever other programs did to its modes, size and contents. */
    public void resume() throws IOException {
        tty.raw();
        terminal.leave();
        terminal.enterPrivateMode();
        screen.forget();
    }

    private void restore() {
        terminal.leave();
        tty.restoreModes();
    }

    /** Restores the terminal for good; may be called twice. */
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return; // the hook is running, or has run
        }
    }
}
