package floodchat.front.tui;

import floodchat.front.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of the transcript a person looks at. At the newest line the view follows; anywhere else it holds on to the
 * line at its lower edge, whatever comes after. Owned by the thread that owns the screen.
 */
final class Scroll {
    /** The line at the lower edge; 0 while the view follows. */
    private long bottomNumber;

    /** How many rows of that line are below the edge. */
    private int hiddenRows;

    boolean follows() {
        return bottomNumber == 0;
    }

    void toNewest() {
        bottomNumber = 0;
        hiddenRows = 0;
    }

    /** How many lines are not to be seen to their end: those below the edge, and the one at it, whose last row says this. */
    int below(MessageLayout layout) {
        return follows() ? 0 : layout.transcript().lines().size() - index(layout);
    }

    private boolean atLast(MessageLayout layout) {
        return index(layout) == layout.transcript().lines().size() - 1;
    }

    /** The rows to show, at most this many, oldest first. */
    List<Row> view(MessageLayout layout, int height) {
        List<Row> rows = new ArrayList<>();
        int index = index(layout);
        int hidden = hiddenRows;
        while (index >= 0 && rows.size() < height) {
            List<Row> more = layout.rows(index);
            for (int i = more.size() - 1 - Math.min(hidden, more.size() - 1); i >= 0 && rows.size() < height; i--) {
                rows.addFirst(more.get(i));
            }
            hidden = 0;
            index--;
        }
        return rows;
    }

    private int index(MessageLayout layout) {
        int last = layout.transcript().lines().size() - 1;
        if (follows()) {
            return last;
        }
        List<Line> lines = layout.transcript().lines();
        int index = last;
        while (index > 0 && lines.get(index).number() != bottomNumber) {
            index--; // the line at the edge may have gone with the oldest
        }
        return index;
    }

    /** Goes up by this many rows, but not above the first row. */
    void up(MessageLayout layout, int rows, int height) {
        for (int i = 0; i < rows && index(layout) >= 0; i++) {
            upOne(layout);
        }
        if (follows() || view(layout, height).size() < height) {
            toOldest(layout, height);
        }
    }

    private void upOne(MessageLayout layout) {
        int index = index(layout);
        hold(layout, index);
        hiddenRows++;
        if (hiddenRows >= layout.rows(index).size()) {
            hiddenRows = 0;
            hold(layout, index - 1);
        }
    }

    private void hold(MessageLayout layout, int index) {
        if (index < 0 || index >= layout.transcript().lines().size()) {
            toNewest();
        } else {
            bottomNumber = layout.transcript().lines().get(index).number();
        }
    }

    /** Goes down by this many rows; at the newest one the view follows again. */
    void down(MessageLayout layout, int rows) {
        for (int i = 0; i < rows && !follows(); i++) {
            downOne(layout);
        }
    }

    private void downOne(MessageLayout layout) {
        if (hiddenRows > 0) {
            hiddenRows--;
        } else {
            int index = index(layout) + 1;
            hold(layout, index);
            hiddenRows = follows() ? 0 : layout.rows(index).size() - 1;
        }
        if (hiddenRows == 0 && atLast(layout)) {
            toNewest();
        }
    }

    /** Goes to the first row; a transcript that fits shows its newest line too. */
    void toOldest(MessageLayout layout, int height) {
        toNewest();
        int rows = 0;
        for (int index = 0; index < layout.transcript().lines().size() && rows < height; index++) {
            rows += layout.rows(index).size();
            hold(layout, index);
        }
        hiddenRows = Math.max(0, rows - height);
        if (hiddenRows == 0 && atLast(layout)) {
            toNewest();
        }
    }
}
