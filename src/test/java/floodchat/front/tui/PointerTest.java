package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mouse in a window of 80 x 24, with the peer list from column 58 on. */
class PointerTest {
    private static final TuiSettings WITH_MOUSE =
            new TuiSettings(Palette.AUTO, Bell.MENTIONS, TimeFormat.MINUTES, 22, true,
                    5_000, Notification.Kind.AUTO, false, true, true, true, 10);

    private static final int LAST_MESSAGE_ROW = 21;
    private static final int NAME_COLUMN = 9;

    private final PaintedWindow painted = PaintedWindow.with(WITH_MOUSE, 80, 24).hear(roster(ADA, BOB));

    private void mouse(Key.Action action, int column, int row) {
        painted.press(new Key.Mouse(action, column, row));
    }

    private void drag(int column, int row, int toColumn, int toRow) {
        mouse(Key.Action.PRESS, column, row);
        mouse(Key.Action.DRAG, toColumn, toRow);
        mouse(Key.Action.RELEASE, toColumn, toRow);
    }

    @Test
    void aDragCopiesTheTextAndSaysSo() {
        painted.hear(said(BOB, 1, "hello world"));
        int start = NAME_COLUMN + "bob -> ".length();
        drag(start, LAST_MESSAGE_ROW, start + 4, LAST_MESSAGE_ROW);
        assertEquals(List.of("hello"), painted.copied);
        assertTrue(painted.text().contains("copied 5 characters"), painted.text());
    }

    @Test
    void aDragBackwardsCopiesTheSame() {
        painted.hear(said(BOB, 1, "hello world"));
        int start = NAME_COLUMN + "bob -> ".length();
        drag(start + 4, LAST_MESSAGE_ROW, start, LAST_MESSAGE_ROW);
        assertEquals(List.of("hello"), painted.copied);
    }

    @Test
    void neitherTimesNorBarsNorThePeerListAreCopiedAndWrappedRowsAreJoined() {
        String text = "a long text that is wrapped because it has more words than a row of this window";
        painted.hear(said(BOB, 1, text), said(BOB, 2, "one\n\ntwo"));
        painted.text();
        drag(0, LAST_MESSAGE_ROW - 4, 79, LAST_MESSAGE_ROW);
        assertEquals(List.of("bob -> " + text + "\nbob -> one\n\ntwo"), painted.copied);
    }

    @Test
    void wordsBrokenInTheMiddleAreJoinedToo() {
        String text = "x".repeat(150);
        painted.hear(said(BOB, 1, text));
        drag(0, LAST_MESSAGE_ROW - 3, 79, LAST_MESSAGE_ROW);
        assertEquals(List.of("bob -> " + text), painted.copied);
    }

    @Test
    void aSelectionStaysWithItsTextWhileNewLinesCome() {
        painted.hear(said(BOB, 1, "the first"));
        mouse(Key.Action.PRESS, NAME_COLUMN, LAST_MESSAGE_ROW);
        painted.hear(said(BOB, 2, "the second"));
        mouse(Key.Action.DRAG, 50, LAST_MESSAGE_ROW - 1);
        mouse(Key.Action.RELEASE, 50, LAST_MESSAGE_ROW - 1);
        assertEquals(List.of("bob -> the first"), painted.copied);
    }

    @Test
    void whatIsSelectedIsShownInReverseUntilTheNextKey() {
        painted.hear(said(BOB, 1, "hello world"));
        painted.drawn();
        drag(NAME_COLUMN, LAST_MESSAGE_ROW, 20, LAST_MESSAGE_ROW);
        assertTrue(painted.drawn().contains("7"), "SGR 7");
        assertFalse(painted.type("x").drawn().isEmpty());
        drag(NAME_COLUMN, 0, 20, 0);
        assertEquals(1, painted.copied.size(), "an empty row copies nothing");
    }

    @Test
    void aClickOnALinkOpensItAndShowsIt() {
        painted.hear(said(BOB, 1, "see https://example.org/a"));
        int column = NAME_COLUMN + "bob -> see ht".length();
        mouse(Key.Action.PRESS, column, LAST_MESSAGE_ROW);
        mouse(Key.Action.RELEASE, column, LAST_MESSAGE_ROW);
        assertEquals(List.of("https://example.org/a"), painted.opened);
        assertTrue(painted.text().contains("opening https://example.org/a"), painted.text());
    }

    @Test
    void aClickOnWordsDoesNothing() {
        painted.hear(said(BOB, 1, "see https://example.org/a"));
        mouse(Key.Action.PRESS, NAME_COLUMN + 7, LAST_MESSAGE_ROW);
        mouse(Key.Action.RELEASE, NAME_COLUMN + 7, LAST_MESSAGE_ROW);
        assertEquals(List.of(), painted.copied);
        assertEquals(List.of(), painted.opened);
    }

    @Test
    void aClickOnAPersonGoesThereAndTheLineStaysWhereItWas() {
        painted.type("busy");
        for (int row : new int[] {0, 1, 3, 20}) {
            mouse(Key.Action.PRESS, 62, row);
            assertTrue(painted.text().contains("to everyone ›"), "row " + row);
        }
        mouse(Key.Action.PRESS, 62, 2);
        assertEquals("", painted.line());
        assertTrue(painted.text().contains("only to bob ›"), painted.text());
        painted.press(Key.Name.ESCAPE);
        assertEquals("busy", painted.line());
    }

