package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.Screen;
import floodchat.front.tui.text.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.nativ.CLibrary;
import org.jspecify.annotations.Nullable;
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

    /**
     * A signal ends the program within this time, whatever hangs: 3 s, less what {@link #restore} takes at most.
     */
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    /** Leaves the alternate screen, bracketed paste and colours of an editor that could not do it; shows the cursor. */
    private static final byte[] AFTER_KILL =
            "\033[?1049l\033[?2004l\033[0m\033[?25h\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TerminalListener listener;
    private final Tty tty = new Tty();
    private final TerminalOutput output;
    private final TtyTerminal terminal;
    private final DeltaScreen screen;
    private final Thread hook = new Thread(this::restore, "terminal restore");
    private final AtomicBoolean endRequested = new AtomicBoolean();
    private final AtomicBoolean awaitsForeground = new AtomicBoolean();
    private @Nullable KeyReader keys;

    /** While it runs, it has the terminal; null while there is none. */
    private volatile @Nullable ExternalEditor editor;

    private boolean lent;
    private boolean inBackground;
    private boolean knowsOsc99;

    public TerminalSession(TerminalListener listener) throws IOException {
        this.listener = listener;
        tty.saveModes();
        output = new TerminalOutput(tty, listener);
        terminal = new TtyTerminal(output, size());
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
        output.start();
        screen.startScreen();
    }

    /**
     * From now on signals become events. Called after the first frame, which needs no signals. In the background,
     * TTIN and TTOU would stop this program before it can take any other signal, so they are ignored. Then a read fails
     * there, see {@link KeyReader}.
     */
    public void listen() {
        on("WINCH", _ -> put(new TerminalEvent.Resized()));
        on("CONT", _ -> put(new TerminalEvent.Continued()));
        on(STOP, _ -> put(new TerminalEvent.StopRequested()));
        on("TTIN", SignalHandler.SIG_IGN);
        on("TTOU", SignalHandler.SIG_IGN);
        on("TERM", this::end);
        on("HUP", this::end);
        on("INT", this::end);
    }

    /** Reads keys from now on. They become events. */
    public void readKeys() {
        keys = KeyReader.start(listener);
    }

    /** Called on a thread of the virtual machine, which makes one for each signal. */
    private void put(TerminalEvent event) {
        try {
            listener.put(event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first signal lets the window say goodbye; the second one ends the program at once. */
    private void end(Signal signal) {
        int number = signal.getNumber();
        if (endRequested.getAndSet(true)) {
            endNow(number);
        }
        Thread.ofPlatform().daemon().name("end within").start(() -> endWithin(number));
        put(new TerminalEvent.EndRequested(number));
    }

    private void endWithin(int signal) {
        try {
            Thread.sleep(END_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        endNow(signal);
    }

    private void endNow(int signal) {
        restore();
        Runtime.getRuntime().halt(exitCode(signal));
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

    /**
     * True if the terminal takes a frame. It does not while it is still to read an earlier one, and while another
     * program has it. Then an event is told when that has changed.
     */
    public boolean isReady() {
        return !inBackground && !lent && output.isReady();
    }

    /** Shows what was put on the canvas, soon. Nothing may be shown or asked unless {@link #isReady}. */
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

    public void title(String title) {
        terminal.title(title);
    }

    /** The terminal shall tell when its colour scheme changes, from the next frame on: {@link Key.SchemeChanged}. */
    public void followScheme() {
        terminal.followScheme();
    }

    /**
     * Asks for the background colour, and for mode 2031. The answers come as {@link Key.Background} and {@link
     * Key.SchemeReports}.
     */
    public void askForBackground() throws IOException {
        terminal.askForBackground();
        terminal.flush();
    }

    /** Asks whether the terminal knows the notifications of kitty; an answer comes as a {@link Key.Knows}. */
    public void askForNotifications() throws IOException {
        terminal.askForNotifications();
        terminal.flush();
    }

    /** The terminal has answered what it knows; it is asked whenever it is taken over. */
    public void learn(Key.Knows answer) {
        switch (answer.feature()) {
            case MARGINS -> screen.useMargins(answer.known());
            case KITTY_KEYS -> terminal.useKittyKeys();
            case NOTIFICATIONS -> knowsOsc99 = answer.known();
            case FOCUS -> {
                // focus reports are on in any case
            }
        }
    }

    /** Whether the mouse is reported, from the next frame on. Then the terminal selects text only with Shift. */
    public void useMouse(boolean on) {
        terminal.useMouse(on);
    }

    /** From the next frame on, links are told to the terminal, or not. */
    public void useLinks(boolean on) {
        screen.useLinks(on);
    }

    public void show(Notification notification, Notification.Kind kind) {
        terminal.write(notification.sequence(kind, knowsOsc99));
    }

    /** Puts a text on the clipboard, if the terminal allows it. */
    public void copy(String text) {
        terminal.write(Clipboard.sequence(text));
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
        on(STOP, _ -> put(new TerminalEvent.StopRequested()));
    }

    // ---- an editor

    /** Whether an editor has the terminal. */
    public boolean isLent() {
        return lent;
    }

    /**
     * Restores the terminal and gives it to an editor with this text. {@link TerminalEvent.Edited} says that it has
     * ended: then call {@link #takeBack}. This thread does not wait.
     */
    public void edit(String text, EditorChoice choice) {
        String command = choice.command();
        if (command == null) {
            listener.tell(new TerminalEvent.Edited(text, new EditorResult.Unchanged(EditorChoice.NONE)));
            return;
        }
        lent = true;
        if (keys != null) {
            keys.pause();
        }
        restore();
        signalsToEditor();
        try {
            ExternalEditor started = ExternalEditor.start(command, text, choice.folder());
            editor = started;
            Thread.ofVirtual().name("editor").start(() -> await(started, text));
        } catch (IOException e) {
            String reason = "The editor could not be started: " + e.getMessage() + ".";
            listener.tell(new TerminalEvent.Edited(text, new EditorResult.Unchanged(reason)));
        }
    }

    /**
     * As in system(3), keys that become signals are for the editor: Ctrl-C, and Ctrl-Z, which stops us both. It starts
     * with the defaults, because a program inherits what is ignored, and no handlers.
     */
    private static void signalsToEditor() {
        on("INT", _ -> {});
        on(STOP, SignalHandler.SIG_DFL);
        on("TTIN", SignalHandler.SIG_DFL);
        on("TTOU", SignalHandler.SIG_DFL);
    }

    private void await(ExternalEditor started, String text) {
        try {
            listener.put(new TerminalEvent.Edited(text, started.await()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The editor has ended. {@link #resume} takes the terminal over then. */
    public void takeBack() {
        if (lent) {
            lent = false;
            editor = null;
            listen();
            if (keys != null) {
                keys.goOn();
            }
        }
    }

    /**
     * Takes the terminal over again, whatever other programs did to its modes, size and contents. In the background it
     * leaves the terminal alone, and so it does while an editor has it.
     */
    public void resume() throws IOException {
        if (lent) {
            return;
        }
        inBackground = JobControl.isInBackground();
        if (!inBackground) {
            tty.raw();
            terminal.leave();
            terminal.enter();
            screen.forget();
        } else if (!awaitsForeground.getAndSet(true)) {
            Thread.ofVirtual().name("foreground").start(this::awaitForeground);
        }
    }

    /** Not all shells send a signal to a program that runs in the background when it comes to the foreground. */
    private void awaitForeground() {
        try {
            JobControl.awaitForeground();
            awaitsForeground.set(false);
            listener.put(new TerminalEvent.Continued());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false if the terminal does not read. */
    private boolean restore() {
        ExternalEditor running = editor;
        if (running != null && running.stop()) {
            output.write(AFTER_KILL, 0, AFTER_KILL.length);
            tty.restoreAnyModes();
        }
        terminal.leave();
        boolean shown = output.finish();
        tty.restoreModes();
        return shown;
    }

    /** Restores the terminal for good. Returns false if the terminal does not read: a write to it would wait. */
    public boolean close() {
        boolean shown = restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return shown; // the hook is running, or has run
        }
        return shown;
    }
}
