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

/** The page of keys and commands, over the messages. Owned by the thread that owns the screen. */
public final class HelpPage {
    private static final int COLUMNS = 62;
    private static final int KEY_COLUMNS = 18;

    /** In a narrower page, what a key does stands below it. */
    private static final int MIN_COLUMNS = 36;

    private static final int INDENT = 3;

    private final ScrollBox box = new ScrollBox();

    /** Scrolls; false if the key closes the page. */
    public boolean press(Key key, WindowLayout layout) {
        return box.press(key, rows(layout), layout);
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        String name = layout.isSmall() ? "Help" : "Keys and commands";
        box.paint(canvas, layout, rows(layout), columns(layout), name, "Esc closes");
    }

    private static int columns(WindowLayout layout) {
        return Math.min(COLUMNS, layout.columns());
    }

    /** The whole page, wrapped to the width of the window. */
    private static List<Row> rows(WindowLayout layout) {
        List<Row> rows = new ArrayList<>();
        int width = ScrollBox.textColumns(columns(layout), layout);
        for (HelpTable.Section section : HelpTable.Section.values()) {
            rows.add(Row.of(Graphemes.fit(section.headline(), width), StyleToken.ACCENT));
            HelpTable.of(section).forEach(line -> rows.addAll(wrapped(line, width)));
        }
        return rows;
    }

    private static List<Row> wrapped(HelpTable.Line line, int width) {
        String key = " " + line.words();
        if (width < MIN_COLUMNS || key.length() >= KEY_COLUMNS) {
            Span below = new Span("\n" + line.meaning(), StyleToken.TEXT);
            return Wrapping.wrap(List.of(new Span(key, StyleToken.STRONG)), List.of(below), INDENT, width);
        }
        List<Span> prefix = List.of(new Span(key + " ".repeat(KEY_COLUMNS - key.length()), StyleToken.STRONG));
        return Wrapping.wrap(prefix, List.of(new Span(line.meaning(), StyleToken.TEXT)), KEY_COLUMNS, width);
    }
}
