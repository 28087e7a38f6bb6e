package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import java.util.List;

/**
 * A box with rows that scroll, over the messages; the newest row of the messages stays in sight. In a small window it
 * has no border. Owned by the page that is shown in it.
 */
final class ScrollBox {
    private static final int BORDERS = 2;

    private final Viewport viewport = Viewport.startingAtTop();

    /** How many columns the rows have in a box of this width. */
    static int textColumns(int columns, WindowLayout layout) {
        return columns - (layout.isSmall() ? 0 : 2 * BORDERS);
    }

    /** Scrolls; false if the key does not. */
    boolean press(Key key, List<Row> rows, WindowLayout layout) {
        if (!(key instanceof Key.Named named)) {
            return false;
        }
        Viewport.Page page = new Viewport.Page(rows);
        int height = height(page, layout);
        return switch (named.name()) {
            case UP -> viewport.move(-1, page, height);
            case DOWN -> viewport.move(1, page, height);
            case PAGE_UP -> viewport.move(-height, page, height);
            case PAGE_DOWN -> viewport.move(height, page, height);
            case HOME -> viewport.move(-page.size(), page, height);
            case END -> viewport.move(page.size(), page, height);
            default -> false;
        };
    }

    /**
     * Draws the rows that are in view.
     *
     * @param columns how wide the box is, with its borders
     * @param closing what the title says when the last row is in view
     */
    void paint(Canvas canvas, WindowLayout layout, List<Row> all, int columns, String name, String closing) {
        Viewport.Page page = new Viewport.Page(all);
        List<Row> rows = viewport.view(page, height(page, layout));
        String title = name + " · " + (viewport.hasMore(page, rows.size()) ? "Down: more" : closing);
        canvas.hideCursor();
        if (layout.isSmall()) {
            paintBare(canvas, layout, title, rows);
            return;
        }
        int top = Math.max(0, (layout.overlayRows() - rows.size() - BORDERS) / 2);
        int left = layout.paintBox(canvas, top, columns, rows.size() + BORDERS, title);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(left + BORDERS, top + 1 + i, rows.get(i), left + columns - 1);
        }
    }

    private static void paintBare(Canvas canvas, WindowLayout layout, String title, List<Row> rows) {
        int columns = layout.columns();
        for (int row = 0; row <= rows.size(); row++) {
            canvas.blank(0, row, columns);
        }
        canvas.put(0, 0, Graphemes.fit(title, columns), StyleToken.STRONG, columns);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, 1 + i, rows.get(i), columns);
        }
    }

    /** Without the borders; a small window has only a title. */
    private static int height(Viewport.Page page, WindowLayout layout) {
        int free = Math.max(1, layout.overlayRows() - (layout.isSmall() ? 1 : BORDERS));
        return Math.min(free, page.size());
    }
}
