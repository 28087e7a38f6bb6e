package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
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
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing a message by keys, and what can be done with it. */
class MessageModeTest {
    private static final String KEYS = "r answer · c copy · o open · i card · m mute · Esc";

    private final PaintedWindow painted =
            PaintedWindow.of(80, 24).hear(roster(ADA, BOB, CAROL)).linked(3);

    private PaintedWindow start() {
        return painted.press(new Key.Typed('m', false, true));
    }

    /** The row of the chosen message, from the sign on; empty if none is chosen. */
    private String chosen() {
        return painted.text()
                .lines()
                .filter(row -> row.contains("»"))
                .map(row -> row.substring(row.indexOf('»') + 1).stripTrailing())
                .findFirst()
                .orElse("")
                .replaceFirst(" +│.*", "");
    }

    private void assertHint(String words) {
        assertTrue(painted.text().contains("── ada · " + words), painted.text());
    }

    private void assertReaders(String prompt) {
        assertTrue(painted.text().contains(prompt), painted.text());
    }

    private void hearMany(int messages) {
        for (int i = 1; i <= messages; i++) {
            painted.hear(said(BOB, i, "line " + i));
        }
    }

    private static ChatEvent.Told toldByUs(Person to, long sequence, String text) {
        return new ChatEvent.Told(new MessageId(ADA.key(), 1, sequence, to.key()), ADA, to, text, NOON, true);
    }

    // ---- choosing

    @Test
    void theNewestMessageIsChosenAndTheHintSaysTheKeys() {
        painted.hear(said(BOB, 1, "one"), said(CAROL, 2, "two"), new ChatEvent.Noticed("something"));
        painted.type("a draft");
        start();
        assertEquals("carol -> two", chosen());
        assertHint(KEYS);
        assertEquals("a draft", painted.line());
        assertReaders("to everyone › a draft");
    }

    @Test
    void theArrowsAndLettersOfViChooseMessagesAlone() {
        painted.hear(said(BOB, 1, "one"), new ChatEvent.Noticed("something"), said(BOB, 2, "two"), said(BOB, 3, "3"));
        start().press(Key.Name.UP, Key.Name.UP);
        assertEquals("bob -> one", chosen());
        painted.press(Key.Name.UP);
        assertEquals("bob -> one", chosen());
        painted.press(Key.Name.DOWN);
        assertEquals("bob -> two", chosen());
        painted.type("jj");
        assertEquals("bob -> 3", chosen());
        painted.type("kk");
        assertEquals("bob -> one", chosen());
    }

    @Test
    void endsAndPagesAreReachedAndTheChosenOneStaysInSight() {
        hearMany(100);
        start().press(Key.Name.HOME);
        assertEquals("bob -> line 1", chosen());
        painted.press(Key.Name.PAGE_DOWN);
        assertEquals("bob -> line 21", chosen());
        painted.press(Key.Name.END);
        assertEquals("bob -> line 100", chosen());
        painted.press(Key.Name.PAGE_UP);
        assertEquals("bob -> line 80", chosen());
        for (int i = 79; i >= 30; i--) {
            painted.press(Key.Name.UP);
            assertEquals("bob -> line " + i, chosen());
        }
        for (int i = 31; i <= 100; i++) {
            painted.press(Key.Name.DOWN);
            assertEquals("bob -> line " + i, chosen());
        }
        assertFalse(painted.text().contains("below"), painted.text());
    }

    @ParameterizedTest
    @CsvSource({"60, 16", "40, 10", "30, 8", "20, 5"})
    void inEveryWindowTheChosenMessageIsInSight(int columns, int rows) {
        hearMany(40);
        painted.resize(columns, rows);
        start();
        for (int i = 40; i >= 1; i--) {
            assertTrue(chosen().startsWith("bob -> line " + i), i + ":\n" + painted.text());
            painted.press(Key.Name.UP);
        }
        for (int i = 2; i <= 40; i++) {
            painted.press(Key.Name.DOWN);
            assertTrue(chosen().startsWith("bob -> line " + i), i + ":\n" + painted.text());
        }
    }

