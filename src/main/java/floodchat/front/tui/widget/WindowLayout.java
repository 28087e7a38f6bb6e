package floodchat.front.tui.widget;

/**
 * Where things are in a window of this size: messages above, peers to their right, a status row, the input below.
 * Columns and rows count from 0 at the top left. Immutable.
 *
 * @param peerColumns the width of the peer list with its border; 0 if the list is hidden
 */
public record WindowLayout(int columns, int rows, int inputRows, int peerColumns) {
    public static final int MIN_COLUMNS = 40;
    public static final int MIN_ROWS = 10;

    /** A narrower window has no peer list. */
    private static final int MIN_COLUMNS_WITH_PEERS = 70;

    private static final int MAX_INPUT_ROWS = 8;

    public static WindowLayout of(int columns, int rows, int inputRows, int peerColumns) {
        return new WindowLayout(columns, rows, inputRows, columns < MIN_COLUMNS_WITH_PEERS ? 0 : peerColumns);
    }

    /** The input takes up to a third of the window, and at most {@value #MAX_INPUT_ROWS} rows. */
    public static int maxInputRows(int rows) {
        return Math.clamp(rows / 3, 1, MAX_INPUT_ROWS);
    }

    public boolean isTooSmall() {
        return columns < MIN_COLUMNS || rows < MIN_ROWS;
    }

    int paneColumns() {
        return columns - peerColumns;
    }

    /** The width of a message: there is a blank before the border of the peer list. */
    int textColumns() {
        return peerColumns == 0 ? columns : paneColumns() - 1;
    }

    int paneRows() {
        return Math.max(1, rows - 1 - inputRows);
    }

    int statusRow() {
        return paneRows();
    }

    int inputRow() {
        return paneRows() + 1;
    }
}
