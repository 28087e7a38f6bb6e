package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Scrolls: it knows which rows of a long content are on the screen. It starts at its home: the top of a page, or the
 * bottom of a conversation. At home it follows the content. Anywhere else it holds on to one item, even if items are
 * added at the ends or the window gets another width. Only items near the view are laid out. Owned by the thread that
 * owns the screen.
 */
final class Viewport {
    /** What is scrolled: items from top to bottom, of one or more rows each. */
    interface Content {
        int size();

        /** A number that this item keeps; not 0. */
        long number(int index);

        List<Row> rows(int index);
    }

    /** A page of rows that are numbered from the top. */
    record Page(List<Row> all) implements Content {
        @Override
        public int size() {
            return all.size();
        }

        @Override
        public long number(int index) {
            return index + 1L;
        }

        @Override
        public List<Row> rows(int index) {
            return List.of(all.get(index));
        }
    }

    /** A row: the place of its item in the content, and its own place in the item, both from 0. */
    record Place(int index, int row) {}

    /** Where a view stands, so that it can return there. */
    record View(long edge, int hiddenRows) {}

    private final boolean startsAtTop;

    /** The number of the item at the edge of the view that is nearer to home; 0 while the view is at home. */
    private long edge;

    /** How many rows of that item are outside the view, on the side of home. */
    private int hiddenRows;

    private Viewport(boolean startsAtTop) {
        this.startsAtTop = startsAtTop;
    }

    static Viewport startingAtTop() {
        return new Viewport(true);
    }

    static Viewport startingAtBottom() {
        return new Viewport(false);
    }

    boolean isAtHome() {
        return edge == 0;
    }

    void goHome() {
        edge = 0;
        hiddenRows = 0;
    }

    View view() {
        return new View(edge, hiddenRows);
    }

    void returnTo(View view) {
        edge = view.edge;
        hiddenRows = view.hiddenRows;
    }

    /** The number of the item at the edge of the view that is nearer to home; 0 at home. */
    long edge() {
        return edge;
    }

    /** Holds on to this item, whose end is at the edge of the view: it does not follow what comes behind it. */
    void holdOn(long number) {
        edge = number;
        hiddenRows = 0;
    }

    // ---- what is on the screen

    /** The rows to show from top to bottom, at most this many. */
    List<Row> view(Content content, int height) {
        List<Row> rows = fromEdge(content, height);
        if (!isAtHome() && rows.size() < height) { // the content became shorter, or the window higher
            goToFarEnd(content, height);
            rows = fromEdge(content, height);
        }
        return startsAtTop ? rows : rows.reversed();
    }

    /** The rows of the view from its edge on. */
    private List<Row> fromEdge(Content content, int height) {
        List<Row> rows = new ArrayList<>();
        int skipped = hiddenRows;
        for (int distance = distance(content); distance < content.size() && rows.size() < height; distance++) {
            List<Row> item = rows(content, distance);
            int first = Math.min(skipped, item.size() - 1);
            rows.addAll(item.subList(first, Math.min(item.size(), first + height - rows.size())));
            skipped = 0;
        }
        return rows;
    }

    /** Where the rows of {@link #view} come from, in the same order. */
    List<Place> places(Content content, int height) {
        List<Place> places = new ArrayList<>();
        int skipped = hiddenRows;
        for (int distance = distance(content); distance < content.size() && places.size() < height; distance++) {
            int index = index(content, distance);
            int size = content.rows(index).size();
            for (int i = Math.min(skipped, size - 1); i < size && places.size() < height; i++) {
                places.add(new Place(index, startsAtTop ? i : size - 1 - i));
            }
            skipped = 0;
        }
        return startsAtTop ? places : places.reversed();
    }

    /** What is shown in this row of the view; null if nothing is. For a view that starts at the bottom. */
    @Nullable Place placeAt(Content content, int row, int height) {
        List<Place> places = places(content, height);
        int index = row - (height - places.size());
        return index >= 0 && index < places.size() ? places.get(index) : null;
    }

    /** How many items on the side of home are not seen to their end. */
    int itemsBeforeEdge(Content content) {
        return isAtHome() ? 0 : distance(content) + 1;
    }

    /** True if there are rows on the far side of a view of this height. */
    boolean hasMore(Content content, int height) {
        return fromEdge(content, height + 1).size() > height;
    }

    /** The wanted item that is nearest to home, if any of its rows is in a view of this height; else -1. */
    int findInView(Content content, int height, IntPredicate isWanted) {
        int shown = -hiddenRows;
        for (int distance = distance(content); distance < content.size() && shown < height; distance++) {
            int index = index(content, distance);
            if (isWanted.test(index)) {
                return index;
            }
            shown += content.rows(index).size();
        }
        return -1;
    }

