package floodchat.front.tui.terminal;

import java.io.IOException;
import org.jline.nativ.CLibrary;

/**
 * The terminal device behind standard input and output, through termios(3) and ioctl(2): no process is started for it.
 * Linux and macOS have the same modes under different numbers. Any thread may call it.
 */
final class Tty {
    private static final int IN = 0;
    private static final int OUT = 1;

    private final Modes modes = System.getProperty("os.name", "").startsWith("Mac") ? Modes.MAC : Modes.LINUX;
    private final CLibrary.Termios before = new CLibrary.Termios();

    /** The bits of the modes that a window turns off, and the places of two settings (termios.h). */
    private record Modes(long input, long local, int minimum, int time) {
        /** BRKINT, ISTRIP, INLCR, IGNCR, ICRNL, IXON; ISIG, ICANON, ECHO, IEXTEN; VMIN, VTIME. */
        static final Modes LINUX = new Modes(0x2 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400, 0x1 | 0x2 | 0x8 | 0x8000, 6, 5);

        static final Modes MAC =
                new Modes(0x2 | 0x20 | 0x40 | 0x80 | 0x100 | 0x200, 0x80 | 0x100 | 0x8 | 0x400, 16, 17);
    }

    static boolean isTerminal() {
        return CLibrary.isatty(IN) == 1 && CLibrary.isatty(OUT) == 1;
    }

    /** Saves the modes for {@link #restoreModes}. */
    void saveModes() throws IOException {
        check(CLibrary.tcgetattr(IN, before), "read the modes of the terminal");
    }

    /**
     * Raw mode: every key comes as it is pressed, and none is echoed or becomes a signal. Output is still processed.
     */
    void raw() throws IOException {
        CLibrary.Termios raw = new CLibrary.Termios();
        check(CLibrary.tcgetattr(IN, raw), "read the modes of the terminal");
        raw.c_iflag &= ~modes.input();
        raw.c_lflag &= ~modes.local();
        raw.c_cc[modes.minimum()] = 1;
        raw.c_cc[modes.time()] = 0;
        check(CLibrary.tcsetattr(IN, CLibrary.TCSADRAIN, raw), "set the modes of the terminal");
    }

    /** Restores the saved modes, if the terminal is still there. */
    void restoreModes() {
        CLibrary.tcsetattr(IN, CLibrary.TCSANOW, before);
    }

    /** Columns and rows now; 0 if the terminal does not tell. */
    CLibrary.WinSize size() {
        CLibrary.WinSize size = new CLibrary.WinSize();
        CLibrary.ioctl(OUT, CLibrary.TIOCGWINSZ, size);
        return size;
    }

    /** Waits until a key can be read, at most this long; false if none came. */
    static boolean awaitsKey(int timeoutMs) {
        return CLibrary.pollForInput(IN, timeoutMs) > 0;
    }

    private static void check(int result, String what) throws IOException {
        if (result != 0) {
            throw new IOException("could not " + what);
        }
    }
}
