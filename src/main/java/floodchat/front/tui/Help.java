package floodchat.front.tui;

import java.util.List;

/** The page of keys and commands, and how far it is scrolled. Owned by the thread that owns the screen. */
final class Help {
    /** A key or command and what it does; a headline where the second is empty. */
    record Entry(String what, String does) {}

    static final List<Entry> ENTRIES = List.of(
            new Entry("Say", ""),
            new Entry("text, Enter", "says it to everyone"),
            new Entry("@name text", "tells it to one person alone"),
            new Entry("//text", "says a text that starts with a slash"),
            new Entry("Alt-Enter", "goes on in a new line"),
            new Entry("Commands", ""),
            new Entry("/name, F2", "your name; also set username"),
            new Entry("/who", "says who is here"),
            new Entry("/net, F3", "shows how the network is"),
            new Entry("/connect", "enters through HOST:PORT"),
            new Entry("/help, F1", "shows this page"),
            new Entry("/quit", "leaves; also exit, Ctrl-C twice, Ctrl-D"),
            new Entry("Look", ""),
            new Entry("PgUp, PgDn", "older and newer messages"),
            new Entry("Shift-Up, -Down", "a row back, a row on"),
            new Entry("Ctrl-Home", "the oldest message"),
            new Entry("Ctrl-End, Esc", "the newest message"),
            new Entry("F7", "shows or hides the peer list"),
            new Entry("Ctrl-L", "draws the window anew"),
            new Entry("Ctrl-Z", "back to the shell; fg returns"),
            new Entry("Write", ""),
            new Entry("Tab", "completes @names and /commands"),
            new Entry("Up, Down", "what you wrote before"),
            new Entry("Ctrl-R", "searches what you wrote before"),
            new Entry("Ctrl-C", "puts the line aside; Up has it again"),
            new Entry("Ctrl-A, Ctrl-E", "start, end"),
            new Entry("Alt-B, Alt-F", "a word back, a word on"),
            new Entry("Ctrl-W, Alt-D", "cut the word before, after"),
            new Entry("Ctrl-U, Ctrl-K", "cut to the start, to the end"),
            new Entry("Ctrl-Y, Alt-Y", "paste what was cut, what was cut before"),
            new Entry("Ctrl-_", "takes the last change back"));

    private int top;

    int top() {
        return top;
    }

    /**
     * False where the key means to close the page.
     *
     * @param page how many rows are seen at once
     * @param rows how many there are
     */
    boolean press(Key key, int page, int rows) {
        if (!(key instanceof Key.Named named)) {
            return false;
        }
        int step = switch (named.name()) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -page;
            case PAGE_DOWN -> page;
            default -> 0;
        };
        top = Math.clamp(top + step, 0, Math.max(0, rows - page));
        return step != 0;
    }
}
