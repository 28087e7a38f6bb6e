package floodchat.front.tui;

import java.util.ArrayList;
import java.util.List;

/** Draws the page of keys and commands over the window; where it does not fit it wraps and scrolls. */
final class HelpBox {
    private static final int COLUMNS = 62;
    private static final int KEY_COLUMNS = 17;
    private static final int BORDERS = 2;

    private HelpBox() {}

    private static int columns(Frame frame) {
        return Math.min(COLUMNS, frame.columns());
    }

    /** The whole page, as wide as the window lets it be. */
    static List<Row> lines(Frame frame) {
        List<Row> lines = new ArrayList<>();
        for (Help.Entry entry : Help.ENTRIES) {
            if (entry.does().isEmpty()) {
                lines.add(Row.of(entry.what(), Ink.ACCENT));
            } else {
                lines.addAll(entry(entry, columns(frame) - 2 * BORDERS));
            }
        }
        return lines;
    }

    private static List<Row> entry(Help.Entry entry, int width) {
        String key = " " + entry.what();
        List<Span> prefix = List.of(new Span(key + " ".repeat(KEY_COLUMNS - key.length()), Ink.STRONG));
        return Wrapping.wrap(prefix, List.of(new Span(entry.does(), Ink.TEXT)), KEY_COLUMNS, width);
    }

    /** How many rows are seen at once. */
    static int pageRows(Frame frame) {
        return frame.rows() - BORDERS;
    }

    static void paint(Help help, Canvas canvas, Frame frame) {
        List<Row> lines = lines(frame);
        int width = columns(frame);
        int rows = Math.min(lines.size(), pageRows(frame));
        int left = (frame.columns() - width) / 2;
        int top = (frame.rows() - rows - BORDERS) / 2;
        boolean more = help.top() + rows < lines.size();
        canvas.box(
                left,
                top,
                width,
                rows + BORDERS,
                more ? "Keys and commands · Down: more" : "Keys and commands · Esc closes");
        for (int i = 0; i < rows && help.top() + i < lines.size(); i++) {
            canvas.put(left + BORDERS, top + 1 + i, lines.get(help.top() + i), left + width - 1);
        }
    }
}
