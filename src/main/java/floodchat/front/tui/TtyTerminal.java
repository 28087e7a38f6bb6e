package floodchat.front.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.AbstractTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What Lanterna's screen draws on: control sequences of ECMA-48 and xterm, and text in UTF-8, gathered and written at
 * once. A frame is framed by synchronized output, so that a terminal that knows it never shows half of one. The cursor
 * is put in its place again behind everything that is not ASCII: one odd glyph can't shear a row.
 *
 * <p>Keys do not come this way; {@link KeyReader} has them. The thread that owns the screen draws; {@link #leave} may
 * come from any.
 */
final class TtyTerminal extends AbstractTerminal {
    /** A frame of a large window, drawn whole. */
    private static final int FRAME_BYTES = 64 * 1024;

    /**
     * Title kept, other screen, no wrapping at the margin, bracketed paste, focus reports, steady view from the top.
     */
    private static final String ENTER = "\033[22;0t\033[?1049h\033[?7l\033[?2004h\033[?1004h\033[H\033[2J";

    private static final String LEAVE =
            "\033[?2026l\033[0m\033[?1004l\033[?2004l\033[?7h\033[?25h\033[23;0t\033[?1049l";

    /** A terminal that is stuck is not waited for longer than this when it is given back. */
    private static final long LEAVE_MS = 200;

    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(FRAME_BYTES);
    private volatile boolean entered;
    private TerminalSize size;
    private boolean inFrame;
    private boolean cursorVisible = true;
    private int column;
    private int row;
    private boolean astray = true;

    TtyTerminal(OutputStream out, TerminalSize size) {
        this.out = out;
        this.size = size;
    }

    @Override
    public void enterPrivateMode() {
        frame.reset();
        inFrame = false;
        astray = true;
        cursorVisible = true;
        entered = true;
        write(ENTER);
    }

    @Override
    public void exitPrivateMode() {
        leave();
    }

    /**
     * Gives the screen back as it was; does nothing the second time, and nothing is drawn after it. Any thread may call
     * it.
     */
    void leave() {
        boolean alone = tryLock();
        try {
            if (entered) {
                entered = false;
                out.write(LEAVE.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException gone) {
            entered = false; // nobody is left to give the screen back to
        } finally {
            if (alone) {
                writing.unlock();
            }
        }
    }

    private boolean tryLock() {
        try {
            return writing.tryLock(LEAVE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
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
                frame.writeTo(out);
                out.flush();
            }
        } finally {
            writing.unlock();
        }
        frame.reset();
    }

    /** Everything up to the next {@link #flush} appears at once, and no cursor runs about meanwhile. */
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

    /** Asks what the background is; the answer, if there is one, comes among the keys. */
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
        if (astray || toColumn != column || toRow != row) {
            write("\033[" + (toRow + 1) + ";" + (toColumn + 1) + "H");
            column = toColumn;
            row = toRow;
            astray = false;
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

    /** Puts one cluster where the cursor is, or where the cursor should be by what was put before. */
    @Override
    public void putString(String cluster) {
        if (astray) {
            setCursorPosition(column, row);
        }
        if (cluster.length() == 1 && cluster.charAt(0) < 0x80) {
            write(cluster);
            column++;
            astray = column >= size.getColumns();
        } else {
            putOdd(cluster, column);
        }
    }

    private void putOdd(String cluster, int at) {
        int width = Graphemes.widthOfCluster(cluster);
        if (width == 2) { // a terminal that takes it for narrow is to leave no old half beside it
            write("  ");
            astray = true;
            setCursorPosition(at, row);
        }
        write(cluster);
        column = at + width;
        astray = true;
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
