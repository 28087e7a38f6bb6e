package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dialog that asks for a username, over the messages; the newest row of them stays in sight. In a small window the
 * name is written in the place of the line. Owned by the thread that owns the screen.
 */
public final class NameDialog {
    private static final int COLUMNS = 52;

    /** Borders, the name and the keys; between them stands the rule for names, or what is wrong. */
    private static final int FIXED_ROWS = 4;

    /** After the upper border and before the keys, if there is room. */
    private static final int BLANK_ROWS = 2;

    private static final int MARGIN = 3;
    private static final String RULE = "1 to 32 letters, digits, _ - .";

    /** Taken if a person leaves the first dialog without a name. */
    private final String suggestedName;

    private boolean open;
    private Editor editor = new Editor();

    /** Enter takes this while nothing is typed. */
    private String suggestion = "";

    /** Whether there is no name yet. */
    private boolean first;

    /** Why the entered name can't be used; null if nothing is wrong. */
    private @Nullable String problem;

    public NameDialog(String suggestedName) {
        this.suggestedName = suggestedName;
    }

    public boolean isOpen() {
        return open;
    }

    /** Opens the dialog. @param self null while there is no name */
    public void ask(@Nullable Person self) {
        show(self == null ? suggestedName : self.name(), self == null);
    }

    private void show(String toSuggest, boolean noName) {
        open = true;
        editor = new Editor();
        suggestion = toSuggest;
        first = noName;
        problem = null;
    }

    /** Opens the dialog again, because the chat refused the name. */
    public void refused(String name, String reason, @Nullable Person self) {
        show(name, self == null);
        problem = reason;
    }

    /** Says why the name was not taken; the dialog stays open. */
    public void refuse(String reason) {
        problem = reason;
    }

    public void close() {
        open = false;
    }

    /** The name if this key chose one; else null. The dialog stays open until the name is taken. */
    public @Nullable String press(Key key) {
        if (key.equals(Key.named(Key.Name.ENTER))) {
            return enter();
        }
        if (key.equals(Key.named(Key.Name.ESCAPE))) {
            return cancel();
        }
        if (key instanceof Key.Pasted pasted) {
            editor.insert(PasteFilter.clean(pasted.text(), Editor.MAX_LENGTH).replace('\n', ' '));
        } else {
            EditorKeys.apply(key, editor);
        }
        problem = null;
        return null;
    }

    private @Nullable String enter() {
        String name = Names.normalize(editor.isEmpty() ? suggestion : editor.text());
        problem = Names.problemWith(name);
        return problem == null ? name : null;
    }

    /** Without a name, the suggested one is taken. */
    private @Nullable String cancel() {
        open = first;
        return first ? suggestedName : null;
    }

    // ---- drawing

    /** Draws the dialog and its cursor. */
    public void paint(Canvas canvas, WindowLayout layout) {
        if (layout.isSmall()) {
            paintAsLine(canvas, layout);
            return;
        }
        int width = Math.min(COLUMNS, layout.columns() - 2);
        List<Row> words = words(width - 2 * MARGIN);
        boolean airy = FIXED_ROWS + BLANK_ROWS + words.size() <= layout.overlayRows();
        int rows = Math.min(FIXED_ROWS + words.size() + (airy ? BLANK_ROWS : 0), layout.overlayRows());
        int left = (layout.columns() - width) / 2;
        int top = Math.max(0, (layout.overlayRows() - rows) / 2);
        canvas.box(left, top, width, rows, title());
        int from = left + MARGIN;
        int limit = left + width - MARGIN;
        int nameRow = top + (airy ? 2 : 1);
        canvas.placeCursor(paintName(canvas, from, nameRow, limit), nameRow);
        int shown = Math.min(words.size(), rows - FIXED_ROWS);
        paint(canvas, words, shown, from, nameRow + 1, limit);
        canvas.put(from, top + rows - 2, keys(limit - from), StyleToken.QUIET, limit);
    }

    /** If some rows have no room, the last one that has ends with an ellipsis. */
    private static void paint(Canvas canvas, List<Row> rows, int shown, int column, int row, int limit) {
        for (int i = 0; i < shown; i++) {
            canvas.put(column, row + i, rows.get(i), limit);
        }
        if (0 < shown && shown < rows.size()) {
            canvas.put(limit - 1, row + shown - 1, "…", StyleToken.WARNING, limit);
        }
    }

    private String title() {
        return first ? "What is your name?" : "Set username";
    }

    private void paintAsLine(Canvas canvas, WindowLayout layout) {
        int columns = layout.columns();
        List<Row> words = wordsAboveLine(columns);
        paint(canvas, words, Math.min(words.size(), layout.popupRows()), 0, layout.popupRow(), columns);
        canvas.blank(0, layout.inputRow(), columns);
        int cursor = paintName(canvas, 0, layout.inputRow(), columns);
        canvas.placeCursor(Math.min(cursor, columns - 1), layout.inputRow());
    }

    /** How many rows it takes from the messages. */
    public int rows(WindowLayout layout) {
        return layout.isSmall() ? wordsAboveLine(layout.columns()).size() : 0;
    }

    private List<Row> wordsAboveLine(int columns) {
        if (problem != null) {
            return words(columns);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(Graphemes.fit(title(), columns), StyleToken.STRONG));
        rows.addAll(words(columns));
        return rows;
    }

    private List<Row> words(int width) {
        Span words = problem == null ? new Span(RULE, StyleToken.QUIET) : new Span(problem, StyleToken.WARNING);
        return Wrapping.wrap(List.of(), List.of(words), 0, width);
    }

    /** Draws the part of the name around the cursor. Returns the column of the cursor. */
    private int paintName(Canvas canvas, int from, int row, int limit) {
        int start = canvas.put(from, row, "› ", StyleToken.QUIET, limit);
        String before = editor.text().substring(0, editor.cursor());
        int cut = 0;
        while (Graphemes.width(before.substring(cut)) > limit - start - 1) {
            cut = Graphemes.after(before, cut);
        }
        String text = editor.isEmpty() ? suggestion : editor.text().substring(cut);
        canvas.put(start, row, text, editor.isEmpty() ? StyleToken.QUIET : StyleToken.STRONG, limit);
        return start + Graphemes.width(before.substring(cut));
    }

    private String keys(int columns) {
        String esc = first ? "Esc takes " + suggestion : "Esc cancels";
        return Graphemes.fit("Enter sets · " + esc, columns);
    }
}
