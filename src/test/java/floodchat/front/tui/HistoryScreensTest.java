package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.tui.ScreensTest.assertLooksLike;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Screens of the search and of older lines, compared as in {@link ScreensTest}. */
class HistoryScreensTest {
    private static final Person EVE = new Person("6666666666666666", "\u001B]0;owned\u0007\u202Eeve");

    private final KeptLines kept = new KeptLines();

    private PaintedWindow window(int columns, int rows) {
        PaintedWindow painted = PaintedWindow.of(columns, rows)
                .hear(roster(ADA, ALICE, OTHER_ALICE, BOB, CAROL))
                .linked(3);
        kept.add(new ChatEvent.Said(new MessageId(BOB.key(), 1, 0), BOB, "is the ferry full?",
                NOON.minusSeconds(90_000), false));
        for (int i = 0; i < 40; i++) {
            kept.add(i % 2 == 0 ? CAROL : BOB, "about something else, number " + i);
        }
        kept.add(CAROL, "The ferry leaves at nine.\nBring a coat");
        kept.add(OTHER_ALICE, "nine is early, but the next ferry is at noon, and by then the whole island will be full "
                + "of people who took the first ferry and have the good places already");
        kept.addPrivate(ADA, BOB, "do you come to the ferry?", true);
        kept.addPrivate(BOB, ADA, "I would not miss that FERRY", false);
        kept.add(EVE, "\u001B[2J\u001B[31mferry\u202E \u0007 " + "x".repeat(300));
        kept.add(ALICE, "x".repeat(150) + " and at the end a ferry 👨‍👩‍👧‍👦 中中中中中中中中中中中中中中中中中中中中中中中中中中中中");
        for (int i = 0; i < 30; i++) {
            kept.add(BOB, "later, number " + i);
        }
        kept.open(painted, 20);
        return painted;
    }

    private PaintedWindow search(PaintedWindow painted, String query) {
        return kept.answer(painted.control('s').type(query));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10", "20, 5"})
    void whatASearchFound(int columns, int rows) throws IOException {
        PaintedWindow painted = search(window(columns, rows), "ferry").press(Key.Name.DOWN, Key.Name.DOWN);
        assertLooksLike("search-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void nothingToSearchYet(int columns, int rows) throws IOException {
        assertLooksLike("search-empty-" + columns + "x" + rows, window(columns, rows).control('s'));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void aSearchThatFoundNothing(int columns, int rows) throws IOException {
        assertLooksLike("search-none-" + columns + "x" + rows, search(window(columns, rows), "submarine"));
    }

    @Test
    void aSearchThatGoesOn() throws IOException {
        assertLooksLike("search-going-on", window(80, 24).control('s').type("ferry"));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void aQueryWithAMistake(int columns, int rows) throws IOException {
        assertLooksLike(
                "search-problem-" + columns + "x" + rows, search(window(columns, rows), "ferry since:yesterday"));
    }

    @ParameterizedTest
    @CsvSource({"100, 30", "80, 24", "40, 10", "20, 5"})
    void aLineThatWasFoundAmongOthers(int columns, int rows) throws IOException {
        PaintedWindow painted = search(window(columns, rows), "Bring ferry").press(Key.Name.ENTER);
        assertLooksLike("jumped-" + columns + "x" + rows, kept.answer(painted));
    }

    @Test
    void aPrivateLineThatWasFound() throws IOException {
        PaintedWindow painted = search(window(80, 24), "miss in:bob").press(Key.Name.ENTER);
        assertLooksLike("jumped-private", kept.answer(painted));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void olderLinesAreOnTheirWay(int columns, int rows) throws IOException {
        PaintedWindow painted = window(columns, rows).press(new Key.Named(Key.Name.HOME, true, false, false));
        assertLooksLike("older-loading-" + columns + "x" + rows, painted);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5"})
    void theHistoryBegins(int columns, int rows) throws IOException {
        Key home = new Key.Named(Key.Name.HOME, true, false, false);
        PaintedWindow painted = kept.answer(window(columns, rows).press(home)).press(home);
        assertLooksLike("older-begins-" + columns + "x" + rows, painted);
    }
}
