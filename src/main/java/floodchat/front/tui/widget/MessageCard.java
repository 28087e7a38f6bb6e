package floodchat.front.tui.widget;

import floodchat.front.MessageFacts.Fact;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Links;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The card of a message, over the messages: who said it, when, to whom, and how far it has come. The newest row of the
 * messages stays in sight. Rows that go on with a fact begin with a bar, so that no text can look like a fact. In a
 * small window it has no border. Owned by the thread that owns the screen.
 */
public final class MessageCard {
    private static final int COLUMNS = 66;
    private static final int NAME_COLUMNS = 10;
    private static final int BORDERS = 2;

    /** In a narrower card, the words stand below their name. */
    private static final int MIN_COLUMNS = 36;

    private static final String BAR = "│ ";

    /** Asked at each painting: a line may arrive meanwhile. */
    private final Supplier<List<Fact>> facts;

    private final Viewport viewport = Viewport.startingAtTop();

    public MessageCard(Supplier<List<Fact>> facts) {
        this.facts = facts;
    }

    /** Scrolls; false if the key closes the card. */
    public boolean press(Key key, WindowLayout layout) {
        if (!(key instanceof Key.Named named)) {
            return false;
        }
        Viewport.Page page = page(layout);
        int height = Math.min(pageRows(layout), page.size());
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
        List<Row> rows = viewport.view(page, Math.min(pageRows(layout), page.size()));
        String title = viewport.hasMore(page, rows.size()) ? "Message · Down: more" : "Message · any key closes";
        canvas.hideCursor();
        if (layout.isSmall()) {
            paintBare(canvas, layout, title, rows);
            return;
        }
        int width = columns(layout);
        int left = layout.boxColumn(width);
        int top = Math.max(0, (layout.overlayRows() - rows.size() - BORDERS) / 2);
        canvas.box(left, top, width, rows.size() + BORDERS, title);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(left + BORDERS, top + 1 + i, rows.get(i), left + width - 1);
        }
    }

    private static void paintBare(Canvas canvas, WindowLayout layout, String title, List<Row> rows) {
        int columns = layout.columns();
        for (int row = 0; row <= rows.size(); row++) {
            canvas.blank(0, row, columns);
        }
        canvas.put(0, 0, Graphemes.fit(title, columns), StyleToken.STRONG, columns);
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, 1 + i, rows.get(i), columns);
        }
    }

    /** Never over a part of the peer list: half a name would be taken for a name. */
    private static int columns(WindowLayout layout) {
        int free = layout.paneColumns() >= MIN_COLUMNS ? layout.paneColumns() : layout.columns();
        return Math.min(COLUMNS, free);
    }

    /** Without the borders; a small window has only a title. */
    private static int pageRows(WindowLayout layout) {
        return Math.max(1, layout.overlayRows() - (layout.isSmall() ? 1 : BORDERS));
    }

    private Viewport.Page page(WindowLayout layout) {
        int width = columns(layout) - (layout.isSmall() ? 0 : 2 * BORDERS);
        List<Row> rows = new ArrayList<>();
        for (Fact fact : facts.get()) {
            rows.addAll(wrapped(fact, width));
        }
        return new Viewport.Page(rows);
    }

    private static List<Row> wrapped(Fact fact, int width) {
        List<Span> words = Links.marked(List.of(new Span(fact.words(), StyleToken.TEXT)));
        if (width < MIN_COLUMNS) {
            List<Row> rows = new ArrayList<>();
            rows.add(Row.of(fact.name(), StyleToken.STRONG));
            rows.addAll(Wrapping.wrap(List.of(bar()), words, List.of(bar()), width));
            return rows;
        }
        Span name = new Span(fact.name() + " ".repeat(NAME_COLUMNS - fact.name().length()), StyleToken.STRONG);
        Span below = new Span(" ".repeat(NAME_COLUMNS), StyleToken.TEXT);
        return Wrapping.wrap(List.of(name, bar()), words, List.of(below, bar()), width);
    }

    private static Span bar() {
        return new Span(BAR, StyleToken.QUIET);
    }
}
