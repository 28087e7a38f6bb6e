package floodchat.front.tui.widget;

import floodchat.front.MessageFacts.Fact;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Links;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The card of a message, over the messages: who said it, when, to whom, and how far it has come. Rows that go on with
 * a fact begin with a bar, so that no text can look like a fact. Owned by the thread that owns the screen.
 */
public final class MessageCard {
    private static final int COLUMNS = 66;
    private static final int NAME_COLUMNS = 10;

    /** In a narrower card, the words stand below their name. */
    private static final int MIN_COLUMNS = 36;

    private static final String BAR = "│ ";

    /** Asked at each painting: a line may arrive meanwhile. */
    private final Supplier<List<Fact>> facts;

    private final ScrollBox box = new ScrollBox();

    public MessageCard(Supplier<List<Fact>> facts) {
        this.facts = facts;
    }

    /** Scrolls; false if the key closes the card. */
    public boolean press(Key key, WindowLayout layout) {
        return box.press(key, rows(layout), layout);
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        box.paint(canvas, layout, rows(layout), columns(layout), "Message", "any key closes");
    }

    /** Never over a part of the peer list: half a name would be taken for a name. */
    private static int columns(WindowLayout layout) {
        int free = layout.paneColumns() >= MIN_COLUMNS ? layout.paneColumns() : layout.columns();
        return Math.min(COLUMNS, free);
    }

    private List<Row> rows(WindowLayout layout) {
        int width = ScrollBox.textColumns(columns(layout), layout);
        List<Row> rows = new ArrayList<>();
        for (Fact fact : facts.get()) {
            rows.addAll(wrapped(fact, width));
        }
        return rows;
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
