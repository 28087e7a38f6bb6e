package floodchat.front.tui;

/**
 * Where things are in a window of this size: messages above, peers to their right, a status row, the input below.
 * Columns and rows count from 0 at the top left.
 *
 * @param peerColumns how wide the peer list is with its border; 0 where it is folded
 */
record Frame(int columns, int rows, int inputRows, int peerColumns) {
    static final int MIN_COLUMNS = 40;
    static final int MIN_ROWS = 10;

    /** Below this the messages need every column. */
    private static final int COLUMNS_FOR_PEERS = 70;

    static Frame of(int columns, int rows, int inputRows, int peerColumns) {
        return new Frame(columns, rows, inputRows, columns < COLUMNS_FOR_PEERS ? 0 : peerColumns);
    }

    /** The input takes up to a third of the window, and never more rows than a person oversees. */
    static int maxInputRows(int rows) {
        return Math.clamp(rows / 3, 1, 8);
    }

    boolean tooSmall() {
        return columns < MIN_COLUMNS || rows < MIN_ROWS;
    }

    int paneColumns() {
        return columns - peerColumns;
    }

    /** How wide a text may be: with a blank before the border of the peer list. */
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
