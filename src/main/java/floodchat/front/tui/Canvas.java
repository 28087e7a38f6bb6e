package floodchat.front.tui;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;

/**
 * Puts text on a screen by columns: nothing is ever drawn past a limit, and a wide character that would be cut is left
 * out.
 */
final class Canvas {
    private final Screen screen;
    private final Theme theme;

    Canvas(Screen screen, Theme theme) {
        this.screen = screen;
        this.theme = theme;
    }

    /** Puts the text from this column on, up to the limit, and says where the next one goes. */
    int put(int column, int row, String text, Ink ink, int limit) {
        Style style = theme.style(ink);
        int at = column;
        for (String cluster : Graphemes.of(text)) {
            TextCharacter glyph = style.glyph(cluster);
            int width = glyph.isDoubleWidth() ? 2 : 1;
            if (at + width > limit) {
                return at;
            }
            screen.setCharacter(at, row, glyph);
            at += width;
        }
        return at;
    }

    int put(int column, int row, Row pieces, int limit) {
        int at = column;
        for (Span span : pieces.spans()) {
            at = put(at, row, span.text(), span.ink(), limit);
        }
        return at;
    }

    /** Blanks from this column up to the limit. */
    void blank(int column, int row, int limit) {
        fill(column, row, ' ', Ink.TEXT, limit);
    }

    void fill(int column, int row, char c, Ink ink, int limit) {
        TextCharacter glyph = theme.style(ink).glyph(String.valueOf(c));
        for (int at = column; at < limit; at++) {
            screen.setCharacter(at, row, glyph);
        }
    }

    /** A blank box with a border and a title. */
    void box(int column, int row, int width, int height, String title) {
        int right = column + width - 1;
        int bottom = row + height - 1;
        for (int y = row + 1; y < bottom; y++) {
            put(column, y, "│", Ink.QUIET, right);
            blank(column + 1, y, right);
            put(right, y, "│", Ink.QUIET, right + 1);
        }
        fill(column + 1, row, '─', Ink.QUIET, right);
        fill(column + 1, bottom, '─', Ink.QUIET, right);
        put(column, row, "┌", Ink.QUIET, right);
        put(right, row, "┐", Ink.QUIET, right + 1);
        put(column, bottom, "└", Ink.QUIET, right);
        put(right, bottom, "┘", Ink.QUIET, right + 1);
        put(column + 2, row, " " + title + " ", Ink.STRONG, right - 1);
    }
}
