package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import floodchat.front.tui.text.Glyph;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.Style;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Theme;
import org.jspecify.annotations.Nullable;

/**
 * Puts text on a screen by columns. Nothing is drawn at or after the limit; a cluster that would be cut is left out.
 * Columns and rows count from 0 at the top left. For the thread that owns the screen.
 */
public final class Canvas {
    private final DeltaScreen screen;
    private final Theme theme;

    Canvas(DeltaScreen screen, Theme theme) {
        this.screen = screen;
        this.theme = theme;
    }

    public void clear() {
        screen.clear();
    }

    /**
     * Says that the rows of this rectangle at the top left often move together, so that the screen looks for such a
     * move. It holds for one frame.
     */
    public void scrolls(int columns, int rows) {
        screen.scrolls(columns, rows);
    }

    public void placeCursor(int column, int row) {
        screen.setCursorPosition(new TerminalPosition(column, row));
    }

    public void hideCursor() {
        @Nullable TerminalPosition nowhere = null;
        screen.setCursorPosition(nowhere);
    }

    /** Puts the text at this column, up to the limit. Returns the column after it. */
    public int put(int column, int row, String text, StyleToken token, int limit) {
        Style style = theme.style(token);
        int at = column;
        for (String cluster : Graphemes.of(text)) {
            if (at + Graphemes.widthOfCluster(cluster) > limit) {
                return at;
            }
            for (String cell : Graphemes.cells(cluster)) {
                TextCharacter glyph = style.glyph(cell);
                screen.setCharacter(at, row, glyph);
                at += glyph.isDoubleWidth() ? 2 : 1;
            }
        }
        return at;
    }

    /** Puts a row at this column, up to the limit. Returns the column after it. */
    public int put(int column, int row, Row pieces, int limit) {
        int at = column;
        for (Span span : pieces.spans()) {
            int from = at;
            at = put(at, row, span.text(), span.style(), limit);
            String link = span.link();
            if (link != null && screen.hasLinks()) {
                link(from, row, at, link);
            }
        }
        return at;
    }

    private void link(int column, int row, int limit, String link) {
        for (int at = column; at < limit; at++) {
            TextCharacter cell = screen.getBackCharacter(at, row);
            screen.setCharacter(at, row, Glyph.linked(cell, link));
            at += cell.isDoubleWidth() ? 1 : 0;
        }
    }

    /** Shows what is from this column up to the limit in reverse: it is selected. */
    public void select(int column, int row, int limit) {
        for (int at = column; at < limit; at++) {
            TextCharacter cell = screen.getBackCharacter(at, row);
            screen.setCharacter(at, row, Glyph.reversed(cell));
            at += cell.isDoubleWidth() ? 1 : 0;
        }
    }

    /** Blanks from this column up to the limit. */
    public void blank(int column, int row, int limit) {
        fill(column, row, ' ', StyleToken.TEXT, limit);
    }

    public void fill(int column, int row, char c, StyleToken token, int limit) {
        TextCharacter glyph = theme.style(token).glyph(String.valueOf(c));
        for (int at = column; at < limit; at++) {
            screen.setCharacter(at, row, glyph);
        }
    }

    /** An empty box with a border and a title. */
    public void box(int column, int row, int width, int height, String title) {
        int right = column + width - 1;
        int bottom = row + height - 1;
        for (int y = row + 1; y < bottom; y++) {
            put(column, y, "│", StyleToken.QUIET, right);
            blank(column + 1, y, right);
            put(right, y, "│", StyleToken.QUIET, right + 1);
        }
        fill(column + 1, row, '─', StyleToken.QUIET, right);
        fill(column + 1, bottom, '─', StyleToken.QUIET, right);
        put(column, row, "┌", StyleToken.QUIET, right);
        put(right, row, "┐", StyleToken.QUIET, right + 1);
        put(column, bottom, "└", StyleToken.QUIET, right);
        put(right, bottom, "┘", StyleToken.QUIET, right + 1);
        put(column + 2, row, " " + title + " ", StyleToken.STRONG, right - 1);
    }
}
