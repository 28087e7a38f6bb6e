package floodchat.front.tui;

import com.googlecode.lanterna.TerminalPosition;
import java.util.List;

/** Draws the set-username dialog over the messages. */
final class DialogBox {
    private static final int COLUMNS = 52;

    /** Borders, blanks, the name and the keys; between them stands what a name may be, or why it can't be. */
    private static final int FIXED_ROWS = 6;

    private static final int MARGIN = 3;
    private static final String RULE = "1 to 32 letters, digits, _ - .";

    private DialogBox() {}

    /** Where the cursor belongs. */
    static TerminalPosition paint(NameDialog dialog, Canvas canvas, Frame frame) {
        int width = Math.min(COLUMNS, frame.columns() - 2);
        List<Row> words = words(dialog, width - 2 * MARGIN);
        int rows = Math.min(FIXED_ROWS + words.size(), frame.rows());
        int left = (frame.columns() - width) / 2;
        int top = Math.max(0, (frame.rows() - rows) / 2 - 1);
        canvas.box(left, top, width, rows, dialog.first() ? "What is your name?" : "Set username");
        int from = left + MARGIN;
        int limit = left + width - MARGIN;
        int cursor = name(dialog, canvas, from, top + 2, limit);
        for (int i = 0; i < rows - FIXED_ROWS; i++) {
            canvas.put(from, top + 3 + i, words.get(i), limit);
        }
        canvas.put(from, top + rows - 2, keys(dialog, limit - from), Ink.QUIET, limit);
        return new TerminalPosition(cursor, top + 2);
    }

    private static List<Row> words(NameDialog dialog, int width) {
        String problem = dialog.problem();
        Span words = problem == null ? new Span(RULE, Ink.QUIET) : new Span(problem, Ink.WARNING);
        return Wrapping.wrap(List.of(), List.of(words), 0, width);
    }

    /** The column of the cursor; a name wider than the dialog is seen around it. */
    private static int name(NameDialog dialog, Canvas canvas, int from, int row, int limit) {
        boolean empty = dialog.text().isEmpty();
        int start = canvas.put(from, row, "› ", Ink.QUIET, limit);
        String before = dialog.text().substring(0, dialog.cursor());
        int cut = 0;
        while (Graphemes.width(before.substring(cut)) > limit - start - 1) {
            cut = Graphemes.after(before, cut);
        }
        String text = empty ? dialog.suggestion() : dialog.text().substring(cut);
        canvas.put(start, row, text, empty ? Ink.QUIET : Ink.STRONG, limit);
        return start + Graphemes.width(before.substring(cut));
    }

    private static String keys(NameDialog dialog, int room) {
        String esc = dialog.first() ? "Esc takes " + dialog.suggestion() : "Esc leaves it";
        return Graphemes.fit("Enter sets · " + esc, room);
    }
}
