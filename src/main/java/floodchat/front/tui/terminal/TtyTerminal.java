package floodchat.front.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.AbstractTerminal;
import floodchat.front.tui.text.Graphemes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the terminal: control sequences of ECMA-48 and xterm, and text in UTF-8. A frame is collected and written
 * at once, in synchronized output, so that a terminal that knows it never shows half a frame. The cursor is placed
 * again after every character that is not ASCII, so that one wrong width does not shift the row.
 *
 * <p>Keys come from {@link KeyReader}. The thread that owns the screen draws; any thread may call {@link #leave}.
 */
final class TtyTerminal extends AbstractTerminal {
    /** A whole frame of a large window fits. */
    private static final int FRAME_BYTES = 64 * 1024;

    /**
     * Saves the title and the alternate scroll mode; alternate screen, no wrapping at the margin, bracketed paste, focus
     * reports, clear screen. In alternate scroll mode the wheel would send the keys Up and Down (xterm, ctlseqs).
     */
    private static final String ENTER =
            "\033[22;0t\033[?1007s\033[?1007l\033[?1049h\033[?7l\033[?2004h\033[?1004h\033[H\033[2J";

    /**
     * It begins with the end of a string, because it may come behind half a title. Alternate scroll is turned on before
     * it is restored: on is the default of the terminals that can't save it, and xterm, where it is off, can.
     */
    private static final String LEAVE = "\033\\\033[?2026l\033[0m\033[?1004l\033[?2004l\033[?7h\033[?25h"
            + "\033[?1007h\033[?1007r\033[23;0t\033[?1049l";

    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(FRAME_BYTES);
    private volatile boolean entered;

    /** {@link #ENTER} was written, and not only collected for the first frame. */
    private volatile boolean toRestore;

    private TerminalSize size;
    private boolean inFrame;
    private boolean cursorVisible = true;
    private int column;
    private int row;
    private boolean cursorUnsure = true;

    /** @param out never waits for the terminal, as {@link TerminalOutput} */
    TtyTerminal(OutputStream out, TerminalSize size) {
        this.out = out;
        this.size = size;
    }

    @Override
    public void enterPrivateMode() {
        frame.reset();
        inFrame = false;
        cursorUnsure = true;
        cursorVisible = true;
        entered = true;
        write(ENTER);
    }

    @Override
    public void exitPrivateMode() {
        leave();
    }

    /** Restores the screen; nothing is drawn after it. Does nothing the second time. Any thread may call it. */
    void leave() {
        writing.lock();
        try {
            entered = false;
            if (toRestore) {
                toRestore = false;
                out.write(LEAVE.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException _) {
            return; // the terminal is gone
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        if (inFrame) {
            inFrame = false;
            write("\033[?2026l");
        }
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

    /** Everything up to the next {@link #flush} appears at once; the cursor is hidden meanwhile. */
    void beginFrame() {
        if (!inFrame) {
            inFrame = true;
            write("\033[?2026h");
            setCursorVisible(false);
        }
    }

    void resized(TerminalSize now) {
        size = now;
        onResized(now);
    }

    @Override
    public TerminalSize getTerminalSize() {
        return size;
    }

    /** Asks for the background colour; a reply comes among the keys. */
    void askForBackground() {
        write("\033]11;?\033\\");
    }

    /** @param title without any control character */
    void title(String title) {
        write("\033]2;" + title + "\033\\");
    }

    @Override
    public void bell() {
        write("\007");
    }

    @Override
    public void clearScreen() {
        write("\033[0m\033[2J");
    }

    @Override
    public void setCursorPosition(int toColumn, int toRow) {
        if (cursorUnsure || toColumn != column || toRow != row) {
            write("\033[" + (toRow + 1) + ";" + (toColumn + 1) + "H");
            column = toColumn;
            row = toRow;
            cursorUnsure = false;
        }
    }

    @Override
    public void setCursorPosition(TerminalPosition position) {
        setCursorPosition(position.getColumn(), position.getRow());
    }

    @Override
    public TerminalPosition getCursorPosition() {
        return new TerminalPosition(column, row);
    }

    @Override
    public void setCursorVisible(boolean visible) {
        if (visible != cursorVisible) {
            cursorVisible = visible;
            write(visible ? "\033[?25h" : "\033[?25l");
        }
    }

    @Override
    public void putCharacter(char c) {
        putString(String.valueOf(c));
    }

    /** Puts one cluster at the cursor. */
    @Override
    public void putString(String cluster) {
        if (cursorUnsure) {
            setCursorPosition(column, row);
        }
        if (cluster.length() == 1 && cluster.charAt(0) < 0x80) {
            write(cluster);
            column++;
            cursorUnsure = column >= size.getColumns();
        } else {
            putUnsure(cluster, column);
        }
    }

    /** Puts a cluster after which the place of the cursor is not sure. */
    private void putUnsure(String cluster, int at) {
        int width = Graphemes.widthOfCluster(cluster);
        if (width == 2 || Graphemes.leansLeft(cluster)) { // a terminal may draw it narrower and leave an old half
            write(" ".repeat(width));
            cursorUnsure = true;
            setCursorPosition(at, row);
        }
        write(cluster);
        column = at + width;
        cursorUnsure = true;
    }

    @Override
    public void enableSGR(SGR attribute) {
        sgr(
                switch (attribute) {
                    case BOLD -> "1";
                    case ITALIC -> "3";
                    case UNDERLINE -> "4";
                    case REVERSE -> "7";
                    default -> "";
                });
    }

    @Override
    public void disableSGR(SGR attribute) {
        sgr(
                switch (attribute) {
                    case BOLD -> "22";
                    case ITALIC -> "23";
                    case UNDERLINE -> "24";
                    case REVERSE -> "27";
                    default -> "";
                });
    }

    @Override
    public void resetColorAndSGR() {
        sgr("0");
    }

    @Override
    public void setForegroundColor(TextColor color) {
        sgr(new String(color.getForegroundSGRSequence(), StandardCharsets.US_ASCII));
    }

    @Override
    public void setBackgroundColor(TextColor color) {
        sgr(new String(color.getBackgroundSGRSequence(), StandardCharsets.US_ASCII));
    }

    private void sgr(String parameters) {
        if (!parameters.isEmpty()) {
            write("\033[" + parameters + "m");
        }
    }

    private void write(String text) {
        frame.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] enquireTerminal(int timeout, TimeUnit unit) {
        return new byte[0];
    }

    @Override
    public @Nullable KeyStroke pollInput() {
        return null;
    }

    @Override
    public KeyStroke readInput() {
        throw new UnsupportedOperationException("keys come from the KeyReader");
    }

    @Override
    public void close() {
        leave();
    }
}
