package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.EditorResult;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written stays until it is sent, and the window says who will read it. */
class WritingTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24)
            .hear(roster(ADA, ALICE, OTHER_ALICE, BOB, CAROL))
            .linked(3);

    // ---- who will read it

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "39, 9", "20, 5"})
    void thePromptStaysInSightWithALongDraft(int columns, int rows) {
        painted.resize(columns, rows).paste("@bob " + "word ".repeat(200) + "\nthe end");
        assertTrue(painted.text().contains("only bob") || painted.text().contains("only to bob"), painted.text());
        assertTrue(painted.text().contains("the end"), painted.text());
        painted.press(new Key.Named(Key.Name.UP, false, false, false));
        assertTrue(painted.text().contains("only bob") || painted.text().contains("only to bob"), painted.text());
    }

    @Test
    void aSuffixStaysInSightBehindALongName() {
        Person twin = new Person("5d5d000000005d5d", "müller-lüdenscheidt.the.third");
        Person other = new Person("6e6e000000006e6e", "müller-lüdenscheidt.the.third");
        painted.hear(roster(ADA, twin, other)).type("@müller-lüdenscheidt.the.third·5d5d0000 hi");
        assertTrue(painted.text().contains("·5d5d0000 ›"), painted.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@bob @carol both of you", "@bob, @carol: both of you"})
    void aLineToTwoPeopleGoesToBothAndThePromptSaysSo(String line) {
        assertTrue(painted.type(line).press(Key.Name.ESCAPE).text().contains("only to bob and carol ›"));
        painted.press(Key.Name.ENTER);
        assertEquals(
                List.of(new ChatCommand.TellAll(
                        List.of(new Choice("bob", BOB.key()), new Choice("carol", CAROL.key())), "both of you")),
                painted.sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@bob @home is where I am", "@bob @ is a sign", "@bob @bob hi", "@bob @ada is me",
        "@bob hi @carol"})
    void aLineToOnePersonMayHoldAnAtSign(String line) {
        painted.type(line).press(Key.Name.ESCAPE);
        assertTrue(painted.text().contains("only to bob ›"), painted.text());
        painted.press(Key.Name.ENTER);
        String text = line.substring("@bob ".length());
        assertEquals(List.of(new ChatCommand.Tell(new Choice("bob", BOB.key()), text)), painted.sent);
    }

    // ---- what was written

    @Test
    void anEditOfAnEarlierLineStaysUntilALineIsSent() {
        painted.type("one").press(Key.Name.ENTER).type("two").press(Key.Name.ENTER);
        painted.press(Key.Name.UP).control('u').type("three");
        painted.press(Key.Name.UP);
        assertEquals("one", painted.line());
        painted.press(Key.Name.DOWN);
        assertEquals("three", painted.line());
        painted.control('p').control('n');
        assertEquals("three", painted.line());
        painted.press(Key.Name.ENTER, Key.Name.UP, Key.Name.UP);
        assertEquals("two", painted.line());
    }

    @Test
    void anEditOfAnEarlierLineStaysInAnotherConversation() {
        painted.type("one").press(Key.Name.ENTER).type("two").press(Key.Name.ENTER).type("a draft");
        painted.press(Key.Name.UP).type(" edited").press(Key.Name.UP).type(" too");
        painted.press(new Key.Typed('k', false, true)).type("carol").press(Key.Name.ENTER);
        assertEquals("", painted.line());
        painted.press(Key.Name.UP);
        assertEquals("a draft", painted.line());
        painted.press(Key.Name.UP);
        assertEquals("two edited", painted.line());
        painted.press(new Key.Typed('1', false, true));
        assertEquals("one too", painted.line());
        painted.control('u').press(Key.Name.UP, Key.Name.UP);
        assertEquals("two edited", painted.line());
    }

    @Test
    void aSearchFindsAnEditOfAnEarlierLine() {
        painted.type("apple").press(Key.Name.ENTER).type("pear").press(Key.Name.ENTER);
        painted.press(Key.Name.UP, Key.Name.UP).type(" pie").press(Key.Name.DOWN, Key.Name.DOWN);
        painted.control('r').type("pie").press(Key.Name.ENTER);
        assertEquals("apple pie", painted.line());
        painted.type("s").press(Key.Name.DOWN, Key.Name.UP);
        assertEquals("apple pies", painted.line());
        painted.press(Key.Name.ENTER, Key.Name.UP, Key.Name.UP, Key.Name.UP);
        assertEquals("apple", painted.line());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void enterWithAModifierStartsANewLine(boolean shift) {
        painted.type("one").press(new Key.Named(Key.Name.ENTER, false, !shift, shift)).type("two");
        assertEquals("one\ntwo", painted.line());
        assertEquals(List.of(), painted.sent);
    }

    @Test
    void aDraftThatWasLeftForAnEarlierLineIsFoundAgain() {
        painted.type("one").press(Key.Name.ENTER).type("a draft").press(Key.Name.UP, Key.Name.ENTER);
        painted.press(Key.Name.UP);
        assertEquals("one", painted.line());
        painted.press(Key.Name.UP);
        assertEquals("a draft", painted.line());
    }

    @Test
    void aLineThatASearchFoundHasTheDraftBelowIt() {
        painted.type("apple").press(Key.Name.ENTER).type("pear").press(Key.Name.ENTER).type("a draft");
        painted.control('r').type("app").press(Key.Name.LEFT);
        assertEquals("apple", painted.line());
        painted.press(Key.Name.DOWN, Key.Name.DOWN);
        assertEquals("a draft", painted.line());
    }

    @Test
    void controlCInASearchPutsTheDraftAsideAndNotWhatWasFound() {
        painted.type("apple").press(Key.Name.ENTER).type("a draft");
        painted.control('r').type("app").control('c');
        assertEquals("", painted.line());
        painted.press(Key.Name.UP);
        assertEquals("a draft", painted.line());
    }

    @Test
    void aTextThatIsRefusedLateIsFoundAgain() {
        painted.type("@zed hi").press(Key.Name.ENTER).type("meanwhile");
        painted.hear(new ChatEvent.Refused(painted.sent.getFirst(), "Nobody is called zed."));
        assertTrue(painted.text().contains("Up has"), painted.text());
        painted.press(Key.Name.UP);
        assertEquals("@zed hi", painted.line());
        painted.press(Key.Name.DOWN);
        assertEquals("meanwhile", painted.line());
    }

    @Test
    void aTextThatIsRefusedDuringASearchDoesNotDisturbIt() {
        painted.type("apple").press(Key.Name.ENTER).type("@zed hi").press(Key.Name.ENTER);
        painted.control('r').type("nowhere");
        painted.hear(new ChatEvent.Refused(painted.sent.getLast(), "Nobody is called zed."));
        assertEquals("", painted.line());
        assertEquals("", painted.line());
        assertEquals("", painted.press(Key.Name.ESCAPE).line());
        assertEquals("@zed hi", painted.press(Key.Name.UP).line());
    }

    @Test
    void aDraftStaysWhileADialogAndAPageAreOpen() {
        painted.type("a draft").press(Key.Name.F2).type("bad name").press(Key.Name.ENTER, Key.Name.ESCAPE);
        painted.press(Key.Name.F1, Key.Name.ESCAPE).press(Key.Name.F3, Key.Name.ESCAPE);
        assertEquals("a draft", painted.line());
    }

    // ---- an editor

    private PaintedWindow write(String before, String text) {
        return painted.handle(new WindowInput.Edited(before, new EditorResult.Text(text)));
    }

    @Test
    void anEditorGetsTheLineAndItsTextBecomesTheLine() {
        painted.type("a draft").press(new Key.Typed('e', false, true));
        assertEquals(List.of("a draft"), painted.edited);
        write("a draft", "three\n\033[31mlines\u202E\n\nof text\n\n");
        assertEquals("three\nlines\n\nof text", painted.line());
        assertEquals(List.of(), painted.sent);
        painted.control('_');
        assertEquals("a draft", painted.line());
    }

    @Test
    void theCommandOpensAnEditorToo() {
        painted.type("/edit some words").press(Key.Name.ENTER);
        assertEquals(List.of("some words"), painted.edited);
        assertEquals("some words", painted.line());
        painted.control('u').type("/edit").press(Key.Name.ENTER);
        assertEquals(List.of("some words", ""), painted.edited);
    }

    @Test
    void anEditorThatFailsChangesNothing() {
        painted.type("a draft").press(new Key.Typed('e', false, true));
        painted.handle(new WindowInput.Edited("a draft", new EditorResult.Unchanged("The editor ended with code 1.")));
        assertEquals("a draft", painted.line());
        assertTrue(painted.text().contains("!  The editor ended with code 1."), painted.text());
    }

    @Test
    void whatWasTypedWhileTheEditorRanIsNotLost() {
        painted.type("a draft").press(new Key.Typed('e', false, true)).type(" and more");
        write("a draft", "edited");
        assertEquals("edited", painted.line());
        assertEquals("a draft and more", painted.press(Key.Name.UP).line());
    }

    @Test
    void anEditorDuringASearchGetsTheDraft() {
        painted.type("apple").press(Key.Name.ENTER).type("a draft").control('r').type("app");
        painted.press(new Key.Typed('e', false, true));
        assertEquals(List.of("a draft"), painted.edited);
        write("a draft", "edited");
        assertEquals("edited", painted.line());
        assertEquals("apple", painted.press(Key.Name.UP).line());
    }

    @Test
    void theEndOfAnEditedTextThatDoesNotFitIsCutAndToldOf() {
        write("", "x".repeat(20_000));
        assertEquals(16 * 1024 - 1, painted.line().length());
        assertTrue(painted.text().contains("the end of the text did not fit"), painted.text());
    }

    @Test
    void linesOfAnEditorAreNotAskedAboutButPastedOnesStillAre() {
        write("", "row\n".repeat(10)).press(Key.Name.ENTER);
        assertEquals(1, painted.sent.size());
        painted.paste("row\n".repeat(10));
        write(painted.line(), painted.line() + "\nmine").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("Send 11 lines to everyone?"), painted.text());
    }

    // ---- the counter

    @Test
    void theSizeOfALongMessageIsShown() {
        painted.paste("x".repeat(3071));
        assertFalse(painted.text().contains("bytes"), painted.text());
        assertTrue(painted.type("x").text().contains("── ada · 3,072 of 4,096 bytes ──"), painted.text());
        assertTrue(painted.type("ü").text().contains("3,074 of 4,096 bytes"), painted.text());
    }

    @Test
    void aMessageOverTheLimitIsCountedInTheColourOfAWarning() {
        painted.paste("@bob " + "x".repeat(4096));
        String fits = painted.cells();
        assertTrue(painted.text().contains("4,096 of 4,096 bytes"), painted.text());
        String warning = painted.type("x").cells();
        assertTrue(painted.text().contains("4,097 of 4,096 bytes"), painted.text());
        assertNotEquals(styleOfCounter(fits), styleOfCounter(warning));
        painted.press(Key.Name.ENTER);
        assertTrue(painted.text().contains("The text is too long: it has 4,097 bytes"), painted.text());
        assertEquals(List.of(), painted.sent);
    }

    private static String styleOfCounter(String cells) {
        Matcher word = Pattern.compile("((?:[0-9:]+;)+)b\\1y\\1t\\1e\\1s").matcher(cells);
        assertTrue(word.find(), cells);
        return word.group(1);
    }

    // ---- hints and refusals

    @Test
    void aHintGoesByItself() {
        painted.type("a draft").control('c');
        assertTrue(painted.text().contains("Up brings it back"), painted.text());
        Instant end = painted.now.plusSeconds(10);
        while (painted.text().contains("Up brings it back")) {
            painted.now = painted.now.plusMillis(painted.window.msUntilTick(painted.now.toEpochMilli()));
            assertFalse(painted.now.isAfter(end), painted.text());
            painted.tick();
        }
        assertTrue(painted.text().contains("3 links"), painted.text());
    }

    @Test
    void aWallClockThatIsSetKeepsNoHintLonger() {
        painted.control('c').handle(new WindowInput.ClockSet(-3_600_000));
        painted.now = painted.now.plusSeconds(8);
        assertFalse(painted.tick().text().contains("Ctrl-C again"), painted.text());
    }

    @Test
    void controlCLeavesOnlyWhileItsHintIsSeen() {
        painted.control('c');
        painted.now = painted.now.plusSeconds(60);
        painted.tick().control('c');
        assertFalse(painted.isLeaving());
        assertTrue(painted.control('c').isLeaving());
    }

    @Test
    void thePromptSaysThatTheWindowIsSilentUntilThePersonTakesOver() {
        painted.hear(new ChatEvent.RunsElsewhere("ada"));
        assertTrue(painted.text().contains("silent: /takeover to speak ›"), painted.text());
        assertTrue(painted.type("@").text().contains("silent: /takeover to speak › @"), painted.text());
        painted.control('u').type("/takeover");
        assertTrue(painted.text().contains("command › /takeover"), painted.text());
        painted.press(Key.Name.ENTER).hear(new ChatEvent.RunsHere());
        assertTrue(painted.text().contains("to everyone ›"), painted.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/foo", "/who"})
    void whatALineIsAnsweredIsSeenInAScrolledViewToo(String line) {
        for (int i = 0; i < 100; i++) {
            painted.hear(said(BOB, i, "message " + i));
        }
        painted.press(Key.Name.PAGE_UP, Key.Name.PAGE_UP).type(line).press(Key.Name.ENTER);
        String answer = line.equals("/who") ? "5 here: ada (you)" : "There is no command /foo";
        assertTrue(painted.text().contains(answer), painted.text());
    }

    /** Attack: a crowd of invented people, who also speak. A key or a line must not cost a look at each pair. */
    @Test
    @Timeout(20)
    void aNameIsCompletedQuicklyAmongTwentyThousandPeopleWhoSpeak() {
        List<Person> crowd = IntStream.range(0, 20_000)
                .mapToObj(i -> new Person("%064x".formatted(i + 1), "pé" + i))
                .toList();
        PaintedWindow painted =
                PaintedWindow.of(80, 24).hear(new ChatEvent.RosterChanged(ADA, crowd, Map.of())).type("@pe7");
        for (int i = 0; i < 300; i++) {
            painted.hear(said(crowd.get(i), i + 1, "line " + i));
        }
        painted.press(Key.Name.TAB);
        assertTrue(painted.line().startsWith("@pé7"), painted.line());
    }
}
