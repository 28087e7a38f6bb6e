package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import java.util.ArrayList;
import java.util.List;

/**
 * The page of keys and commands, over the messages; the newest row of them stays in sight. In a small window it has no
 * border. Owned by the thread that owns the screen.
 */
public final class HelpPage {
    private static final int COLUMNS = 62;
    private static final int KEY_COLUMNS = 18;

    /** In a narrower page, what a key does stands below it. */
    private static final int MIN_COLUMNS = 36;

    private static final int INDENT = 3;
    private static final int BORDERS = 2;

    private final Viewport viewport = Viewport.startingAtTop();

    /** Scrolls; false if the key closes the page. */
    public boolean press(Key key, WindowLayout layout) {
        if (!(key instanceof Key.Named named)) {
            return false;
        }
        int height = pageRows(layout);
        Viewport.Page page = page(layout);
        return switch (named.name()) {
            case UP -> viewport.move(-1, page, height);
            case DOWN -> viewport.move(1, page, height);
            case PAGE_UP -> viewport.move(-height, page, height);
            case PAGE_DOWN -> viewport.move(height, page, height);
            default -> false;
        };
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        Viewport.Page page = page(layout);
        List<Row> rows = viewport.view(page, pageRows(layout));
        boolean more = viewport.hasMore(page, rows.size());
        canvas.hideCursor();
        if (layout.isSmall()) {
            paintBare(canvas, layout, rows, more);
            return;
        }
        int width = columns(layout);
        int left = layout.boxColumn(width);
        int top = (layout.overlayRows() - rows.size() - BORDERS) / 2;
        String title = more ? "Keys and commands · Down: more" : "Keys and commands · Esc closes";
        blankCutNames(canvas, layout, left + width, top, rows.size() + BORDERS);
        canvas.box(left, top, width, rows.size() + BORDERS, title);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(left + BORDERS, top + 1 + i, rows.get(i), left + width - 1);
        }
    }

    /** What is left of names that the page covers in part would be taken for names. */
    private static void blankCutNames(Canvas canvas, WindowLayout layout, int from, int top, int rows) {
        for (int row = top; from > layout.paneColumns() && row < top + rows; row++) {
            canvas.blank(from, row, layout.columns());
        }
    }

    private static void paintBare(Canvas canvas, WindowLayout layout, List<Row> rows, boolean more) {
        int columns = layout.columns();
        for (int row = 0; row <= rows.size(); row++) {
            canvas.blank(0, row, columns);
        }
        canvas.put(0, 0, Graphemes.fit(more ? "Help · Down: more" : "Help · Esc closes", columns), StyleToken.STRONG,
                columns);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, 1 + i, rows.get(i), columns);
        }
    }

    private static int columns(WindowLayout layout) {
        return Math.min(COLUMNS, layout.columns());
    }

    /** Without the borders; a small window has only a title. */
    private static int pageRows(WindowLayout layout) {
        return Math.max(1, layout.overlayRows() - (layout.isSmall() ? 1 : BORDERS));
    }

    /** The whole page, wrapped to the width of the window. */
    private static Viewport.Page page(WindowLayout layout) {
        List<Row> rows = new ArrayList<>();
        int width = columns(layout) - (layout.isSmall() ? 0 : 2 * BORDERS);
        for (HelpTable.Section section : HelpTable.Section.values()) {
            rows.add(Row.of(Graphemes.fit(section.headline(), width), StyleToken.ACCENT));
            HelpTable.of(section).forEach(line -> rows.addAll(wrapped(line, width)));
        }
        return new Viewport.Page(rows);
    }

    private static List<Row> wrapped(HelpTable.Line line, int width) {
        String key = " " + line.words();
        if (width < MIN_COLUMNS || key.length() >= KEY_COLUMNS) {
            Span below = new Span("\n" + line.meaning(), StyleToken.TEXT);
            return Wrapping.wrap(List.of(new Span(key, StyleToken.STRONG)), List.of(below), INDENT, width);
        }
        List<Span> prefix = List.of(new Span(key + " ".repeat(KEY_COLUMNS - key.length()), StyleToken.STRONG));
        return Wrapping.wrap(prefix, List.of(new Span(line.meaning(), StyleToken.TEXT)), KEY_COLUMNS, width);
    }
}
