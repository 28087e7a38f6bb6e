package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the terminal over and gives it back, by control sequences of ECMA-48 and xterm. What a {@link Pen} draws is
 * collected and written at once.
 *
 * <p>Keys come from {@link KeyReader}. The thread that owns the screen draws; any thread may call {@link #leave}.
 */
final class TtyTerminal {
    /** A whole frame of a large window fits. */
    private static final int FRAME_BYTES = 64 * 1024;

    private static final int MAX_TITLE_CHARACTERS = 80;

    /**
     * Saves the title and the alternate scroll mode; alternate screen, no scroll region, no wrapping at the margin,
     * bracketed paste, focus reports. In alternate scroll mode the wheel would send the keys Up and Down (xterm,
     * ctlseqs). Then it asks for left and right margins and for focus reports (DECRQM of modes 69 and 1004), and for
     * the keyboard protocol of kitty, and clears the screen: a terminal that does not know a question may have written
     * a part of it.
     */
    private static final String ENTER = "\033[22;0t\033[?1007s\033[?1007l\033[?1049h" + Scroll.RESET
            + "\033[?7l\033[?2004h\033[?1004h\033[?69$p\033[?1004$p\033[?u\033[m\033[H\033[2J";

    private static final String POP_KEYS = "\033[<u";

    /** Leaving begins with the end of a string, because it may come behind half a title. */
    private static final String STRING_END = "\033\\";

    /**
     * Alternate scroll is turned on before
     * it is restored: on is the default of the terminals that can't save it, and xterm, where it is off, can. Reports
     * of the mouse and of the colour scheme are turned off, whether they were on or not.
     */
    private static final String LEAVE = "\033[?2026l\033[0m" + Scroll.RESET
            + "\033[?1002l\033[?1006l\033[?2031l\033[?1004l\033[?2004l\033[?7h\033[?25h"
            + "\033[?1007h\033[?1007r\033[23;0t\033[?1049l";

    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(FRAME_BYTES);
    private volatile boolean entered;

    /** {@link #ENTER} was written, and not only collected for the first frame. */
    private volatile boolean toRestore;

    /** What only some terminals know is given back only if it was used. */
    private volatile boolean hasKittyKeys;

    private volatile boolean hasLinks;

    private boolean hasMouse;

    private TerminalSize size;

    /** @param out never waits for the terminal, as {@link TerminalOutput} */
    TtyTerminal(OutputStream out, TerminalSize size) {
        this.out = out;
        this.size = size;
    }

    /** Takes the screen over. The answer to the question comes among the keys. */
    void enter() {
        frame.reset();
        entered = true;
        hasKittyKeys = false;
        hasLinks = false;
        write(ENTER);
        if (hasMouse) {
            write("\033[?1002h\033[?1006h");
        }
    }

    /** Whether the mouse is reported (modes 1002 and 1006 of xterm), from the next frame on. */
    void useMouse(boolean on) {
        if (on != hasMouse) {
            hasMouse = on;
            write(on ? "\033[?1002h\033[?1006h" : "\033[?1002l\033[?1006l");
        }
    }

    /**
     * The terminal knows the keyboard protocol of kitty: each key has a sequence of its own (flag 1), so Escape is told
     * at once, and Shift-Enter from Enter. The flags belong to the alternate screen.
     */
    void useKittyKeys() {
        if (!hasKittyKeys) {
            hasKittyKeys = true;
            write("\033[>1u");
        }
    }

    /** From now on a frame may contain links (OSC 8), and may be cut within one. */
    void useLinks() {
        hasLinks = true;
    }

    /** Restores the screen; nothing is drawn after it. Does nothing the second time. Any thread may call it. */
    void leave() {
        writing.lock();
        try {
            entered = false;
            if (toRestore) {
                toRestore = false;
                String extra = (hasLinks ? Pen.END_OF_LINK : "") + (hasKittyKeys ? POP_KEYS : "");
                out.write((STRING_END + extra + LEAVE).getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException _) {
            return; // the terminal is gone
        } finally {
            writing.unlock();
        }
    }

    /** Sends what was written. */
    void flush() throws IOException {
        writing.lock();
        try {
            if (entered && frame.size() > 0) {
                toRestore = true;
                frame.writeTo(out);
                out.flush();
            }
        } finally {
            writing.unlock();
        }
        frame.reset();
    }

    void resized(TerminalSize now) {
        size = now;
    }

    TerminalSize size() {
        return size;
    }

    /** Asks for the background colour, and for mode 2031 (DECRQM); replies come among the keys. */
    void askForBackground() {
        write("\033]11;?\033\\\033[?2031$p");
    }

    /** Turns reports of the colour scheme on. */
    void followScheme() {
        write("\033[?2031h");
    }

    /** Asks whether it knows the notifications of kitty; a reply comes among the keys. */
    void askForNotifications() {
        write(Notification.QUESTION);
    }

    void title(String title) {
        write("\033]2;" + OscText.of(title, MAX_TITLE_CHARACTERS) + "\033\\");
    }

    void bell() {
        write("\007");
    }

    /** Collects for the next {@link #flush}. */
    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) {
        frame.writeBytes(bytes);
    }
}
