package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.graphics.TextImage;
import floodchat.front.tui.text.Glyph;

/**
 * Draws the cells in which a screen differs from the one that is shown. Cells that did not change are drawn again if
 * the terminal may show something else there: after a character whose width terminals disagree about. For the thread
 * that draws.
 */
final class Differences {
    /** To put this many unchanged cells again takes no more bytes than to move past them. */
    private static final int MAX_BRIDGE_CELLS = 4;

    /** How many blanks take as many bytes as to erase the rest of the row. */
    private static final int ERASE_BYTES = 3;

    private final TextImage shown;
    private final TextImage wanted;
    private final boolean everything;
    private final Pen pen;
    private final int columns;

    /** Which cells of the row are drawn. */
    private final boolean[] due;

    /** Cells left of this column are drawn, whether they changed or not. */
    private int again;

    /** Cells left of this column may be hidden by characters that the terminal takes for wider than we do. */
    private int covered;

    /** How many such characters are drawn right before this cell. */
    private int doubtful;

    /** @param everything whether it is unknown what is shown */
    Differences(TextImage shown, TextImage wanted, boolean everything, Pen pen) {
        this.shown = shown;
        this.wanted = wanted;
        this.everything = everything;
        this.pen = pen;
        this.columns = wanted.getSize().getColumns();
        this.due = new boolean[columns];
    }

    void draw() {
        for (int row = 0; row < wanted.getSize().getRows(); row++) {
            if (findDue(row)) {
                draw(row);
            }
        }
    }

    static boolean looksSame(TextCharacter one, TextCharacter other) {
        return one.equals(other) || Pen.isBlank(one) && Pen.isBlank(other);
    }

    /** Finds out what of this row is drawn; false if nothing is. */
    private boolean findDue(int row) {
        again = everything ? columns : 0;
        covered = 0;
        doubtful = 0;
        boolean any = false;
        for (int column = 0; column < columns; column++) {
            TextCharacter next = wanted.getCharacterAt(column, row);
            due[column] = isDue(next, column, row);
            any |= due[column];
            noteSpoiled(next, column, row);
            if (next.isDoubleWidth() && column + 1 < columns) {
                column++;
                due[column] = false;
            }
        }
        return any;
    }

    private boolean isDue(TextCharacter next, int column, int row) {
        return column < again
                || column < covered && !Pen.isBlank(next)
                || !looksSame(next, shown.getCharacterAt(column, row))
                || hadSign(next, column, row);
    }

    /** Whether the terminal may show a sign of the following cell in this one, and another character comes there. */
    private boolean hadSign(TextCharacter next, int column, int row) {
        int following = following(next, column);
        return following < columns
                && Glyph.leansLeft(shown.getCharacterAt(following, row))
                && !looksSame(wanted.getCharacterAt(following, row), shown.getCharacterAt(following, row));
    }

    private static int following(TextCharacter next, int column) {
        return column + (next.isDoubleWidth() ? 2 : 1);
    }

    /** Notes which cells right of this one the terminal may show wrongly, once this one is drawn. */
    private void noteSpoiled(TextCharacter next, int column, int row) {
        if (!due[column]) {
            doubtful = 0;
            return;
        }
        TextCharacter before = shown.getCharacterAt(column, row);
        if (Glyph.isRisky(next) || Glyph.isRisky(before)) {
            again = columns;
        } else if (before.isDoubleWidth()) {
            again = Math.max(again, column + 2);
        }
        int following = following(next, column);
        if (following < columns && Glyph.leansLeft(wanted.getCharacterAt(following, row))) {
            again = Math.max(again, following + 1); // both are drawn together
        }
        doubtful = Glyph.widthOf(next) == Glyph.Width.DOUBTFUL ? doubtful + 1 : 0;
        covered = Math.max(covered, column + 1 + doubtful);
    }

    private void draw(int row) {
        int end = endToErase(row);
        for (int column = 0; column < end; column++) {
            if (due[column]) {
                bridge(column, row);
                pen.put(wanted.getCharacterAt(column, row), column, row);
            }
        }
        if (end < columns) {
            pen.erase(end, row);
        }
    }

    /** Where the row is erased from; its end if that takes more bytes than to put the blanks. */
    private int endToErase(int row) {
        int first = columns;
        int blanks = 0;
        for (int column = columns - 1; column >= 0 && Pen.isBlank(wanted.getCharacterAt(column, row)); column--) {
            boolean halfOfWide = column > 0 && wanted.getCharacterAt(column - 1, row).isDoubleWidth();
            if (halfOfWide) {
                break;
            }
            if (due[column]) {
                first = column;
                blanks++;
            }
        }
        return blanks > ERASE_BYTES ? first : columns;
    }

    /** Puts the cells between the cursor and this column again, if that is as short as a move. */
    private void bridge(int column, int row) {
        int from = pen.columnIn(row);
        if (from < 0 || from >= column || column - from > MAX_BRIDGE_CELLS) {
            return;
        }
        for (int at = from; at < column; at++) {
            TextCharacter cell = wanted.getCharacterAt(at, row);
            if (cell.getCharacterString().charAt(0) >= 0x80 || !pen.fits(cell)) {
                return;
            }
        }
        for (int at = from; at < column; at++) {
            pen.put(wanted.getCharacterAt(at, row), at, row);
        }
    }
}
