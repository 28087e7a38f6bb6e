package floodchat.front.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.TerminalScreen;
import java.io.IOException;
import java.util.EnumSet;

/**
 * Lanterna's screen, drawn by differences alone: the terminal is never cleared, so nothing flickers. Where the terminal can't be trusted to show
 * what we drew (after a resize, behind a glyph whose width terminals disagree about), the cells are forgotten and thereby drawn again.
 */
final class DeltaScreen extends TerminalScreen {
    /** Equal to nothing that is ever drawn. */
    private static final TextCharacter FORGOTTEN = new Glyph("?", TextColor.ANSI.DEFAULT, EnumSet.of(SGR.CIRCLED));

    private final TtyTerminal terminal;

    DeltaScreen(TtyTerminal terminal) throws IOException {
        super(terminal);
        this.terminal = terminal;
    }

    /** Takes the size that the terminal has now. */
    void resize(TerminalSize size) {
        terminal.resized(size);
        if (doResizeIfNecessary() != null) {
            forget();
        }
    }

    /** Whatever the terminal shows: the next frame draws every cell. */
    void forget() {
        getFrontBuffer().setAll(FORGOTTEN);
    }

    /** Shows what was put, as one frame, with the cursor where it was set. */
    void show() throws IOException {
        terminal.beginFrame();
        terminal.setCursorVisible(false);
        forgetBehindRiskyGlyphs();
        refresh(RefreshType.DELTA);
    }

    private void forgetBehindRiskyGlyphs() {
        TerminalSize size = getTerminalSize();
        for (int row = 0; row < size.getRows(); row++) {
            int risky = firstChangedRisk(row, size.getColumns());
            for (int column = risky + 1; column < size.getColumns(); column++) {
                getFrontBuffer().setCharacterAt(column, row, FORGOTTEN);
            }
        }
    }

    /** The first column where a risky glyph comes or goes; the width of the screen where there is none. */
    private int firstChangedRisk(int row, int columns) {
        for (int column = 0; column < columns; column++) {
            TextCharacter next = getBackBuffer().getCharacterAt(column, row);
            TextCharacter shown = getFrontBuffer().getCharacterAt(column, row);
            if (next != shown && !next.equals(shown) && (isRisky(next) || isRisky(shown))) {
                return column;
            }
        }
        return columns;
    }

    private static boolean isRisky(TextCharacter character) {
        return character instanceof Glyph glyph && glyph.risky();
    }
}
