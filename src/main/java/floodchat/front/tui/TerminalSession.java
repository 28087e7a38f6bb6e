package floodchat.front.tui;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.Screen;
import floodchat.bus.Mailbox;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jline.nativ.CLibrary;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The terminal while it is ours: modes, screen and signals, and all of it given back, once, however the program ends.
 * The thread that owns the screen calls it; {@link #close} may come from any, and from the shutdown hook.
 */
final class TerminalSession {
    /** What a terminal that does not tell its size is taken for. */
    private static final int DEFAULT_COLUMNS = 80;

    private static final int DEFAULT_ROWS = 24;
    private static final String STOP = "TSTP";

    private final Mailbox<UiInput> ui;
    private final Tty tty = new Tty();
    private final TtyTerminal terminal;
    private final DeltaScreen screen;
    private @Nullable Painter painter;
    private final Thread hook = new Thread(this::giveBack, "terminal restore");

    TerminalSession(Mailbox<UiInput> ui) throws IOException {
        this.ui = ui;
        tty.remember();
        terminal = new TtyTerminal(new FileOutputStream(FileDescriptor.out), size());
        screen = new DeltaScreen(terminal);
    }

    DeltaScreen screen() {
        return screen;
    }

    TtyTerminal terminal() {
        return terminal;
    }

    /** Takes the terminal over. */
    void open() throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        tty.raw();
        screen.startScreen();
    }

    /** From now on signals come as messages; later than the first frame, which needs none. */
    void listen() {
        on("WINCH", signal -> ui.tell(new UiInput.Resized()));
        on("CONT", signal -> ui.tell(new UiInput.Continued()));
        on(STOP, signal -> ui.tell(new UiInput.StopAsked()));
        on("TERM", this::end);
        on("HUP", this::end);
        on("INT", this::end);
    }

    private boolean endAsked;

    /** The first time the window says goodbye; who asks twice does not want to wait for that. */
    private synchronized void end(Signal signal) {
        if (endAsked) {
            giveBack();
            Runtime.getRuntime().halt(exitCode(signal.getNumber()));
        }
        endAsked = true;
        ui.tell(new UiInput.EndAsked(signal.getNumber()));
    }

    /** What a shell expects of a program that a signal has ended. */
    static int exitCode(int signal) {
        return 128 + signal;
    }

    private static void on(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException reserved) {
            return; // the virtual machine was told to keep its hands off signals, or runs where there is no such one
        }
    }

    /** From now on the window is drawn in these colours. */
    void theme(Window window, Theme theme) {
        painter = new Painter(window, screen, theme);
    }

    void paint() throws IOException {
        if (painter != null) {
            painter.paint(Instant.now());
            screen.refresh(Screen.RefreshType.DELTA);
        }
    }

    /** The window may have another size. */
    void resize() {
        screen.resize(size());
    }

    private TerminalSize size() {
        CLibrary.WinSize size = tty.size();
        int columns = size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
        int rows = size.ws_row > 0 ? size.ws_row : DEFAULT_ROWS;
        return new TerminalSize(columns, rows);
    }

    /** Gives the terminal to the shell and stops; comes back once the shell lets us go on: then {@link #resume}. */
    void suspend() {
        giveBack();
        JobControl.stop();
        on(STOP, signal -> ui.tell(new UiInput.StopAsked()));
    }

    /** Takes the terminal over again; its modes, size and contents may be anyone's. */
    void resume() throws IOException {
        tty.raw();
        terminal.leave();
        terminal.enterPrivateMode();
        screen.forget();
    }

    private void giveBack() {
        terminal.leave();
        tty.restore();
    }

    /** Gives the terminal back for good; may be called twice. */
    void close() {
        giveBack();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook is running, or has run
        }
    }
}
