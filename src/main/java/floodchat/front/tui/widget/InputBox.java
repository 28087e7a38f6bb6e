package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import java.util.ArrayList;
import java.util.List;

/**
 * The input as rows: the prompt, then the text, broken when a row is full. Of a long text, the rows around the cursor
 * are shown. Immutable.
 *
 * @param cursorRow counted from the first of these rows
 */
public record InputBox(List<Row> rows, int cursorColumn, int cursorRow) {
    private static final String SIGN = " › ";

    /** The second row and the following ones start below the end of the prompt, or here if the prompt is longer. */
    private static final int MAX_INDENT = 14;

    static InputBox of(Prompt prompt, String text, int cursor, int width, int maxRows) {
        Row.Builder row = new Row.Builder();
        row.add(Graphemes.fit(prompt.words(), width - 2 * SIGN.length()), prompt.style())
                .add(SIGN, StyleToken.QUIET);
        int indent = Math.min(row.width(), MAX_INDENT);
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
        return visible(rows, cursorColumn, cursorRow, maxRows);
    }

    /** Draws the rows and the cursor. */
    public void paint(Canvas canvas, WindowLayout layout) {
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, layout.inputRow() + i, rows.get(i), layout.columns());
        }
        canvas.placeCursor(cursorColumn, layout.inputRow() + cursorRow);
    }

    private static InputBox visible(List<Row> rows, int cursorColumn, int cursorRow, int maxRows) {
        int first = Math.clamp(cursorRow - maxRows + 1, 0, Math.max(0, rows.size() - maxRows));
        int last = Math.min(rows.size(), first + maxRows);
        return new InputBox(rows.subList(first, last), cursorColumn, cursorRow - first);
    }
}
