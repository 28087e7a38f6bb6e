package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import java.util.ArrayList;
import java.util.List;

/**
 * A dialog that asks for one line, as it is drawn: over the messages, so that the newest row of them stays in sight. In
 * a small window the line is written in the place of the input. Immutable; for the thread that owns the screen.
 *
 * @param words below the line
 * @param alone in a small window, whether the words need no title above them
 * @param keys what can be done
 * @param text what was typed, as it is shown
 * @param cursor its place in the text
 * @param placeholder shown while nothing is typed
 */
record EntryBox(
        String title, Span words, boolean alone, String keys, String text, int cursor, String placeholder) {
    private static final int COLUMNS = 52;

    /** Borders, the line and the keys; between them stand the words. */
    private static final int FIXED_ROWS = 4;

    /** After the upper border and before the keys, if there is room. */
    private static final int BLANK_ROWS = 2;

    private static final int MARGIN = 3;

    /** Draws the dialog and its cursor. */
    void paint(Canvas canvas, WindowLayout layout) {
        if (layout.isSmall()) {
            paintAsLine(canvas, layout);
            return;
        }
        int width = Math.min(COLUMNS, layout.columns() - 2);
        List<Row> wrapped = wrapped(width - 2 * MARGIN);
        boolean airy = FIXED_ROWS + BLANK_ROWS + wrapped.size() <= layout.overlayRows();
        int rows = Math.min(FIXED_ROWS + wrapped.size() + (airy ? BLANK_ROWS : 0), layout.overlayRows());
        int top = Math.max(0, (layout.overlayRows() - rows) / 2);
        int left = layout.paintBox(canvas, top, width, rows, title);
        int from = left + MARGIN;
        int limit = left + width - MARGIN;
        int lineRow = top + (airy ? 2 : 1);
        canvas.placeCursor(paintLine(canvas, from, lineRow, limit), lineRow);
        int shown = Math.min(wrapped.size(), rows - FIXED_ROWS);
        paint(canvas, wrapped, shown, from, lineRow + 1, limit);
        canvas.put(from, top + rows - 2, Graphemes.fit(keys, limit - from), StyleToken.QUIET, limit);
    }

    /** If some rows have no room, the last one that has ends with an ellipsis. */
    private static void paint(Canvas canvas, List<Row> rows, int shown, int column, int row, int limit) {
        for (int i = 0; i < shown; i++) {
            canvas.put(column, row + i, rows.get(i), limit);
        }
        if (0 < shown && shown < rows.size()) {
            canvas.put(limit - 1, row + shown - 1, "…", StyleToken.WARNING, limit);
        }
    }

    private void paintAsLine(Canvas canvas, WindowLayout layout) {
        int columns = layout.columns();
        List<Row> rows = rowsAboveLine(columns);
        paint(canvas, rows, Math.min(rows.size(), layout.popupRows()), 0, layout.popupRow(), columns);
        canvas.blank(0, layout.inputRow(), columns);
        int column = paintLine(canvas, 0, layout.inputRow(), columns);
        canvas.placeCursor(Math.min(column, columns - 1), layout.inputRow());
    }

    /** How many rows it takes from the messages. */
    int rows(WindowLayout layout) {
        return layout.isSmall() ? rowsAboveLine(layout.columns()).size() : 0;
    }

    private List<Row> rowsAboveLine(int columns) {
        List<Row> rows = new ArrayList<>();
        if (!alone) {
            rows.add(Row.of(Graphemes.fit(title, columns), StyleToken.STRONG));
        }
        rows.addAll(wrapped(columns));
        return rows;
    }

    private List<Row> wrapped(int width) {
        return Wrapping.wrap(List.of(), List.of(words), 0, width);
    }

    /** Draws the part of the text around the cursor. Returns the column of the cursor. */
    private int paintLine(Canvas canvas, int from, int row, int limit) {
        int start = canvas.put(from, row, "› ", StyleToken.QUIET, limit);
        String before = text.substring(0, cursor);
        int cut = 0;
        while (Graphemes.width(before.substring(cut)) > limit - start - 1) {
            cut = Graphemes.after(before, cut);
        }
        String shown = text.isEmpty() ? placeholder : text.substring(cut);
        canvas.put(start, row, shown, text.isEmpty() ? StyleToken.QUIET : StyleToken.STRONG, limit);
        return start + Graphemes.width(before.substring(cut));
    }
}
