package floodchat.front.tui.terminal;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.nativ.CLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The terminal from which this program was started, for questions while standard input and output are something else.
 * As long as this is open, nothing that is typed is shown: also what is typed too early. For one thread; not for a
 * program that has a window.
 */
public final class ControllingTerminal implements AutoCloseable {
    private static final String DEVICE = "/dev/tty";

    /** ECHO (termios.h), the same on Linux and macOS. */
    private static final long ECHO = 0x8;

    /** A terminal gives no longer line (termios(3), canonical mode). */
    private static final int MAX_LINE_BYTES = 4096;

    private final int descriptor;
    private final InputStream in;
    private final OutputStream out;
    private final CLibrary.Termios before = new CLibrary.Termios();
    private final Thread hook = new Thread(this::restore, "terminal echo");

    private ControllingTerminal(int descriptor, InputStream in, OutputStream out) throws IOException {
        this.descriptor = descriptor;
        this.in = in;
        this.out = out;
        CLibrary.Termios hidden = new CLibrary.Termios();
        if (CLibrary.tcgetattr(descriptor, before) != 0 || CLibrary.tcgetattr(descriptor, hidden) != 0) {
            throw new IOException("could not read the modes of the terminal");
        }
        Runtime.getRuntime().addShutdownHook(hook);
        hidden.c_lflag &= ~ECHO;
        if (CLibrary.tcsetattr(descriptor, CLibrary.TCSAFLUSH, hidden) != 0) {
            removeHook();
            throw new IOException("could not hide what is typed");
        }
    }

    /** Opens the terminal; null if there is none, as for a service. */
    public static @Nullable ControllingTerminal open() {
        int descriptor = LibC.open(DEVICE);
        if (descriptor < 0) {
            return null;
        }
        try {
            InputStream in = new FileInputStream(DEVICE);
            return new ControllingTerminal(descriptor, in, new FileOutputStream(DEVICE));
        } catch (IOException _) {
            LibC.call("close", descriptor);
            return null;
        }
    }

    /** Whether a person types on standard input. */
    public static boolean isStandardInput() {
        return CLibrary.isatty(Tty.IN) == 1;
    }

    /**
     * Asks a question and waits for a line. Ctrl-C ends the program, and the terminal shows again what is typed.
     *
     * @return the line; null if the terminal has no more, as after Ctrl-D
     */
    public @Nullable String ask(String question) throws IOException {
        write(question + " ");
        String line = line();
        write("\n");
        return line;
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return; // the hook is running, or has run
        }
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n' && bytes.size() < MAX_LINE_BYTES) {
            bytes.write(next);
            next = in.read();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Writes a sentence. */
    public void say(String sentence) throws IOException {
        write(sentence + "\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void restore() {
        CLibrary.tcsetattr(descriptor, CLibrary.TCSANOW, before);
    }

    @Override
    public void close() {
        restore();
        removeHook();
        LibC.call("close", descriptor);
        try {
            in.close();
            out.close();
        } catch (IOException _) {
            return; // the terminal is gone
        }
    }
}