    /** How many rows there are from the first one of this item to the bottom. For a view that starts at the bottom. */
    int rowsToBottom(Content content, int index) {
        int rows = -hiddenRows;
        for (int distance = distance(content); distance <= index(content, index); distance++) {
            rows += rows(content, distance).size();
        }
        return rows;
    }

    /** Moves the view so that {@link #rowsToBottom} of this item is this number, if there are enough rows below it. */
    void keepAboveBottom(Content content, int index, int rows) {
        int left = rows;
        for (int distance = index(content, index); distance >= 0; distance--) {
            int size = rows(content, distance).size();
            if (left <= size) {
                hold(content, distance, size - left);
                return;
            }
            left -= size;
        }
        goHome();
    }

    /**
     * Moves the view as little as is needed to show this item: all of its rows, or the first ones of an item that is
     * higher than the view. Away from home the last row of the view is not counted: a conversation writes into it how
     * much is below. For a view that starts at the bottom.
     */
    void show(Content content, int index, int height) {
        int size = content.rows(index).size();
        int rows = index(content, index) < distance(content) ? 0 : rowsToBottom(content, index);
        int wanted = Math.clamp(rows, Math.min(size + 1, height), height);
        if (wanted != rows) {
            keepAboveBottom(content, index, wanted);
        }
    }

    // ---- distances from home

    /** How many items are between home and the edge. The item at the edge may be gone: then the farthest item. */
    private int distance(Content content) {
        int distance = 0;
        while (!isAtHome() && distance < content.size() - 1 && number(content, distance) != edge) {
            distance++;
        }
        return distance;
    }

    private int index(Content content, int distance) {
        return startsAtTop ? distance : content.size() - 1 - distance;
    }

    private long number(Content content, int distance) {
        return content.number(index(content, distance));
    }

    /** The rows of an item, the nearest to home first. */
    private List<Row> rows(Content content, int distance) {
        List<Row> rows = content.rows(index(content, distance));
        return startsAtTop ? rows : rows.reversed();
    }

    // ---- moving

    /**
     * Moves the view by a key; false if the key does not scroll.
     *
     * @param height the rows of the view
     * @param pageRows how far Page Up and Page Down go
     * @param lineIsEmpty whether Home and End are free, because the input has no line to move in
     */
    boolean press(Key.Named key, Content content, int height, int pageRows, boolean lineIsEmpty) {
        boolean toEnds = key.ctrl() || lineIsEmpty;
        return switch (key.name()) {
            case PAGE_UP -> move(-pageRows, content, height);
            case PAGE_DOWN -> move(pageRows, content, height);
            case UP -> key.shift() && move(-1, content, height);
            case DOWN -> key.shift() && move(1, content, height);
            case HOME -> toEnds && goToEnd(true, content, height);
            case END -> toEnds && goToEnd(false, content, height);
            default -> false;
        };
    }

    /** Moves the view, but not beyond the ends. Always true. @param rowsDown below 0 to move up */
    boolean move(int rowsDown, Content content, int height) {
        int away = startsAtTop ? rowsDown : -rowsDown;
        for (int i = 0; i < away && distance(content) < content.size(); i++) {
            moveAway(content);
        }
        for (int i = 0; i < -away && !isAtHome(); i++) {
            moveHomewards(content);
        }
        if (fromEdge(content, height).size() < height) {
            goToFarEnd(content, height);
        }
        return true;
    }

    private void moveAway(Content content) {
        int distance = distance(content);
        boolean nextItem = hiddenRows + 1 >= rows(content, distance).size();
        if (!nextItem) {
            hold(content, distance, hiddenRows + 1);
        } else if (distance + 1 < content.size()) {
            hold(content, distance + 1, 0);
        }
    }

    private void moveHomewards(Content content) {
        int distance = distance(content);
        if (hiddenRows > 0) {
            hold(content, distance, hiddenRows - 1);
        } else if (distance == 0) {
            goHome();
        } else {
            hold(content, distance - 1, rows(content, distance - 1).size() - 1);
        }
    }

    private void hold(Content content, int distance, int hidden) {
        boolean home = distance == 0 && hidden == 0;
        edge = home ? 0 : number(content, distance);
        hiddenRows = hidden;
    }

    private boolean goToEnd(boolean top, Content content, int height) {
        if (top == startsAtTop) {
            goHome();
        } else {
            goToFarEnd(content, height);
        }
        return true;
    }

    /** A content that fits stays at home. */
    private void goToFarEnd(Content content, int height) {
        goHome();
        int rows = 0;
        int distance = content.size();
        while (distance > 0 && rows < height) {
            distance--;
            rows += rows(content, distance).size();
        }
        if (content.size() > 0) {
            hold(content, distance, Math.max(0, rows - height));
        }
    }
}
