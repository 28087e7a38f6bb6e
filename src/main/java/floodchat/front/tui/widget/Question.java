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
 * A question above the status row, before a line is sent. It is wrapped; what has no room is cut, but never the keys
 * that answer it. Immutable; for the thread that owns the screen.
 *
 * @param words one sentence
 * @param keys what answers it
 */
public record Question(String words, String keys) {
    /** How many rows it takes from the messages. The newest message keeps one. */
    public int rows(WindowLayout layout) {
        return Math.min(wrapped(layout).size(), Math.max(1, layout.statusRow() - 1));
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        List<Row> rows = fitted(layout);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, layout.popupRow() + i, rows.get(i), layout.textColumns());
        }
    }

    private List<Row> fitted(WindowLayout layout) {
        List<Row> rows = wrapped(layout);
        int shown = layout.popupRows();
        if (rows.size() <= shown) {
            return rows;
        }
        List<Row> fitted = new ArrayList<>(rows.subList(0, Math.max(0, shown - 1)));
        fitted.add(row(Graphemes.fit("… " + keys, layout.textColumns())));
        return fitted;
    }

    /** The keys stand behind the words if they have room there as a whole. */
    private List<Row> wrapped(WindowLayout layout) {
        int columns = layout.textColumns();
        Span sentence = new Span(words, StyleToken.WARNING);
        List<Row> rows = new ArrayList<>(Wrapping.wrap(List.of(), List.of(sentence), 0, columns));
        Row last = rows.getLast();
        boolean together = last.width() + 1 + Graphemes.width(keys) <= columns;
        if (together) {
            rows.removeLast();
        }
        rows.add(row(together ? last.text() + " " + keys : Graphemes.fit(keys, columns)));
        return rows;
    }

    private static Row row(String text) {
        return Row.of(text, StyleToken.WARNING);
    }
}
