package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.SearchPage;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.Person;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searching the history by keys. */
class HistorySearchTest {
    private final KeptLines kept = new KeptLines();
    private final PaintedWindow painted =
            PaintedWindow.of(80, 24).hear(roster(ADA, BOB, CAROL, ALICE)).linked(2);

    private PaintedWindow keep() {
        for (int i = 1; i <= 2_000; i++) {
            switch (i) {
                case 300 -> kept.add(BOB, "an Otter in the river");
                case 900 -> kept.addPrivate(BOB, ADA, "the otter is secret", false);
                case 901 -> kept.addPrivate(ADA, BOB, "which otter?", true);
                case 1_500 -> kept.add(CAROL, "otters, everywhere");
                default -> kept.add(i % 2 == 0 ? BOB : CAROL, "line " + i);
            }
        }
        kept.open(painted, 200);
        return painted;
    }

    private PaintedWindow search(String query) {
        return kept.answer(painted.control('s').type(query));
    }

    private void assertShows(String... texts) {
        for (String text : texts) {
            assertTrue(painted.text().contains(text), "no \"" + text + "\" in\n" + painted.text());
        }
    }

    private void assertHides(String... texts) {
        for (String text : texts) {
            assertFalse(painted.text().contains(text), "\"" + text + "\" in\n" + painted.text());
        }
    }

    private static Key control(Key.Name name) {
        return new Key.Named(name, true, false, false);
    }

    /** Which row of the screen has this text. */
    private int row(String text) {
        List<String> rows = painted.text().lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("no \"" + text + "\" in\n" + painted.text());
    }

    // ---- the page

    @Test
    void resultsComeAsOneTypesTheNewestFirst() {
        keep();
        painted.control('s');
        assertEquals(List.of(new HistoryInquiry.Older(HistoryPosition.END, 1, HistoryQuery.ALL)), painted.asked);
        assertShows("search ›", "from:bob");
        painted.asked.clear();
        painted.type("ot");
        assertEquals(
                List.of(asked("o"), asked("ot")),
                painted.asked);
        assertShows("searching…");
        kept.answer(painted.type("ter"));
        assertShows("1 of 4", "otters, everywhere", "(direct) ada to bob -> which otter?",
                "(direct) bob -> the otter is secret", "bob -> an Otter in the river");
        assertTrue(row("otters, everywhere") < row("which otter?"), painted.text());
        assertTrue(row("secret") < row("an Otter"), painted.text());
    }

    private static HistoryInquiry asked(String query) {
        return new HistoryInquiry.Search(HistoryQuery.parse(query, ZoneOffset.UTC), SearchPage.MAX_HITS);
    }

    @Test
    void aCapitalLetterAndFiltersMakeItFewer() {
        keep();
        search("Otter");
        assertShows("1 of 1", "an Otter in");
        painted.press(Key.Name.ESCAPE);
        search("otter in:bob");
        assertShows("1 of 2", "secret", "which");
        painted.press(Key.Name.ESCAPE);
        search("otter in:everyone from:carol");
        assertShows("1 of 1", "everywhere");
        painted.press(Key.Name.ESCAPE);
        search("otter since:2027-01-01");
        assertShows("no line has that");
    }

    @Test
    void aDayThatIsNoneIsExplainedAndNothingIsAsked() {
        keep();
        search("otter since:2026");
        assertShows("since: needs a day, such as since:2026-11-01.");
        assertHides("of 4");
        assertTrue(kept.asked.stream()
                .noneMatch(asked -> asked instanceof HistoryInquiry.Search(var query, _)
                        && query.problem() != null),
                kept.asked.toString());
    }

    @Test
    void hitsOfAnEarlierQueryAreDroppedAndNoneComesTwice() {
        keep();
        painted.control('s').type("otter");
        HistoryInquiry.Search otter = (HistoryInquiry.Search) painted.asked.getLast();
        painted.asked.clear();
        HistoryEvent found = new HistoryEvent.Found(otter, List.of(kept.lines.get(299)), false);
        KeptLines.tell(painted, found);
        assertShows("1 of 1…");
        KeptLines.tell(painted, found);
        assertShows("1 of 1…");
        painted.type("s");
        KeptLines.tell(painted, found);
        assertHides("an Otter in", "1 of 1");
        kept.answer(painted);
        assertShows("1 of 1", "otters, everywhere");
    }

    @Test
    void aHistoryThatIsNotKeptSaysWhy() {
        painted.control('s').type("x");
        painted.asked.forEach(asked -> KeptLines.tell(painted, new HistoryEvent.Refused(asked, "Nothing is kept.")));
        assertShows("Nothing is kept.");
        painted.press(Key.Name.ESCAPE);
        assertHides("Nothing is kept.");
    }

