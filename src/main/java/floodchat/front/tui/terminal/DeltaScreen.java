package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.graphics.TextImage;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.AbstractScreen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Lanterna screen that draws only what changed: it encodes a frame in each way that the terminal can do, and sends
 * the shortest. The terminal is never cleared, so nothing flickers. Owned by the thread that draws.
 */
final class DeltaScreen extends AbstractScreen {
    /**
     * A larger frame is framed in synchronized output, and the cursor is hidden meanwhile. That takes 28 bytes. What a
     * key changes is smaller: the terminal shows it at once anyway.
     */
    private static final int SMALL_FRAME_BYTES = 64;

    private final TtyTerminal terminal;
    private boolean everything;
    private boolean hasMargins;
    private boolean hasLinks;
    private boolean cursorShown = true;
    private Pen pen;

    /** The rectangle at the top left whose rows may have moved together; no columns if there is none. */
    private TerminalSize pane = TerminalSize.ZERO;

    private TerminalSize paneBefore = TerminalSize.ZERO;

    DeltaScreen(TtyTerminal terminal) {
        super(terminal.size());
        this.terminal = terminal;
        this.pen = new Pen(terminal.size().getColumns());
    }

    @Override
    public void startScreen() {
        terminal.enter();
    }

    @Override
    public void stopScreen() {
        terminal.leave();
    }

    /** Takes the size that the terminal has now. */
    void resize(TerminalSize size) {
        terminal.resized(size);
        if (!size.equals(getTerminalSize())) {
            addResizeRequest(size);
            doResizeIfNecessary();
            forget();
        }
    }

    /** The next frame draws every cell. */
    void forget() {
        everything = true;
    }

    /** The terminal knows left and right margins, or not. */
    void useMargins(boolean known) {
        hasMargins = known;
    }

    /** Whether links are told to the terminal. */
    void useLinks(boolean on) {
        hasLinks = on;
    }

    boolean hasLinks() {
        return hasLinks;
    }

    @Override
    public synchronized void clear() {
        super.clear();
        pane = TerminalSize.ZERO;
    }

    /** The rows of this rectangle at the top left often move together. */
    void scrolls(int columns, int rows) {
        pane = new TerminalSize(columns, rows);
    }

    /** Shows what was put, as one frame, and the cursor. */
    @Override
    public void refresh(RefreshType ignored) throws IOException {
        if (everything) {
            pen = new Pen(getTerminalSize().getColumns());
        }
        pen = shortest();
        if (hasLinks) {
            terminal.useLinks();
        }
        send();
        everything = false;
        paneBefore = pane;
        getBackBuffer().copyTo(getFrontBuffer());
        terminal.flush();
    }

    private Pen shortest() {
        Pen best = drawn(null);
        for (Scroll scroll : possibleScrolls()) {
            Pen drawn = drawn(scroll);
            best = drawn.size() < best.size() ? drawn : best;
        }
        return best;
    }

    /** The moves that may save bytes and that the terminal can do. */
    private List<Scroll> possibleScrolls() {
        List<Scroll> scrolls = new ArrayList<>();
        int rows = Math.max(pane.getRows(), paneBefore.getRows());
        if (everything || pane.getColumns() == 0 || pane.getColumns() != paneBefore.getColumns()) {
            return scrolls;
        }
        Scroll scroll = Scroll.between(getFrontBuffer(), getBackBuffer(), pane.getColumns(), rows);
        if (scroll != null) {
            scrolls.add(scroll.ofWholeRows(getFrontBuffer()));
            if (hasMargins && !scroll.cutsACharacter(getFrontBuffer())) {
                scrolls.add(scroll);
            }
        }
        return scrolls;
    }

    private Pen drawn(@Nullable Scroll scroll) {
        Pen drawing = pen.next();
        TextImage shown = getFrontBuffer();
        if (everything) {
            drawing.send(Scroll.RESET + "\033[m" + (hasLinks ? Pen.END_OF_LINK : ""));
        }
        if (scroll != null) {
            scroll.write(drawing, getTerminalSize().getColumns());
            shown = scroll.applied(shown);
        }
        new Differences(shown, getBackBuffer(), everything, drawing).draw();
        drawing.plain();
        TerminalPosition cursor = getCursorPosition();
        if (cursor != null) {
            drawing.move(cursor.getColumn(), cursor.getRow());
        }
        return drawing;
    }

    private void send() {
        boolean show = getCursorPosition() != null;
        boolean small = pen.size() <= SMALL_FRAME_BYTES && !everything;
        if (!small) {
            terminal.write("\033[?2026h");
        }
        if (cursorShown && !(small && show) || everything) {
            terminal.write("\033[?25l");
            cursorShown = false;
        }
        terminal.write(pen.bytes());
        if (show && !cursorShown) {
            terminal.write("\033[?25h");
            cursorShown = true;
        }
        if (!small) {
            terminal.write("\033[?2026l");
        }
    }

    @Override
    public @Nullable KeyStroke pollInput() {
        return null;
    }

    @Override
    public KeyStroke readInput() {
        throw new UnsupportedOperationException("keys come from the KeyReader");
    }
}
