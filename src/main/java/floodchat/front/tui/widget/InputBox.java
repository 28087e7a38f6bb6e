package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import java.util.ArrayList;
import java.util.List;

/**
 * The input as rows: the prompt, then the text, broken when a row is full. Of a long text, the rows around the cursor
 * are shown, and the prompt stays above them. {@code …} stands where text is hidden. Immutable.
 *
 * @param cursorRow counted from the first of these rows
 */
public record InputBox(List<Row> rows, int cursorColumn, int cursorRow) {
    private static final String SIGN = " › ";
    private static final String HIDDEN = "…";

    /** Stands for a line break in a window that has one row for the text. */
    private static final String LINE_BREAK = "⏎";

    /** The second row and the following ones start below the end of the prompt, or here if the prompt is longer. */
    private static final int MAX_INDENT = 14;

    static InputBox of(Prompt prompt, String text, int cursor, int width, int maxRows) {
        boolean narrow = width < WindowLayout.MIN_COLUMNS;
        String words = Graphemes.fit(narrow ? prompt.brief() : prompt.words(), Math.max(1, width - 2 * SIGN.length()));
        Row head = new Row.Builder()
                .add(words, prompt.style())
                .add(SIGN, StyleToken.QUIET)
                .build();
        InputBox whole = whole(head, text, cursor, width);
        if (whole.rows.size() <= maxRows) {
            return whole;
        }
        return maxRows == 1 ? oneRow(head, text, cursor, width) : whole.around(head, maxRows, width);
    }

    private static InputBox whole(Row head, String text, int cursor, int width) {
        int indent = Math.min(head.width(), MAX_INDENT);
        Row.Builder row = builder(head);
        List<Row> rows = new ArrayList<>();
        int place = 0;
        int cursorColumn = row.width();
        int cursorRow = 0;
        for (String cluster : Graphemes.of(text)) {
            boolean newline = cluster.equals("\n");
            if (newline || row.width() + Graphemes.widthOfCluster(cluster) >= width) {
                if (place == cursor && newline) {
                    cursorColumn = row.width();
                    cursorRow = rows.size();
                }
                rows.add(row.build());
                row = new Row.Builder().add(" ".repeat(indent), StyleToken.TEXT);
            }
            if (place == cursor && !newline) {
                cursorColumn = row.width();
                cursorRow = rows.size();
            }
            place += cluster.length();
            if (!newline) {
                row.add(cluster, StyleToken.TEXT);
            }
        }
        if (place == cursor) {
            cursorColumn = row.width();
            cursorRow = rows.size();
        }
        rows.add(row.build());
        return new InputBox(rows, cursorColumn, cursorRow);
    }

    private static Row.Builder builder(Row start) {
        Row.Builder row = new Row.Builder();
        for (Span span : start.spans()) {
            row.add(span.text(), span.style());
        }
        return row;
    }

    /** The rows around the cursor. If the first one is not among them, the prompt has a row of its own above. */
    private InputBox around(Row head, int maxRows, int width) {
        boolean start = cursorRow < maxRows;
        int last = start ? maxRows : cursorRow + 1;
        List<Row> shown = new ArrayList<>(rows.subList(start ? 0 : last - maxRows + 1, last));
        if (!start) {
            shown.addFirst(builder(head).add(HIDDEN, StyleToken.QUIET).build());
        }
        if (last < rows.size()) {
            shown.add(withMark(shown.removeLast(), width));
        }
        return new InputBox(shown, cursorColumn, start ? cursorRow : maxRows - 1);
    }

    /** The last column of a row is free for the cursor, and so for a mark. */
    private static Row withMark(Row row, int width) {
        return builder(row)
                .add(" ".repeat(Math.max(0, width - 1 - row.width())) + HIDDEN, StyleToken.QUIET)
                .build();
    }

    /** The prompt, and as much of the text before the cursor as there is room for; then what follows the cursor. */
    private static InputBox oneRow(Row head, String text, int cursor, int width) {
        String line = text.replace("\n", LINE_BREAK);
        int room = Math.max(1, width - head.width() - 2 * HIDDEN.length());
        int start = cursor;
        while (start > 0 && Graphemes.width(line.substring(Graphemes.before(line, start), cursor)) <= room) {
            start = Graphemes.before(line, start);
        }
        Row.Builder row = builder(head);
        if (start > 0) {
            row.add(HIDDEN, StyleToken.QUIET);
        }
        row.add(line.substring(start, cursor), StyleToken.TEXT);
        int cursorColumn = row.width();
        String rest = line.substring(cursor);
        row.add(rest.isEmpty() ? "" : Graphemes.fit(rest, Math.max(1, width - row.width())), StyleToken.TEXT);
        return new InputBox(List.of(row.build()), cursorColumn, 0);
    }

    /** Draws the rows and the cursor. */
    public void paint(Canvas canvas, WindowLayout layout) {
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, layout.inputRow() + i, rows.get(i), layout.columns());
        }
        canvas.placeCursor(Math.min(cursorColumn, layout.columns() - 1), layout.inputRow() + cursorRow);
    }
}