    @Test
    void keysChooseAnotherHit() {
        keep();
        search("otter");
        painted.control('s');
        assertShows("2 of 4");
        painted.press(Key.Name.DOWN);
        assertShows("3 of 4");
        painted.press(Key.Name.UP, Key.Name.UP, Key.Name.UP, Key.Name.UP);
        assertShows("1 of 4");
        painted.press(Key.Name.PAGE_DOWN);
        assertShows("4 of 4");
        painted.press(control(Key.Name.HOME));
        assertShows("1 of 4");
    }

    @Test
    void theHitThatIsChosenIsAlwaysSeen() {
        keep();
        search("line");
        assertShows("1 of 1,000+");
        for (int i = 0; i < 60; i++) {
            painted.press(Key.Name.DOWN);
        }
        assertShows("61 of 1,000+", "› ");
        painted.press(control(Key.Name.END));
        assertShows("1,000 of 1,000+");
        assertTrue(painted.text().lines().anyMatch(row -> row.startsWith("› ")), painted.text());
    }

    @Test
    void tabCompletesNamesBehindAFilter() {
        keep();
        painted.control('s').type("from:ca").press(Key.Name.TAB);
        assertShows("from:carol");
        painted.control('u').type("in:").press(Key.Name.TAB);
        assertShows("in:everyone");
        painted.press(Key.Name.TAB);
        assertShows("in:bob");
        painted.control('u').type("word").press(Key.Name.TAB);
        assertShows("search › word");
    }

    @Test
    void aPastedQueryIsOneLineAndBounded() {
        painted.control('s').paste("one\ntwo");
        assertShows("one two");
        painted.paste("x".repeat(5_000)).type("yyy");
        assertShows("search ›");
        assertTrue(painted.asked.getLast() instanceof HistoryInquiry.Search(var query, _)
                && query.words().stream().mapToInt(String::length).sum() <= 200, painted.asked.getLast().toString());
    }

    // ---- there and back

    @Test
    void enterShowsTheLineInTheMiddleAmongOthers() {
        keep();
        search("river").press(Key.Name.ENTER);
        assertShows("an Otter in the river");
        kept.answer(painted);
        assertShows("»  bob -> an Otter in the river", "line 299", "line 301", "Esc: back to where you were");
        assertEquals(10, row("an Otter"), painted.text());
        assertShows("more below");
        assertHides("line 2000");
    }

    @Test
    void fromThereOneScrollsInBothDirections() {
        keep();
        search("river").press(Key.Name.ENTER);
        kept.answer(painted);
        for (int i = 0; i < 30 && !painted.text().contains("the history begins here"); i++) {
            kept.answer(painted.press(Key.Name.PAGE_UP));
        }
        assertShows("the history begins here", "line 1 ");
        for (int i = 0; i < 200 && !painted.text().contains("line 2000"); i++) {
            kept.answer(painted.press(Key.Name.PAGE_DOWN));
        }
        assertShows("line 2000", "line 1999", "line 1990");
    }

    @Test
    void aPersonWhoScrollsBeforeTheLinesAroundAreThereStaysAtTheLine() {
        keep();
        search("river").press(Key.Name.ENTER, Key.Name.PAGE_DOWN);
        kept.answer(painted);
        assertEquals(10, row("an Otter"), painted.text());
    }

    @Test
    void newerLinesThatComeLateDoNotMoveTheView() {
        keep();
        search("river").press(Key.Name.ENTER);
        kept.answer(painted);
        for (int i = 0; i < 100; i++) {
            painted.press(Key.Name.PAGE_DOWN);
        }
        assertEquals(1, painted.asked.size());
        int row = row("line 799 ");
        kept.answer(painted);
        assertEquals(row, row("line 799 "));
        painted.press(Key.Name.PAGE_DOWN);
        assertShows("line 810 ");
    }

    @Test
    void messagesThatComeMeanwhileDoNotMoveTheView() {
        keep();
        search("river").press(Key.Name.ENTER);
        kept.answer(painted);
        int row = row("an Otter");
        painted.hear(said(BOB, 5_000, "news"));
        assertEquals(row, row("an Otter"));
        assertShows("1 new below");
        painted.press(Key.Name.END);
        assertShows("bob -> news");
        assertHides("back to where you were");
    }

    @Test
    void escapeReturnsToTheSamePlaceConversationAndDraft() {
        keep();
        painted.press(Key.Name.PAGE_UP, Key.Name.PAGE_UP).type("half a thought");
        kept.answer(painted);
        String before = painted.text();
        search("secret");
        assertShows("1 of 1");
        painted.press(Key.Name.ENTER);
        kept.answer(painted);
        assertShows("only to bob ›", "»  (direct) bob -> the otter is secret", "which otter?");
        assertHides("half a thought", "line 899");
        painted.press(Key.Name.ESCAPE);
        assertEquals(before, painted.text());
        assertEquals("half a thought", painted.line());
    }