    @Test
    void newMessagesMoveNeitherTheChoiceNorItOutOfSight() {
        hearMany(3);
        start();
        for (int i = 4; i < 60; i++) {
            painted.hear(said(CAROL, i, "new " + i));
            assertEquals("bob -> line 3", chosen());
        }
        assertTrue(painted.text().contains("new below"), painted.text());
    }

    @Test
    void ofTheMessagesOnTheScreenTheNewestIsChosen() {
        hearMany(100);
        painted.press(Key.Name.PAGE_UP, Key.Name.PAGE_UP);
        String newest = painted.text().lines().filter(row -> row.contains("bob -> line")).toList().getLast();
        start();
        assertTrue(newest.contains(chosen()), newest + chosen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"escape", "control", "again"})
    void itEndsAndTheNextEscGoesToTheNewestMessage(String way) {
        hearMany(100);
        painted.type("x");
        start().press(Key.Name.HOME);
        switch (way) {
            case "escape" -> painted.press(Key.Name.ESCAPE);
            case "control" -> painted.control('c');
            default -> start();
        }
        assertEquals("", chosen());
        assertTrue(painted.text().contains("more below"), painted.text());
        assertEquals("x", painted.line());
        painted.press(Key.Name.ESCAPE);
        assertTrue(painted.text().contains("line 100"), painted.text());
    }

    @Test
    void withoutAMessageNothingIsChosen() {
        painted.hear(new ChatEvent.Noticed("something"));
        start();
        assertHint("there is no message here");
        painted.type("r");
        assertEquals("r", painted.line());
    }

    @Test
    void lettersAndPastesDoNotGetIntoTheLine() {
        hearMany(3);
        start().type("xyz").paste("pasted");
        assertHint("not pasted: Esc first");
        assertEquals("", painted.line());
        assertFalse(painted.isLeaving());
        painted.control('d');
        assertFalse(painted.isLeaving());
    }

    @Test
    void anotherConversationOrPageEndsIt() {
        painted.hear(said(BOB, 1, "hi"), told(BOB, ADA, 2, "psst"));
        start().press(new Key.Typed('r', false, true));
        assertReaders("only to bob ›");
        assertEquals("", chosen());
        start().press(Key.Name.F3, Key.Name.F3);
        assertEquals("", chosen());
        assertReaders("only to bob ›");
    }

    @Test
    void fromThePageOfTheNetworkItGoesToTheMessages() {
        hearMany(2);
        painted.press(Key.Name.F3);
        start();
        assertEquals("bob -> line 2", chosen());
    }

    @Test
    void aMessageThatIsNoLongerKeptIsSaidToBeSo() {
        PaintedWindow small = PaintedWindow.with(
                new TuiSettings(Palette.AUTO, Bell.NONE,
                        TimeFormat.MINUTES, 22, true, 100,
                        Notification.Kind.NONE, false, true, false, true, 10),
                80, 24);
        small.hear(roster(ADA, BOB), said(BOB, 1, "old")).press(new Key.Typed('m', false, true));
        for (int i = 2; i < 110; i++) {
            small.hear(said(BOB, i, "line " + i));
        }
        assertTrue(small.type("c").text().contains("no longer kept"), small.text());
        assertEquals(List.of(), small.copied);
        small.press(Key.Name.UP);
        small.type("c");
        assertEquals(List.of("line 10"), small.copied);
    }

    @Test
    void aLongMessageIsShownFromItsStartAndF4OpensIt() {
        painted.hear(said(BOB, 1, "start\n" + "row\n".repeat(50) + "the end"), said(BOB, 2, "x\n".repeat(30) + "end"));
        start().press(Key.Name.UP);
        assertEquals("bob -> start", chosen());
        painted.press(Key.Name.F4);
        assertEquals("bob -> start", chosen());
        assertFalse(painted.text().contains("F4 shows them"), painted.text());
        painted.press(Key.Name.DOWN);
        assertTrue(painted.text().contains("more lines, F4 shows them"), painted.text());
    }

    // ---- the answer

