package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.graphics.BasicTextImage;
import com.googlecode.lanterna.graphics.TextImage;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A move of rows within the rectangle at the top left of the screen. The terminal moves what it shows, so the rows need
 * not be sent again. Immutable.
 *
 * <p>Lines are deleted and inserted within a scroll region (ECMA-48 DL and IL; DECSTBM, DECLRMM and DECSLRM of the
 * VT420). SU and SD would do, too, but the Linux console does not know them.
 *
 * @param distance how many rows up; below 0 for down
 */
record Scroll(int columns, int rows, int distance) {
    /** No margins, whatever another program has left: the screen scrolls as a whole. */
    static final String RESET = "\033[?69l\033[r";

    /** The move after which the most rows need not be drawn; null if there is none. */
    static @Nullable Scroll between(TextImage shown, TextImage wanted, int columns, int rows) {
        BitSet changed = changedRows(shown, wanted, columns, rows);
        Scroll best = null;
        int most = 0;
        for (int distance = 1 - rows; distance < rows && !changed.isEmpty(); distance++) {
            Scroll scroll = new Scroll(columns, rows, distance);
            int saved = scroll.rowsSaved(shown, wanted, changed);
            if (saved > most) {
                most = saved;
                best = scroll;
            }
        }
        return best;
    }

    private static BitSet changedRows(TextImage shown, TextImage wanted, int columns, int rows) {
        Scroll none = new Scroll(columns, rows, 0);
        BitSet changed = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            changed.set(row, !none.isSame(shown, row, wanted, row));
        }
        return changed;
    }

    private int rowsSaved(TextImage shown, TextImage wanted, BitSet changed) {
        int saved = 0;
        for (int row = Math.max(0, -distance); row < rows - Math.max(0, distance); row++) {
            if (changed.get(row) && isSame(shown, row + distance, wanted, row)) {
                saved++;
            }
        }
        return saved;
    }

    private boolean isSame(TextImage shown, int shownRow, TextImage wanted, int wantedRow) {
        for (int column = 0; column < columns; column++) {
            TextCharacter before = shown.getCharacterAt(column, shownRow);
            if (!Differences.looksSame(before, wanted.getCharacterAt(column, wantedRow))) {
                return false;
            }
        }
        return true;
    }

    /** The same move of whole rows, which every terminal can do. */
    Scroll ofWholeRows(TextImage screen) {
        return new Scroll(screen.getSize().getColumns(), rows, distance);
    }

    /** True if a wide character stands across the right margin: terminals disagree about what becomes of it. */
    boolean cutsACharacter(TextImage shown) {
        for (int row = 0; row < rows; row++) {
            if (shown.getCharacterAt(columns - 1, row).isDoubleWidth()) {
                return true;
            }
        }
        return false;
    }

    /** What the screen shows after the move. */
    TextImage applied(TextImage shown) {
        TextImage after = new BasicTextImage(shown.getSize());
        shown.copyTo(after);
        for (int row = 0; row < rows; row++) {
            int from = row + distance;
            boolean exposed = from < 0 || from >= rows;
            for (int column = 0; column < columns; column++) {
                TextCharacter cell =
                        exposed ? TextCharacter.DEFAULT_CHARACTER : shown.getCharacterAt(column, from);
                after.setCharacterAt(column, row, cell);
                column += cell.isDoubleWidth() ? 1 : 0;
            }
        }
        return after;
    }

    /** Lets the terminal do it, before anything is drawn: new rows take the background of the style, which is plain. */
    void write(Pen pen, int screenColumns) {
        if (columns < screenColumns) {
            pen.send("\033[?69h\033[1;" + columns + "s");
        }
        int count = Math.abs(distance);
        pen.send("\033[1;" + rows + "r\033[H\033[" + (count == 1 ? "" : count) + (distance > 0 ? "M" : "L"));
        pen.send(columns < screenColumns ? "\033[r\033[?69l" : "\033[r");
        pen.lose();
    }
}
