package floodchat.front.tui.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.nativ.CLibrary;

/**
 * The terminal device behind standard input and output, through termios(3) and ioctl(2): no process is started for it.
 * Linux and macOS have the same modes under different numbers. Any thread may call it.
 */
final class Tty implements TerminalOutput.Device {
    static final int IN = 0;
    private static final int OUT = 1;

    private final Modes modes = System.getProperty("os.name", "").startsWith("Mac") ? Modes.MAC : Modes.LINUX;
    private final CLibrary.Termios before = new CLibrary.Termios();
    private final AtomicBoolean raw = new AtomicBoolean();

    /** The bits of the modes that a window turns off, the places of two settings, TCOFLUSH (termios.h). */
    private record Modes(long input, long local, int minimum, int time, int output) {
        /** BRKINT, ISTRIP, INLCR, IGNCR, ICRNL, IXON; ISIG, ICANON, ECHO, IEXTEN; VMIN, VTIME. */
        static final Modes LINUX =
                new Modes(0x2 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400, 0x1 | 0x2 | 0x8 | 0x8000, 6, 5, 1);

        static final Modes MAC =
                new Modes(0x2 | 0x20 | 0x40 | 0x80 | 0x100 | 0x200, 0x80 | 0x100 | 0x8 | 0x400, 16, 17, 2);
    }

    static boolean isTerminal() {
        return CLibrary.isatty(IN) == 1 && CLibrary.isatty(OUT) == 1;
    }

    /** Saves the modes for {@link #restoreModes}. */
    void saveModes() throws IOException {
        check(CLibrary.tcgetattr(IN, before), "read the modes of the terminal");
    }

    /**
     * Raw mode: every key comes as it is pressed, and none is echoed or becomes a signal. Output is still processed. It
     * does not wait until earlier output is read, which may take as long as the terminal likes.
     */
    void raw() throws IOException {
        CLibrary.Termios now = new CLibrary.Termios();
        check(CLibrary.tcgetattr(IN, now), "read the modes of the terminal");
        now.c_iflag &= ~modes.input();
        now.c_lflag &= ~modes.local();
        now.c_cc[modes.minimum()] = 1;
        now.c_cc[modes.time()] = 0;
        raw.set(true);
        check(CLibrary.tcsetattr(IN, CLibrary.TCSANOW, now), "set the modes of the terminal");
    }

    /** Restores the saved modes, if the terminal is still there. Does nothing if it is not in raw mode. */
    void restoreModes() {
        if (raw.getAndSet(false)) {
            restoreAnyModes();
        }
    }

    /** Restores the saved modes, whatever another program has made of them. */
    void restoreAnyModes() {
        CLibrary.tcsetattr(IN, CLibrary.TCSANOW, before);
    }

    /** Drops output that was written and not read yet. */
    @Override
    public void discard() {
        LibC.call("tcflush", OUT, modes.output());
    }

    /**
     * Opens the terminal behind standard output once more, so that it can be closed. If that is not allowed, because
     * the terminal belongs to another user, it is standard output itself.
     */
    @Override
    public WritableByteChannel open() {
        try {
            return FileChannel.open(Path.of("/dev/fd/" + OUT), StandardOpenOption.WRITE);
        } catch (IOException _) {
            return new FileOutputStream(FileDescriptor.out).getChannel();
        }
    }

    /** Columns and rows now; 0 if the terminal does not tell. */
    CLibrary.WinSize size() {
        CLibrary.WinSize size = new CLibrary.WinSize();
        CLibrary.ioctl(OUT, CLibrary.TIOCGWINSZ, size);
        return size;
    }

    /** Waits until a key can be read, at most this long; false if none came. */
    static boolean awaitsKey(int timeoutMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        int result = CLibrary.pollForInput(IN, timeoutMs);
        while (result < 0 && deadline - System.nanoTime() > 0) { // a signal interrupted it: EINTR
            result = CLibrary.pollForInput(IN, (int) TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        }
        return result > 0;
    }

    /** Waits until there is something to read. */
    static void awaitInput() {
        CLibrary.pollForInput(IN, -1);
    }

    /** False if a read would wait. True if the terminal is gone: then a read fails. */
    static boolean hasInput() {
        return CLibrary.pollForInput(IN, 0) != 0;
    }

    private static void check(int result, String what) throws IOException {
        if (result != 0) {
            throw new IOException("could not " + what);
        }
    }
}
