package floodchat.front.tui;

import com.googlecode.lanterna.TerminalPosition;
import java.util.List;

/** Draws the set-username dialog over the messages. */
final class DialogBox {
    private static final int COLUMNS = 52;
    private static final int ROWS = 7;
    private static final String RULE = "1 to 32 letters, digits, _ - .";

    private DialogBox() {}

    /** Where the cursor belongs. */
    static TerminalPosition paint(NameDialog dialog, Canvas canvas, Frame frame) {
        int width = Math.min(COLUMNS, frame.columns() - 2);
        int left = (frame.columns() - width) / 2;
        int top = Math.max(0, (frame.rows() - ROWS) / 2 - 1);
        canvas.box(left, top, width, ROWS, dialog.first() ? "What is your name?" : "Set username");
        int from = left + 3;
        int limit = left + width - 2;
        int cursor = name(dialog, canvas, from, top + 2, limit);
        String problem = dialog.problem();
        List<Row> words = problem == null
                ? List.of(Row.of(RULE, Ink.QUIET))
                : Wrapping.wrap(List.of(), List.of(new Span(problem, Ink.WARNING)), 0, limit - from);
        for (int i = 0; i < Math.min(2, words.size()); i++) {
            canvas.put(from, top + 3 + i, words.get(i), limit);
        }
        canvas.put(from, top + ROWS - 2, keys(dialog, limit - from), Ink.QUIET, limit);
        return new TerminalPosition(cursor, top + 2);
    }

    private static int name(NameDialog dialog, Canvas canvas, int from, int row, int limit) {
        String text = dialog.text().isEmpty() ? dialog.suggestion() : dialog.text();
        Ink ink = dialog.text().isEmpty() ? Ink.QUIET : Ink.STRONG;
        canvas.put(from, row, "› ", Ink.QUIET, limit);
        int start = from + 2;
        int room = limit - start - 1;
        String before = dialog.text().substring(0, dialog.cursor());
        int cut = 0;
        while (Graphemes.width(before.substring(cut)) > room) {
            cut = Graphemes.after(before, cut);
        }
        canvas.put(start, row, text.substring(cut), ink, limit);
        return start + Graphemes.width(before.substring(cut));
    }

    private static String keys(NameDialog dialog, int room) {
        String esc = dialog.first() ? "Esc takes " + dialog.suggestion() : "Esc leaves it";
        return Graphemes.fit("Enter sets · " + esc, room);
    }
}
