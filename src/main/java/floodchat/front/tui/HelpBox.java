package floodchat.front.tui;

/** Draws the page of keys and commands over the window, in two columns; where it does not fit it scrolls. */
final class HelpBox {
    private static final int COLUMNS = 60;
    private static final int KEY_COLUMNS = 18;
    private static final int BORDERS = 2;

    private HelpBox() {}

    /** How many entries fit. */
    static int rows(Frame frame) {
        return Math.min(Help.ENTRIES.size(), frame.rows() - BORDERS);
    }

    static void paint(Help help, Canvas canvas, Frame frame) {
        int width = Math.min(COLUMNS, frame.columns());
        int rows = rows(frame);
        int left = (frame.columns() - width) / 2;
        int top = (frame.rows() - rows - BORDERS) / 2;
        canvas.box(left, top, width, rows + BORDERS, title(help, rows));
        for (int i = 0; i < rows && help.top() + i < Help.ENTRIES.size(); i++) {
            entry(Help.ENTRIES.get(help.top() + i), canvas, left, top + 1 + i, left + width - 1);
        }
    }

    private static String title(Help help, int rows) {
        boolean more = help.top() + rows < Help.ENTRIES.size();
        return more ? "Keys and commands · Down for more" : "Keys and commands · Esc closes";
    }

    private static void entry(Help.Entry entry, Canvas canvas, int left, int row, int limit) {
        if (entry.does().isEmpty()) {
            canvas.put(left + 2, row, entry.what(), Ink.ACCENT, limit);
            return;
        }
        canvas.put(left + 3, row, entry.what(), Ink.STRONG, limit);
        canvas.put(left + 1 + KEY_COLUMNS, row, entry.does(), Ink.TEXT, limit);
    }
}
