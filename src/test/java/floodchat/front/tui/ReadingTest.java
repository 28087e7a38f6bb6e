package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scrolling back in the messages, and finding the new ones. */
class ReadingTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, ALICE, OTHER_ALICE, BOB));

    @Test
    void newMessagesDoNotMoveAScrolledView() {
        for (int i = 0; i < 100; i++) {
            painted.hear(said(BOB, i, "message " + i));
        }
        painted.press(Key.Name.PAGE_UP);
        String before = top(painted.text());
        painted.hear(said(BOB, 200, "new"), said(BOB, 201, "newer"));
        assertEquals(before, top(painted.text()));
        assertTrue(painted.text().contains("2 new below"));
        painted.press(Key.Name.PAGE_DOWN, Key.Name.PAGE_DOWN);
        assertTrue(painted.text().contains("newer"));
        painted.hear(said(BOB, 202, "newest"));
        assertTrue(painted.text().contains("newest"));
    }

    @Test
    void aMessageWithAHiddenEndCountsAsBelow() {
        for (int i = 0; i < 100; i++) {
            painted.hear(said(BOB, i, "message " + i));
        }
        painted.hear(said(BOB, 200, "many\nlines\nin\none"));
        painted.press(new Key.Named(Key.Name.UP, false, false, true));
        assertTrue(painted.text().contains("1 more below"), painted.text());
    }

    @Test
    void keysGoToTheOldestAndTheNewestMessage() {
        for (int i = 0; i < 100; i++) {
            painted.hear(said(BOB, i, "message " + i));
        }
        painted.press(Key.Name.HOME);
        assertTrue(painted.text().contains("message 0\n") || painted.text().contains("message 0 "));
        painted.press(Key.Name.END);
        assertTrue(painted.text().contains("message 99"));
    }

    @Test
    void aLongTextIsFoldedAndAKeyOpensItWhereItStands() {
        for (int i = 0; i < 30; i++) {
            painted.hear(said(BOB, 10 + i, "before"));
        }
        painted.hear(said(BOB, 2, "row\n".repeat(2_039) + "last row"), said(BOB, 3, "after"));
        String folded = painted.text();
        assertTrue(folded.contains("before") && folded.contains("after"), folded);
        assertTrue(folded.contains("… 2,028 more lines, F4 shows them"), folded);
        String opened = painted.press(Key.Name.F4).text();
        assertEquals(rowOf(folded, "bob -> row"), rowOf(opened, "bob -> row"), "its start does not move");
        assertFalse(opened.contains("more lines"), opened);
        assertTrue(opened.contains("2 more below"), opened);
        painted.press(Key.Name.END);
        assertTrue(painted.text().contains("last row"));
        painted.press(Key.Name.F4);
        assertTrue(painted.text().contains("… 2,028 more lines, F4 shows them"), painted.text());
        assertTrue(painted.text().contains("bob -> row"), painted.text());
    }

    @Test
    void openingALongTextDoesNotMoveAReaderWhoScrolledBack() {
        painted.hear(said(BOB, 1, IntStream.range(0, 100).mapToObj(i -> "row " + i).collect(Collectors.joining("\n"))));
        for (int i = 0; i < 30; i++) {
            painted.hear(said(BOB, 10 + i, "message " + i));
        }
        List<String> before = painted.press(Key.Name.PAGE_UP).text().lines().toList();
        assertTrue(before.getFirst().contains("row 1 "), before.getFirst());
        List<String> opened = painted.press(Key.Name.F4).text().lines().toList();
        assertEquals(before.subList(0, 11), opened.subList(0, 11));
        assertTrue(before.get(11).contains("88 more lines") && opened.get(11).contains("row 12 "), opened.get(11));
    }

    private static int rowOf(String screen, String words) {
        return screen.lines().map(line -> line.contains(words)).toList().indexOf(true);
    }

    @Test
    void aScrolledViewStaysWhenTheWindowIsResized() {
        for (int i = 0; i < 100; i++) {
            painted.hear(said(BOB, i, "message number " + i + " of many"));
        }
        painted.press(Key.Name.PAGE_UP, Key.Name.PAGE_UP);
        String bottom = lineAbove(painted.text(), "more below");
        painted.resize(50, 12);
        assertEquals(
                bottom.strip().substring(0, 20),
                lineAbove(painted.text(), "more below").strip().substring(0, 20));
    }

    @Test
    void messagesWithoutFocusAreMarkedAndCounted() {
        painted.hear(said(BOB, 1, "old"));
        painted.press(new Key.Focused(false));
        painted.hear(said(BOB, 2, "fresh for ada"));
        assertEquals("(1!) floodchat · ada", painted.window.title());
        String text = painted.text();
        assertTrue(text.indexOf("old") < text.indexOf("── 1 new") && text.indexOf("── 1 new") < text.indexOf("fresh"));
        painted.press(new Key.Focused(true));
        assertEquals("floodchat · ada", painted.window.title());
    }

    private static String top(String screen) {
        return screen.lines().limit(20).reduce("", (a, b) -> a + b + "\n");
    }

    private static String lineAbove(String screen, String words) {
        List<String> lines = screen.lines().toList();
        int place = 0;
        while (!lines.get(place).contains(words)) {
            place++;
        }
        return lines.get(place - 1);
    }
}