    @Test
    void escapeReturnsIntoAPrivateConversationToo() {
        keep();
        painted.type("@bob").press(Key.Name.ESCAPE, Key.Name.ENTER).type("for bob");
        search("river").press(Key.Name.ENTER);
        kept.answer(painted);
        assertShows("to everyone ›", "an Otter in the river");
        painted.press(Key.Name.ESCAPE);
        assertShows("only to bob › for bob");
    }

    @Test
    void escapeOnThePageLeavesTheMessagesAsTheyWere() {
        keep();
        painted.type("draft");
        String before = painted.text();
        search("otter").press(Key.Name.ESCAPE);
        assertEquals(before, painted.text());
        search("otter").control('c');
        assertEquals(before, painted.text());
        assertFalse(painted.isLeaving());
    }

    @Test
    void theSearchGoesOnFromALineThatWasFound() {
        keep();
        painted.type("draft");
        String before = painted.text();
        search("otter").press(Key.Name.ENTER);
        kept.answer(painted).control('s');
        assertShows("1 of 4", "search › otter");
        painted.control('s').press(Key.Name.ENTER);
        kept.answer(painted);
        assertShows("»  (direct) ada to bob -> which otter?", "only to bob ›");
        painted.press(Key.Name.ESCAPE);
        assertEquals(before, painted.text());
    }

    @Test
    void aLineThatIsStillInSightIsShownWhereItStands() {
        painted.hear(said(BOB, 1, "an otter"), said(BOB, 2, "hello"), told(CAROL, ADA, 3, "psst"));
        kept.add(said(BOB, 1, "an otter"));
        search("otter").press(Key.Name.ENTER);
        assertShows("»  bob -> an otter", "bob -> hello", "psst");
        assertEquals(List.of(), painted.asked);
    }

    @Test
    void anotherConversationEndsTheSearch() {
        keep();
        search("otter");
        painted.press(new Key.Typed('2', false, true));
        assertShows("there is no conversation 2");
        painted.press(new Key.Typed('1', false, true));
        assertShows("to everyone ›");
        painted.press(Key.Name.ESCAPE);
        assertShows("line 2000");
    }

    @Test
    void theCommandOpensThePageWithItsWords() {
        keep();
        painted.type("/search in:everyone otter").press(Key.Name.ENTER);
        kept.answer(painted);
        assertShows("1 of 2", "search › in:everyone otter");
        assertEquals("", painted.line());
        painted.press(Key.Name.ESCAPE);
        assertShows("to everyone ›");
        painted.type("/search").press(Key.Name.ENTER);
        assertShows("search ›", "Words that a line has");
    }

    @Test
    void thePageTellsOfNewMessagesAndHelpIsStillThere() {
        keep();
        search("otter");
        painted.hear(said(BOB, 9_000, "news"));
        assertShows("1 new · 1 of 4");
        painted.press(Key.Name.F1);
        assertShows("Keys and commands");
        painted.press(Key.Name.ESCAPE);
        assertShows("1 of 4");
        painted.press(Key.Name.F3);
        assertShows("Network");
    }

    @Test
    void theWheelMovesThroughTheHits() {
        painted.handle(new WindowInput.SettingsChanged(withMouse()));
        keep();
        search("otter");
        painted.press(new Key.Mouse(Key.Mouse.Action.WHEEL_DOWN, 3, 3));
        assertShows("4 of 4");
    }

    private static TuiSettings withMouse() {
        TuiSettings usual = TuiSettings.DEFAULT;
        return new TuiSettings(usual.theme(), usual.bell(), usual.time(), usual.peerListColumns(),
                usual.showPeerList(), usual.scrollbackLines(), usual.notifications(), usual.notifyText(),
                usual.title(), true, usual.links(), usual.idleMinutes());
    }

    /** Attack: a crowd of invented people. Tab must not compare each with each. */
    @Test
    @Timeout(20)
    void tabIsQuickAmongTwentyThousandPeople() {
        List<Person> crowd = IntStream.range(0, 20_000)
                .mapToObj(i -> new Person("%064x".formatted(i + 1), "p" + i / 2))
                .toList();
        painted.hear(new ChatEvent.RosterChanged(ADA, crowd, Map.of()))
                .control('s')
                .type("from:p777")
                .press(Key.Name.TAB);
        assertTrue(painted.text().contains("from:p777·"), painted.text());
    }
}
