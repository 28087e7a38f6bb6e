package floodchat.front.tui.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewportTest {
    private static final int HEIGHT = 4;

    /** Items of two rows; the first one has this number. */
    private record Items(long first, int size) implements Viewport.Content {
        @Override
        public long number(int index) {
            return first + index;
        }

        @Override
        public List<Row> rows(int index) {
            return List.of(row(number(index) + "a"), row(number(index) + "b"));
        }
    }

    private static Row row(String text) {
        return Row.of(text, StyleToken.TEXT);
    }

    private static Viewport.Page page(int rows) {
        return new Viewport.Page(
                IntStream.rangeClosed(1, rows).mapToObj(i -> row("r" + i)).toList());
    }

    private static String view(Viewport viewport, Viewport.Content content) {
        List<String> words = new ArrayList<>();
        viewport.view(content, HEIGHT).forEach(row -> words.add(row.spans().getFirst().text()));
        return String.join(" ", words);
    }

    private final Viewport bottom = Viewport.startingAtBottom();
    private final Viewport top = Viewport.startingAtTop();

    @Test
    void anItemIsShownWithAsLittleMovementAsPossible() {
        Items items = new Items(1, 10);
        bottom.show(items, 9, HEIGHT);
        assertTrue(bottom.isAtHome());
        bottom.show(items, 8, HEIGHT);
        assertTrue(bottom.isAtHome());
        bottom.show(items, 4, HEIGHT);
        assertEquals("5a 5b 6a 6b", view(bottom, items));
        bottom.show(items, 4, HEIGHT);
        assertEquals("5a 5b 6a 6b", view(bottom, items));
        bottom.show(items, 5, HEIGHT);
        assertEquals("5b 6a 6b 7a", view(bottom, items)); // the last row may be covered
        bottom.show(items, 0, HEIGHT);
        assertEquals("1a 1b 2a 2b", view(bottom, items));
        bottom.show(items, 9, HEIGHT);
        assertTrue(bottom.isAtHome());
    }

    @Test
    void ofAnItemHigherThanTheViewTheFirstRowsAreShown() {
        Viewport.Content high = new Viewport.Content() {
            @Override
            public int size() {
                return 3;
            }

            @Override
            public long number(int index) {
                return index + 1L;
            }

            @Override
            public List<Row> rows(int index) {
                return IntStream.range(0, 7).mapToObj(i -> row(number(index) + "." + i)).toList();
            }
        };
        bottom.show(high, 1, HEIGHT);
        assertEquals("2.0 2.1 2.2 2.3", view(bottom, high));
        bottom.show(high, 2, HEIGHT);
        assertEquals("3.0 3.1 3.2 3.3", view(bottom, high));
        bottom.show(high, 0, HEIGHT);
        assertEquals("1.0 1.1 1.2 1.3", view(bottom, high));
    }

    @Test
    void anEmptyContentHasNoRowsAndNothingMovesIt() {
        top.move(3, page(0), HEIGHT);
        bottom.move(-3, new Items(1, 0), HEIGHT);
        assertEquals("", view(top, page(0)));
        assertEquals("", view(bottom, new Items(1, 0)));
        assertTrue(bottom.isAtHome());
    }

    @Test
    void atHomeTheViewFollowsWhatIsAdded() {
        assertEquals("2a 2b 3a 3b", view(bottom, new Items(1, 3)));
        assertEquals("3a 3b 4a 4b", view(bottom, new Items(1, 4)));
        assertEquals("r1 r2 r3 r4", view(top, page(9)));
    }

    @Test
    void awayFromHomeTheViewHoldsOnToItsItem() {
        bottom.move(-3, new Items(1, 9), HEIGHT);
        assertEquals("6b 7a 7b 8a", view(bottom, new Items(1, 9)));
        assertEquals("6b 7a 7b 8a", view(bottom, new Items(1, 20)));
        assertEquals("6b 7a 7b 8a", view(bottom, new Items(3, 9)), "the oldest items were dropped");
    }

    @Test
    void theViewStopsAtBothEnds() {
        Items items = new Items(1, 9);
        bottom.move(-100, items, HEIGHT);
        assertEquals("1a 1b 2a 2b", view(bottom, items));
        bottom.move(100, items, HEIGHT);
        assertEquals("8a 8b 9a 9b", view(bottom, items));
        assertTrue(bottom.isAtHome());
        top.move(100, page(9), HEIGHT);
        assertEquals("r6 r7 r8 r9", view(top, page(9)));
        top.move(-100, page(9), HEIGHT);
        assertTrue(top.isAtHome());
    }

    @Test
    void oneRowThereAndBackIsWhereItWas() {
        Items items = new Items(1, 9);
        for (int rows = 1; rows <= 14; rows++) {
            bottom.move(-rows, items, HEIGHT);
            bottom.move(rows - 1, items, HEIGHT);
            assertEquals("7b 8a 8b 9a", view(bottom, items), rows + " rows");
            bottom.goHome();
        }
    }

    @Test
    void aContentThatFitsStaysAtHome() {
        bottom.move(-1, new Items(1, 2), HEIGHT);
        assertTrue(bottom.isAtHome());
        Key.Named end = new Key.Named(Key.Name.END, true, false, false);
        assertTrue(top.press(end, page(3), HEIGHT, HEIGHT, false));
        assertTrue(top.isAtHome());
    }

    @Test
    void aContentThatBecameShorterIsSeenToItsEnd() {
        top.move(100, page(20), HEIGHT);
        assertEquals("r3 r4 r5 r6", view(top, page(6)));
        assertEquals("r1 r2", view(top, page(2)));
        assertTrue(top.isAtHome());
    }

    @Test
    void theViewKnowsWhetherThereIsMore() {
        assertTrue(top.hasMore(page(5), HEIGHT));
        top.move(1, page(5), HEIGHT);
        assertFalse(top.hasMore(page(5), HEIGHT));
    }

    @Test
    void itemsThatAreNotSeenToTheirEndAreCounted() {
        Items items = new Items(1, 9);
        assertEquals(0, bottom.itemsBeforeEdge(items));
        bottom.move(-1, items, HEIGHT);
        assertEquals(1, bottom.itemsBeforeEdge(items));
        bottom.move(-1, items, HEIGHT);
        assertEquals(2, bottom.itemsBeforeEdge(items));
    }
}
