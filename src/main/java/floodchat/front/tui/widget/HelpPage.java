package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import java.util.ArrayList;
import java.util.List;

/**
 * The page of keys and commands, over the messages; the newest row of them stays in sight. In a small window it has no
 * border. Owned by the thread that owns the screen.
 */
public final class HelpPage {
    private static final int COLUMNS = 62;
    private static final int KEY_COLUMNS = 17;

    /** In a narrower page, an action stands below its key. */
    private static final int MIN_COLUMNS = 36;

    private static final int INDENT = 3;
    private static final int BORDERS = 2;

    /** A key or command and what it does; a headline if the second is empty. */
    private record Entry(String key, String action) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("Say", ""),
            new Entry("text, Enter", "says it to everyone"),
            new Entry("@name text", "says it to one person alone"),
            new Entry("@bob @cat text", "says it to each of them alone"),
            new Entry("//text", "says a text that starts with a slash"),
            new Entry("Alt-Enter", "starts a new line"),
            new Entry("Your lines", ""),
            new Entry("…", "no peer has taken it yet"),
            new Entry("✓", "passed on to other peers"),
            new Entry("✓✓", "private: shown to the person"),
            new Entry("✗", "private: given up after 7 days"),
            new Entry("Conversations", ""),
            new Entry("@name, Enter", "goes there; all is private then"),
            new Entry("Alt-A", "the next one with something unread"),
            new Entry("Alt-R", "who wrote to you alone; again: earlier"),
            new Entry("Alt-K", "all of them; a part of a name finds one"),
            new Entry("Alt-1 to Alt-9", "the first (everyone), the second, ..."),
            new Entry("Esc", "back to everyone"),
            new Entry("/query NAME", "goes there; also NAME NAME"),
            new Entry("/msg NAME text", "says it to one person alone"),
            new Entry("/close", "closes this one, goes to everyone"),
            new Entry("Commands", ""),
            new Entry("/name, F2", "your name; also set username"),
            new Entry("/who", "shows who is here"),
            new Entry("/who NAME", "shows who somebody is"),
            new Entry("/net, F3", "shows how the network is"),
            new Entry("/connect", "connects to HOST:PORT"),
            new Entry("/invite", "shows the invite into a private network"),
            new Entry("/takeover", "speaks from here if you run elsewhere too"),
            new Entry("/set", "settings; /set NAME, /set NAME VALUE"),
            new Entry("/export FILE", "writes the history to a new file"),
            new Entry("/clear", "deletes the history: /clear history yes"),
            new Entry("/help, F1", "shows this page; also help, /?"),
            new Entry("/quit", "leaves; also exit, Ctrl-C twice, Ctrl-D"),
            new Entry("People", ""),
            new Entry("/contact add", "NAME, then your own name for them"),
            new Entry("/contact", "also rename, remove, list"),
            new Entry("/verify NAME", "the 60 digits to compare"),
            new Entry("/block NAME", "hides what they say; /unblock ends it"),
            new Entry("/requests", "lines of strangers: list, on, crowd, off"),
            new Entry("/requests clear", "forgets those lines"),
            new Entry("/accept NAME", "shows what a stranger wrote to you"),
            new Entry("name*", "a contact; name** is verified"),
            new Entry("name·9b1cffee", "a further person with such a name"),
            new Entry("name ✕", "somebody whom you blocked"),
            new Entry("name ≈", "a stranger whose name looks known"),
            new Entry("Look", ""),
            new Entry("PgUp, PgDn", "older and newer messages"),
            new Entry("Shift-Up, -Down", "one row up, one row down"),
            new Entry("Ctrl-Home", "the oldest message"),
            new Entry("Ctrl-End, Esc", "the newest message"),
            new Entry("F4", "opens or folds a long text"),
            new Entry("F7", "shows or hides the peer list"),
            new Entry("Ctrl-L", "draws the window again"),
            new Entry("Ctrl-Z", "back to the shell; fg returns"),
            new Entry("Mouse", "off; mouse = true in the settings"),
            new Entry("Other lines", ""),
            new Entry("▌", "names you, or is for you alone"),
            new Entry("‹", "said before you came"),
            new Entry("·", "something happened"),
            new Entry("!", "something was not done, and why"),
            new Entry("Write", ""),
            new Entry("Tab", "completes @names and /commands"),
            new Entry("Tab at the start", "writes a name to speak to; again: another"),
            new Entry("Up, Down", "your earlier lines"),
            new Entry("Ctrl-R", "searches your earlier lines"),
            new Entry("Ctrl-C", "clears the line; Up brings it back"),
            new Entry("Ctrl-A, Ctrl-E", "start, end"),
            new Entry("Alt-B, Alt-F", "one word back, one word on"),
            new Entry("Ctrl-W, Alt-D", "cut the word before, after"),
            new Entry("Ctrl-U, Ctrl-K", "cut to the start, to the end"),
            new Entry("Ctrl-Y, Alt-Y", "paste the last cut, an earlier cut"),
            new Entry("Ctrl-_", "undoes the last change"));

    private final Viewport viewport = Viewport.startingAtTop();

    /** Scrolls; false if the key closes the page. */
    public boolean press(Key key, WindowLayout layout) {
        if (!(key instanceof Key.Named named)) {
            return false;
        }
        int height = pageRows(layout);
        Viewport.Page page = page(layout);
        return switch (named.name()) {
            case UP -> viewport.move(-1, page, height);
            case DOWN -> viewport.move(1, page, height);
            case PAGE_UP -> viewport.move(-height, page, height);
            case PAGE_DOWN -> viewport.move(height, page, height);
            default -> false;
        };
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        Viewport.Page page = page(layout);
        List<Row> rows = viewport.view(page, pageRows(layout));
        boolean more = viewport.hasMore(page, rows.size());
        canvas.hideCursor();
        if (layout.isSmall()) {
            paintBare(canvas, layout, rows, more);
            return;
        }
        int width = columns(layout);
        int left = layout.boxColumn(width);
        int top = (layout.overlayRows() - rows.size() - BORDERS) / 2;
        String title = more ? "Keys and commands · Down: more" : "Keys and commands · Esc closes";
        blankCutNames(canvas, layout, left + width, top, rows.size() + BORDERS);
        canvas.box(left, top, width, rows.size() + BORDERS, title);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(left + BORDERS, top + 1 + i, rows.get(i), left + width - 1);
        }
    }

    /** What is left of names that the page covers in part would be taken for names. */
    private static void blankCutNames(Canvas canvas, WindowLayout layout, int from, int top, int rows) {
        for (int row = top; from > layout.paneColumns() && row < top + rows; row++) {
            canvas.blank(from, row, layout.columns());
        }
    }

    private static void paintBare(Canvas canvas, WindowLayout layout, List<Row> rows, boolean more) {
        int columns = layout.columns();
        for (int row = 0; row <= rows.size(); row++) {
            canvas.blank(0, row, columns);
        }
        canvas.put(0, 0, Graphemes.fit(more ? "Help · Down: more" : "Help · Esc closes", columns), StyleToken.STRONG,
                columns);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, 1 + i, rows.get(i), columns);
        }
    }

    private static int columns(WindowLayout layout) {
        return Math.min(COLUMNS, layout.columns());
    }

    /** Without the borders; a small window has only a title. */
    private static int pageRows(WindowLayout layout) {
        return Math.max(1, layout.overlayRows() - (layout.isSmall() ? 1 : BORDERS));
    }

    /** The whole page, wrapped to the width of the window. */
    private static Viewport.Page page(WindowLayout layout) {
        List<Row> rows = new ArrayList<>();
        for (Entry entry : ENTRIES) {
            if (entry.action().isEmpty()) {
                rows.add(Row.of(entry.key(), StyleToken.ACCENT));
            } else {
                rows.addAll(wrapped(entry, columns(layout) - (layout.isSmall() ? 0 : 2 * BORDERS)));
            }
        }
        return new Viewport.Page(rows);
    }

    private static List<Row> wrapped(Entry entry, int width) {
        String key = " " + entry.key();
        if (width < MIN_COLUMNS) {
            Span below = new Span("\n" + entry.action(), StyleToken.TEXT);
            return Wrapping.wrap(List.of(new Span(key, StyleToken.STRONG)), List.of(below), INDENT, width);
        }
        List<Span> prefix = List.of(new Span(key + " ".repeat(KEY_COLUMNS - key.length()), StyleToken.STRONG));
        return Wrapping.wrap(prefix, List.of(new Span(entry.action(), StyleToken.TEXT)), KEY_COLUMNS, width);
    }
}
