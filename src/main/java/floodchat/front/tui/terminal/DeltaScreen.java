package floodchat.front.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.AbstractScreen;
import floodchat.front.tui.text.Glyph;
import java.io.IOException;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * A Lanterna screen that draws only the cells that changed. The terminal is never cleared, so nothing flickers. Cells
 * are drawn again if the terminal may show something else: after a resize, and after a glyph whose width terminals
 * disagree about. Owned by the thread that draws.
 */
final class DeltaScreen extends AbstractScreen {
    private final TtyTerminal terminal;
    private boolean everything;
    private @Nullable TextColor color;
    private EnumSet<SGR> attributes = EnumSet.noneOf(SGR.class);

    DeltaScreen(TtyTerminal terminal) {
        super(terminal.getTerminalSize());
        this.terminal = terminal;
    }

    @Override
    public void startScreen() {
        terminal.enterPrivateMode();
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

    /** Shows what was put, as one frame, and the cursor. */
    @Override
    public void refresh(RefreshType ignored) throws IOException {
        color = null;
        TerminalSize size = getTerminalSize();
        for (int row = 0; row < size.getRows(); row++) {
            draw(row, size.getColumns());
        }
        everything = false;
        getBackBuffer().copyTo(getFrontBuffer());
        placeCursor();
        terminal.flush();
    }

    private void placeCursor() {
        TerminalPosition cursor = getCursorPosition();
        if (cursor != null) {
            terminal.setCursorPosition(cursor);
        }
        terminal.setCursorVisible(cursor != null);
    }

    private void draw(int row, int columns) {
        int again = everything ? columns : 0; // cells left of this column are drawn whether they changed or not
        for (int column = 0; column < columns; column++) {
            TextCharacter next = getBackBuffer().getCharacterAt(column, row);
            TextCharacter shown = getFrontBuffer().getCharacterAt(column, row);
            boolean changed = !next.equals(shown);
            if (changed && (isRisky(next) || isRisky(shown))) {
                again = columns;
            }
            if (changed && shown.isDoubleWidth()) {
                again = Math.max(again, column + 2);
            }
            int following = column + (next.isDoubleWidth() ? 2 : 1);
            if (changed || column < again || hadSign(following, row)) {
                draw(next, column, row);
                again = leansLeft(getBackBuffer().getCharacterAt(following, row))
                        ? Math.max(again, following + 1)
                        : again;
            }
            column = following - 1;
        }
    }

    private void draw(TextCharacter cell, int column, int row) {
        terminal.beginFrame();
        terminal.setCursorPosition(column, row);
        applyStyle(cell);
        terminal.putString(cell.getCharacterString());
    }

    private void applyStyle(TextCharacter cell) {
        EnumSet<SGR> wanted = cell.getModifiers();
        if (cell.getForegroundColor().equals(color) && wanted.equals(attributes)) {
            return;
        }
        color = cell.getForegroundColor();
        attributes = wanted;
        terminal.resetColorAndSGR();
        for (SGR attribute : wanted) {
            terminal.enableSGR(attribute);
        }
        if (color != TextColor.ANSI.DEFAULT) {
            terminal.setForegroundColor(color);
        }
    }

    /** Whether the terminal may show a sign from here in the cell before, and another character comes here. */
    private boolean hadSign(int column, int row) {
        TextCharacter shown = getFrontBuffer().getCharacterAt(column, row);
        return leansLeft(shown) && !shown.equals(getBackBuffer().getCharacterAt(column, row));
    }

    private static boolean leansLeft(@Nullable TextCharacter cell) {
        return cell instanceof Glyph glyph && glyph.leansLeft();
    }

    private static boolean isRisky(TextCharacter character) {
        return character instanceof Glyph glyph && glyph.isRisky();
    }

    @Override
    public @Nullable KeyStroke pollInput() {
        return terminal.pollInput();
    }

    @Override
    public KeyStroke readInput() {
        return terminal.readInput();
    }
}
