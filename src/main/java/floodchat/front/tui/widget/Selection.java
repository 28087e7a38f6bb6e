package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Clipboard;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that a person selects with the mouse in a content that scrolls. It holds on to the text: new messages move
 * it, and do not change it. Times and bars before a text are not selected, and a wrapped text is copied as it was
 * written. Owned by the thread that owns the screen.
 */
final class Selection {
    /** A cell of the content: the number of its item, its row in the item, and its column in the row. */
    private record Point(long item, int row, int column) {}

    /** What is selected, from this cell to that one; the items by their places in the content. */
    private record Range(int firstIndex, Point first, int lastIndex, Point last) {
        /** The first column that is selected in a row, and the column after the last one; null for none. */
        int @Nullable [] columns(Viewport.Place place, Row row) {
            int from = side(place, firstIndex, first);
            int to = side(place, lastIndex, last);
            if (!contains(place)) {
                return null;
            }
            int start = Math.max(from == 0 ? first.column : 0, row.margin());
            int end = Math.min(to == 0 ? last.column + 1 : row.width(), row.width());
            return start < end ? new int[] {start, end} : null;
        }

        boolean contains(Viewport.Place place) {
            return side(place, firstIndex, first) >= 0 && side(place, lastIndex, last) <= 0;
        }

        /** Below 0 if the row is before the one of this cell, 0 if it is the same, above 0 if it is behind it. */
        private static int side(Viewport.Place place, int index, Point point) {
            int items = Integer.compare(place.index(), index);
            return items == 0 ? Integer.compare(place.row(), point.row) : items;
        }
    }

    /** Where the button was pressed. */
    private final Point anchor;

    private Point end;
    private boolean dragged;

    private Selection(Point anchor) {
        this.anchor = anchor;
        this.end = anchor;
    }

    /** The button was pressed here. */
    static Selection beginning(Viewport.Content content, Viewport.Place place, int column) {
        return new Selection(point(content, place, column));
    }

    private static Point point(Viewport.Content content, Viewport.Place place, int column) {
        return new Point(content.number(place.index()), place.row(), column);
    }

    /** The mouse moved to here with the button pressed. */
    void extend(Viewport.Content content, Viewport.Place place, int column) {
        end = point(content, place, column);
        dragged |= !end.equals(anchor);
    }

    /** True if the mouse was moved with the button pressed, so that this is no click. */
    boolean isDragged() {
        return dragged;
    }

    /** True if the button was pressed in this cell, and the mouse not moved since. */
    boolean isClickAt(Viewport.Content content, Viewport.Place place, int column) {
        return !dragged && point(content, place, column).equals(anchor);
    }

    // ---- what is selected

    private @Nullable Range range(Viewport.Content content) {
        Point from = anchor;
        Point to = end;
        if (!dragged) {
            return null;
        }
        int index = index(content, from.item);
        int other = index(content, to.item);
        if (index < 0 || other < 0) {
            return null; // it is no longer kept
        }
        boolean forwards = Range.side(new Viewport.Place(index, from.row), other, to) < 0
                || index == other && from.row == to.row && from.column <= to.column;
        return forwards ? new Range(index, from, other, to) : new Range(other, to, index, from);
    }

    /** Where the item with this number is; below 0 if it is gone. The newest ones are looked at first. */
    private static int index(Viewport.Content content, long number) {
        int index = content.size() - 1;
        while (index >= 0 && content.number(index) != number) {
            index--;
        }
        return index;
    }

    /** The selected text, as much of it as can be copied; empty for none. @param content that was selected in */
    String text(Viewport.Content content) {
        Range range = range(content);
        StringBuilder text = new StringBuilder();
        if (range != null) {
            for (int i = range.firstIndex; i <= range.lastIndex && text.length() <= Clipboard.MAX_BYTES; i++) {
                List<Row> rows = content.rows(i);
                for (int row = 0; row < rows.size(); row++) {
                    Viewport.Place place = new Viewport.Place(i, row);
                    if (range.contains(place)) {
                        add(rows.get(row), range.columns(place, rows.get(row)), text);
                    }
                }
            }
        }
        return Clipboard.fit(text.toString());
    }

    private static void add(Row row, int @Nullable [] columns, StringBuilder text) {
        boolean begins = row.joint() == null;
        if (columns == null && begins) {
            return; // only a rule, or nothing of the row
        }
        if (!text.isEmpty()) {
            text.append(begins ? "\n" : row.joint());
        }
        if (columns != null) {
            text.append(piece(row, columns[0], columns[1]));
        }
    }

    /** The clusters that begin within these columns. */
    private static String piece(Row row, int from, int to) {
        StringBuilder piece = new StringBuilder();
        int column = 0;
        for (String cluster : Graphemes.of(row.text())) {
            if (column >= from && column < to) {
                piece.append(cluster);
            }
            column += Graphemes.widthOfCluster(cluster);
        }
        return piece.toString();
    }

    /** The link at this column; null for none. */
    static @Nullable String link(Row row, int column) {
        int end = 0;
        for (Span span : row.spans()) {
            end += span.width();
            if (column < end) {
                return span.link();
            }
        }
        return null;
    }

    // ---- drawing

    /** Marks what is selected of these rows. @param top the row of the screen that has the first of them */
    void paint(Canvas canvas, Viewport.Content content, List<Viewport.Place> places, List<Row> rows, int top) {
        Range range = range(content);
        for (int i = 0; range != null && i < rows.size(); i++) {
            int[] columns = range.columns(places.get(i), rows.get(i));
            if (columns != null) {
                canvas.select(columns[0], top + i, columns[1]);
            }
        }
    }
}
