package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;

/**
 * Where things are in a window of this size, from top to bottom: messages with the peer list to their right, or a page;
 * the popup, if one is open; the status row; the input. What opens takes rows from the messages, so that it never
 * covers the newest of them. A small window has only messages and the input, and a hint between them if there is one.
 * Columns and rows count from 0 at the top left. Immutable.
 *
 * @param statusRows in a small window: the rows of the hint; else 1
 * @param popupRows 0 if no popup is open
 * @param peerColumns the width of the peer list with its border; 0 if the list is hidden
 */
public record WindowLayout(int columns, int rows, int inputRows, int statusRows, int popupRows, int peerColumns) {
    /** With fewer columns or rows a window is small. */
    public static final int MIN_COLUMNS = 40;

    public static final int MIN_ROWS = 10;

    /** With fewer columns or rows, not even a prompt and a word have room. */
    public static final int LEAST_COLUMNS = 20;

    public static final int LEAST_ROWS = 5;

    /** A narrower window has no peer list. */
    private static final int MIN_COLUMNS_WITH_PEERS = 70;

    private static final int MAX_INPUT_ROWS = 8;

    /** What stays for messages in the narrowest window while a person chooses somebody in the peer list. */
    private static final int LEAST_PANE_COLUMNS = 6;

    /** A window without a popup. @param hintRows the rows of the hint, used if the window is small */
    public static WindowLayout of(int columns, int rows, int inputRows, int hintRows, int peerColumns) {
        boolean small = isSmall(columns, rows);
        int status = small ? Math.clamp(rows - inputRows - 1L, 0, hintRows) : 1;
        return new WindowLayout(
                columns, rows, inputRows, status, 0, columns < MIN_COLUMNS_WITH_PEERS || small ? 0 : peerColumns);
    }

    /** The same with a popup of this many rows, at most all that the messages have. */
    public WindowLayout withPopup(int wantedRows) {
        int popup = Math.min(wantedRows, paneRows());
        return new WindowLayout(columns, rows, inputRows, statusRows, popup, peerColumns);
    }

    /** The same with the peer list, also in a narrow or small window: some columns stay for messages. */
    public WindowLayout withPeers(int wantedColumns) {
        int peers = Math.min(wantedColumns, columns - LEAST_PANE_COLUMNS);
        return new WindowLayout(columns, rows, inputRows, statusRows, popupRows, Math.max(peerColumns, peers));
    }

    /** The input takes up to a third of the window, and at most {@value #MAX_INPUT_ROWS} rows. */
    public static int maxInputRows(int rows) {
        return Math.clamp(rows / 3, 1, MAX_INPUT_ROWS);
    }

    public boolean isTooSmall() {
        return columns < LEAST_COLUMNS || rows < LEAST_ROWS;
    }

    public boolean isSmall() {
        return isSmall(columns, rows);
    }

    public static boolean isSmall(int columns, int rows) {
        return columns < MIN_COLUMNS || rows < MIN_ROWS;
    }

    int paneColumns() {
        return columns - peerColumns;
    }

    /**
     * Draws an empty box: centred over the messages if it fits there, else in the window. Its rows are blank beside it:
     * what is left of a text or a name could be taken for another one. Returns the first column of the box.
     */
    int paintBox(Canvas canvas, int top, int width, int rows, String title) {
        int limit = width <= paneColumns() ? paneColumns() : columns;
        for (int row = top; row < top + rows; row++) {
            canvas.blank(0, row, limit);
        }
        int left = (limit - width) / 2;
        canvas.box(left, top, width, rows, title);
        return left;
    }

    /** The width of a message: there is a blank before the border of the peer list. */
    int textColumns() {
        return peerColumns == 0 ? columns : paneColumns() - 1;
    }

    /** The rows of the messages, or of the page in their place; 0 if a popup needs them all. */
    public int paneRows() {
        return Math.max(0, statusRow() - popupRows);
    }

    /** Whether this cell belongs to the messages, or to the page in their place. */
    public boolean isInPane(int column, int row) {
        return column < paneColumns() && row < paneRows();
    }

    /** Whether this cell belongs to the peer list. */
    public boolean isInPeers(int column, int row) {
        return column > paneColumns() && row < statusRow();
    }

    /** The rows that something over the messages may take, so that the newest row is still seen. */
    int overlayRows() {
        return Math.max(1, paneRows() - 1);
    }

    int popupRow() {
        return paneRows();
    }

    int statusRow() {
        return Math.max(0, inputRow() - statusRows);
    }

    int inputRow() {
        return Math.max(0, rows - inputRows);
    }
}