    @Test
    void aClickOnAPersonEndsTheChoiceByKeysAndOneOnOurselvesOnlyMarks() {
        painted.press(new Key.Typed('p', false, true));
        mouse(Key.Action.PRESS, 62, 1);
        assertTrue(painted.text().contains("▸ada"), painted.text());
        mouse(Key.Action.PRESS, 62, 2);
        painted.type("psst").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Tell(new Choice("bob", BOB.key()), "psst")), painted.sent);
    }

    @Test
    void aClickChoosesAMessageOnlyWhileOneIsChosenByKeys() {
        painted.hear(said(BOB, 1, "one"), said(BOB, 2, "see https://example.org/a"));
        mouse(Key.Action.PRESS, NAME_COLUMN, LAST_MESSAGE_ROW - 1);
        mouse(Key.Action.RELEASE, NAME_COLUMN, LAST_MESSAGE_ROW - 1);
        assertFalse(painted.text().contains("»"), painted.text());
        painted.press(new Key.Typed('m', false, true));
        assertTrue(painted.text().contains("»bob -> see"), painted.text());
        mouse(Key.Action.PRESS, NAME_COLUMN, LAST_MESSAGE_ROW - 1);
        mouse(Key.Action.RELEASE, NAME_COLUMN, LAST_MESSAGE_ROW - 1);
        assertTrue(painted.text().contains("»bob -> one"), painted.text());
        int link = NAME_COLUMN + "bob -> see ht".length();
        mouse(Key.Action.PRESS, link, LAST_MESSAGE_ROW);
        mouse(Key.Action.RELEASE, link, LAST_MESSAGE_ROW);
        assertTrue(painted.text().contains("»bob -> see"), painted.text());
        assertEquals(List.of(), painted.opened);
        painted.press(Key.Name.ESCAPE);
        mouse(Key.Action.PRESS, link, LAST_MESSAGE_ROW);
        assertFalse(painted.text().contains("»"), painted.text());
    }

    @Test
    void aClickInTheListOfConversationsGoesThereAndOneElsewhereClosesIt() {
        painted.hear(told(BOB, ADA, 1, "psst")).press(new Key.Typed('k', false, true));
        int row = rowOf("2 bob");
        mouse(Key.Action.PRESS, 60, row);
        assertFalse(painted.text().contains("Go to"), painted.text());
        painted.press(new Key.Typed('k', false, true));
        mouse(Key.Action.PRESS, 4, row + 1);
        assertFalse(painted.text().contains("Go to") || painted.text().contains("only to bob"), painted.text());
        painted.press(new Key.Typed('k', false, true));
        mouse(Key.Action.PRESS, 4, row);
        assertTrue(painted.text().contains("only to bob ›"), painted.text());
        painted.press(new Key.Typed('k', false, true));
        mouse(Key.Action.PRESS, 4, row - 1);
        assertTrue(painted.text().contains("to everyone ›"), painted.text());
    }

    @Test
    void ofAListThatIsScrolledTheRowUnderTheMouseIsMeant() {
        Person[] many = new Person[20];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Person("%016x".formatted(0xabcd_0000_0000L + i), "person" + i);
        }
        painted.hear(roster(ADA, many)).press(new Key.Typed('k', false, true)).press(Key.Name.UP);
        mouse(Key.Action.PRESS, 4, rowOf("person15"));
        assertTrue(painted.text().contains("only to person15 ›"), painted.text());
    }

    private int rowOf(String words) {
        List<String> rows = painted.text().lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains(words) && rows.get(i).indexOf(words) < 20) {
                return i;
            }
        }
        throw new AssertionError(words + " is not on\n" + painted.text());
    }

    @Test
    void theWheelScrollsTheMessagesUnderIt() {
        for (int i = 0; i < 60; i++) {
            painted.hear(said(BOB, i, "line " + i));
        }
        mouse(Key.Action.WHEEL_UP, 10, 10);
        assertTrue(painted.text().contains("more below"), painted.text());
        mouse(Key.Action.WHEEL_DOWN, 10, 10);
        assertFalse(painted.text().contains("more below"), painted.text());
        mouse(Key.Action.WHEEL_UP, 62, 10);
        assertFalse(painted.text().contains("more below"), painted.text());
    }

    @Test
    void theWheelScrollsTheHelp() {
        painted.press(Key.Name.F1);
        String top = painted.text();
        mouse(Key.Action.WHEEL_DOWN, 10, 10);
        assertFalse(painted.text().equals(top), top);
        mouse(Key.Action.WHEEL_UP, 10, 10);
        assertEquals(top, painted.text());
    }

    @Test
    void theWheelChangesNothingInADialog() {
        painted.press(Key.Name.F2);
        String before = painted.text();
        mouse(Key.Action.WHEEL_UP, 10, 10);
        mouse(Key.Action.PRESS, 62, 2);
        assertEquals(before, painted.text());
    }

    @Test
    void withoutTheSettingTheMouseDoesNothing() {
        PaintedWindow without = PaintedWindow.of(80, 24).hear(roster(ADA, BOB));
        without.press(new Key.Mouse(Key.Action.PRESS, 62, 2));
        assertEquals("", without.line());
    }
}
