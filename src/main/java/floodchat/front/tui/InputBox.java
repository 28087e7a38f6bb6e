package floodchat.front.tui;

import java.util.ArrayList;
import java.util.List;

/**
 * The input as rows: the prompt, then the text, broken where a row is full; of a longer text the rows around the
 * cursor.
 *
 * @param cursorRow row of the cursor, counted from the first of these rows
 */
record InputBox(List<Row> rows, int cursorColumn, int cursorRow) {
    private static final String SIGN = " › ";

    /** Where the window is narrow the text starts below the prompt's first columns, not behind them. */
    private static final int MAX_INDENT = 14;

    static InputBox of(Prompt prompt, String text, int cursor, int width, int maxRows) {
        Row.Builder row = new Row.Builder();
        row.add(Graphemes.fit(prompt.words(), width - 2 * SIGN.length()), prompt.ink())
                .add(SIGN, Ink.QUIET);
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
                row = new Row.Builder().add(" ".repeat(indent), Ink.TEXT);
            }
            if (place == cursor && !newline) {
                cursorColumn = row.width();
                cursorRow = rows.size();
            }
            place += cluster.length();
            if (!newline) {
                row.add(cluster, Ink.TEXT);
            }
        }
        if (place == cursor) {
            cursorColumn = row.width();
            cursorRow = rows.size();
        }
        rows.add(row.build());
        return visible(rows, cursorColumn, cursorRow, maxRows);
    }

    private static InputBox visible(List<Row> rows, int cursorColumn, int cursorRow, int maxRows) {
        int first = Math.clamp(cursorRow - maxRows + 1, 0, Math.max(0, rows.size() - maxRows));
        int last = Math.min(rows.size(), first + maxRows);
        return new InputBox(rows.subList(first, last), cursorColumn, cursorRow - first);
    }
}