    @Test
    void aPublicMessageIsQuotedForEveryoneBeforeTheDraft() {
        painted.hear(said(BOB, 1, "lunch at one?")).type("yes");
        start().type("r");
        assertEquals("> lunch at one? (bob 12:00)\nyes", painted.line());
        painted.type("oh ");
        assertReaders("to everyone, 2 lines ›");
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("> lunch at one? (bob 12:00)\noh yes")), painted.sent);
        assertEquals("", chosen());
    }

    @Test
    void aPrivateMessageIsQuotedInItsConversationAlone() {
        painted.hear(told(BOB, ADA, 1, "psst")).type("for all");
        start().type("r");
        assertReaders("only to bob, 2 lines ›");
        assertEquals("> psst (bob 12:00)\n", painted.line());
        painted.type("I know").press(Key.Name.ENTER);
        Choice bob = new Choice("bob", BOB.key());
        assertEquals(List.of(new ChatCommand.Tell(bob, "> psst (bob 12:00)\nI know")), painted.sent);
        painted.press(Key.Name.ESCAPE);
        assertEquals("for all", painted.line());
    }

    @Test
    void ourLineToAGroupIsAnsweredThere() {
        painted.hear(toldByUs(BOB, 1, "lunch?"), toldByUs(CAROL, 2, "lunch?"));
        start().type("r");
        assertReaders("only to bob and carol");
        assertEquals("> lunch? (ada 12:00)\n", painted.line());
    }

    @Test
    void inAGroupTheLineOfOneOfItIsAnsweredToThatOneAlone() {
        painted.type("@bob @carol").press(Key.Name.ENTER);
        painted.hear(told(CAROL, ADA, 1, "not for bob"));
        start().type("r");
        assertReaders("only to carol, 2 lines ›");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@carol a secret", "/msg carol a secret", "//slash", "exit", "connect a:1"})
    void aDraftThatNamesItsReadersOrIsACommandIsPutAside(String draft) {
        painted.hear(said(BOB, 1, "hi")).paste(draft);
        start().type("r");
        assertEquals("> hi (bob 12:00)\n", painted.line());
        assertHint("your line is put aside: Up brings it back");
        painted.control('u').control('h').press(Key.Name.UP);
        assertEquals(draft, painted.line());
    }

    @Test
    void aSecondQuoteReplacesTheFirstOneWithNothingBehindIt() {
        painted.hear(said(BOB, 1, "one"), said(BOB, 2, "two"));
        start().type("r");
        start().press(Key.Name.UP).type("r");
        assertEquals("> one (bob 12:00)\n", painted.line());
        painted.type("yes");
        start().type("r");
        assertEquals("> two (bob 12:00)\n> one (bob 12:00)\nyes", painted.line());
    }

    @Test
    void anOpenListClosesAndASearchGivesTheDraftBack() {
        painted.hear(said(BOB, 1, "hi")).type("@b");
        start();
        assertTrue(painted.window.composer().popup() == null);
        painted.press(Key.Name.ESCAPE).control('u').type("draft").control('r').type("zzz");
        start();
        assertEquals("draft", painted.line());
    }

    // ---- copying, links

    @Test
    void theTextIsCopied() {
        painted.hear(said(BOB, 1, "one\ntwo"));
        start().type("c");
        assertEquals(List.of("one\ntwo"), painted.copied);
        assertHint("copied");
        painted.handle(new WindowInput.NotCopied());
        assertHint("no way to this terminal's clipboard: select with the mouse and Shift");
    }

    @Test
    void theOnlyLinkIsOpened() {
        painted.hear(said(BOB, 1, "see https://example.org/a b"));
        start().type("o");
        assertEquals(List.of("https://example.org/a"), painted.opened);
        assertHint("opening https://example.org/a");
        painted.handle(new WindowInput.Opened("https://example.org/a", DesktopOpener.Result.OPENED));
        assertHint("opened https://example.org/a");
        assertEquals(List.of(), painted.copied);
    }

    @ParameterizedTest
    @CsvSource({"NO_DESKTOP, no desktop to open it: copied", "FAILED, the desktop did not open it: copied"})
    void whatIsNotOpenedIsCopied(DesktopOpener.Result result, String words) {
        painted.handle(new WindowInput.Opened("https://a.org", result));
        assertHint(words + " https://a.org");
        assertEquals(List.of("https://a.org"), painted.copied);
    }

    @Test
    void ofSeveralLinksANumberChoosesOne() {
        painted.hear(said(BOB, 1, "http://a.org and http://b.org, http://a.org; mailto:bob@c.org"));
        start().type("o");
        assertHint("which link? 1 a.org · 2 b.org · 3 bob@c.org · Esc");
        painted.type("9").type("2");
        assertEquals(List.of("http://b.org"), painted.opened);
        painted.type("o").press(Key.Name.ESCAPE);
        assertHint(KEYS);
        painted.type("o3");
        assertEquals(List.of("http://b.org"), painted.opened);
        assertEquals(List.of("mailto:bob@c.org"), painted.copied);
    }

    @Test
    void aMessageWithoutALinkSaysSo() {
        painted.hear(said(BOB, 1, "javascript:alert(1) file:///etc/passwd -https"));
        start().type("o");
        assertHint("there is no link in this message");
        assertEquals(List.of(), painted.opened);
    }

    // ---- the card

    @Test
    void theCardTellsWhatIsKnownAndFollowsTheDelivery() {
        ChatEvent.Told line = toldByUs(BOB, 1, "psst");
        painted.hear(line);
        start().type("i");
        assertTrue(painted.text().contains("bob: … waits: no other peer has taken it"), painted.text());
        painted.hear(new ChatEvent.DeliveryChanged(line.id(), Delivery.GIVEN_UP));
        assertTrue(painted.text().contains("bob: ✗ given up, by you or after 7 days"), painted.text());
        painted.type("x");
        assertFalse(painted.text().contains("given up"), painted.text());
        assertEquals("ada to bob -> psst", chosen().replace("(direct) ", ""));
    }

    @Test
    void aLineOfTheHistoryHasACardToo() {
        HistoryLine line = new HistoryLine(new HistoryPosition(0, 1, 1), said(BOB, 1, "of old"), NOON, Delivery.SENT);
        painted.handle(new WindowInput.HistoryHeard(new HistoryEvent.Opened(List.of(line))));
        start().type("i");
        assertTrue(painted.text().contains("the history on your disk"), painted.text());
    }

    @Test
    void noTextCanLookLikeAFactOfTheCard() {
        painted.hear(said(BOB, 1, "hi\nKey       │ 00000000\n\nDelivery  │ ✓✓ shown"));
        start().type("i");
        long keys = painted.text().lines().filter(row -> row.startsWith("│ Key ")).count();
        assertEquals(1, keys, painted.text());
        assertTrue(painted.text().contains("          │ Key       │ 00000000"), painted.text());
    }

    @Test
    void theCommandShowsTheCardOfTheMessageThatIsCountedBackTo() {
        painted.hear(said(BOB, 1, "one"), said(CAROL, 2, "two"), new ChatEvent.Noticed("something"));
        painted.type("/info 2").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("│ bob, not a contact"), painted.text());
        painted.press(Key.Name.ENTER).type("/info 3").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("There are fewer messages here"), painted.text());
    }

    @Test
    void theCommandAnswersTheMessageThatIsCountedBackTo() {
        painted.hear(said(BOB, 1, "one"), told(CAROL, ADA, 2, "two"));
        painted.type("/reply 2 yes").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("> one (bob 12:00)\nyes")), painted.sent);
        painted.type("/reply 1 yes").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("That message is private"), painted.text());
        assertEquals("/reply 1 yes", painted.line());
        assertEquals(1, painted.sent.size());
    }

    // ---- muting

    @Test
    void mutingIsConfirmedByEnterAndTheDraftIsPutAside() {
        painted.hear(said(BOB, 1, "spam")).type("draft");
        start().type("m");
        assertEquals("/mute " + BOB.nameWithSuffix() + " 2h", painted.line());
        assertHint("Enter mutes; your line is put aside: Up brings it back");
        painted.control('u').press(Key.Name.UP);
        assertEquals("draft", painted.line());
    }

    @Test
    void nobodyMutesThemselves() {
        painted.hear(saidByUs(ADA, 1, "hi"));
        start().type("m");
        assertHint("that is you");
        assertEquals("", painted.line());
    }
}
