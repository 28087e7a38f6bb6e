package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many pasted lines, and a private line to somebody who is not here, are asked about before they are sent. */
class SendConfirmationTest {
    private static final String LINES = "row\n".repeat(9) + "end";
    private static final String ASKED = "Send 10 lines to everyone? Enter · Esc";
    private static final String ABSENT = "bob* is not here: keep it until they come?";
    private static final Key ALT_ENTER = new Key.Named(Key.Name.ENTER, false, true, false);
    private static final ChatCommand TO_BOB = new ChatCommand.Tell(new Choice("bob", BOB.key()), "hi");

    /** Bob and Carol are contacts. Only Carol is here. */
    private final PaintedWindow painted = PaintedWindow.of(80, 24)
            .hear(new ChatEvent.ContactsChanged(List.of(contact(BOB.key(), "bob"), contact(CAROL.key(), "carol")),
                    List.of(), List.of()))
            .hear(roster(ADA, CAROL))
            .linked(3);

    private static Contact contact(String key, String name) {
        return new Contact(key, name, false, 0);
    }

    /** Such as a line of the timeline that is answered: bob may have gone since. */
    @Test
    void anAnswerToSomebodyWhoIsNotHereIsAskedAboutToo() {
        painted.hear(said(CAROL, 1, "hello"));
        painted.type("/reply 1 @bob hi").press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ABSENT), painted.text());
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ESCAPE);
        assertEquals("/reply 1 @bob hi", painted.line());
        painted.press(Key.Name.ENTER).press(Key.Name.ENTER);
        assertTrue(
                painted.sent.getFirst() instanceof ChatCommand.Tell(Choice to, String text)
                        && to.equals(new Choice("bob", BOB.key())) && text.endsWith("\nhi"),
                painted.sent.toString());
        assertEquals("", painted.line());
    }

    // ---- many lines

    @Test
    void manyPastedLinesAreSentAfterAnAnswer() {
        painted.paste(LINES).press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ASKED), painted.text());
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say(LINES)), painted.sent);
        assertEquals("", painted.line());
        assertFalse(painted.text().contains("Send 10"), painted.text());
    }

    @Test
    void theQuestionNamesTheReaders() {
        painted.type("@carol ").paste(LINES).press(Key.Name.ENTER);
        assertTrue(painted.text().contains("Send 10 lines only to carol*? Enter · Esc"), painted.text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noKeepsTheTextAndTheQuestionComesAgain(boolean escape) {
        painted.paste(LINES).press(Key.Name.ENTER);
        painted.press(escape ? Key.named(Key.Name.ESCAPE) : new Key.Typed('c', true, false));
        assertEquals(LINES, painted.line());
        assertFalse(painted.text().contains(ASKED), painted.text());
        assertTrue(painted.press(Key.Name.ENTER).text().contains(ASKED), painted.text());
        assertEquals(List.of(), painted.sent);
    }

    @Test
    void aPasteIsNoAnswerAndNothingOfItIsLost() {
        painted.paste(LINES).press(Key.Name.ENTER).paste(" one\nmore");
        assertEquals(LINES + " one\nmore", painted.line());
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ENTER).type("x");
        assertEquals(LINES + " one\nmorex", painted.line());
        assertEquals(List.of(), painted.sent);
    }

    @ParameterizedTest
    @CsvSource({"5, false", "6, true"})
    void moreThanFiveLinesAreMany(int lines, boolean asked) {
        painted.paste("row\n".repeat(lines)).press(Key.Name.ENTER);
        assertEquals(asked, painted.sent.isEmpty());
    }

    @Test
    void linesThatWereTypedAreNotAskedAbout() {
        for (int i = 0; i < 9; i++) {
            painted.type("row").press(ALT_ENTER);
        }
        painted.type("end").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say(LINES)), painted.sent);
    }

    @Test
    void typedBreaksThatAreGoneDoNotCountForAPaste() {
        for (int i = 0; i < 9; i++) {
            painted.press(ALT_ENTER);
        }
        for (int i = 0; i < 9; i++) {
            painted.press(Key.Name.BACKSPACE);
        }
        painted.paste(LINES).press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ASKED), painted.text());
    }

    @Test
    void aPasteThatWasPutAsideIsAskedAboutToo() {
        painted.paste(LINES).control('c').press(Key.Name.UP).press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ASKED), painted.text());
    }

    // ---- somebody who is not here

    @Test
    void aLineToSomebodyWhoIsNotHereIsKeptAfterAnAnswer() {
        painted.type("@bob hi").press(Key.Name.ESCAPE, Key.Name.ENTER);
        assertTrue(painted.text().contains(ABSENT), painted.text());
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(TO_BOB), painted.sent);
    }

    @Test
    void noKeepsTheLineToSomebodyWhoIsNotHere() {
        painted.type("@bob hi").press(Key.Name.ENTER, Key.Name.ESCAPE);
        assertEquals("@bob hi", painted.line());
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ABSENT), painted.text());
    }

    @Test
    void thePersonIsAskedAboutOnceUntilTheyWereHere() {
        painted.type("@bob hi").press(Key.Name.ENTER, Key.Name.ENTER);
        painted.type("@bob hi").press(Key.Name.ENTER);
        assertEquals(List.of(TO_BOB, TO_BOB), painted.sent);
        painted.hear(roster(ADA, BOB, CAROL), roster(ADA, CAROL));
        painted.type("@bob hi").press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ABSENT), painted.text());
        assertEquals(2, painted.sent.size());
    }

    @Test
    void ofSeveralReadersTheAbsentOnesAreNamed() {
        painted.type("@bob @carol hi").press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ABSENT), painted.text());
        painted.hear(roster(ADA)).press(Key.Name.ESCAPE, Key.Name.ENTER);
        assertTrue(painted.text().contains("bob* and carol* are not here: keep it until they come?"), painted.text());
    }

    @Test
    void aLineToSomebodyWhoIsHereIsSentAtOnce() {
        painted.type("@carol hi").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Tell(new Choice("carol", CAROL.key()), "hi")), painted.sent);
    }

    @Test
    void manyLinesToSomebodyWhoIsNotHereAreAskedAboutTwice() {
        painted.type("@bob ").paste(LINES).press(Key.Name.ENTER);
        assertTrue(painted.text().contains("Send 10 lines only to bob*?"), painted.text());
        painted.press(Key.Name.ENTER);
        assertTrue(painted.text().contains(ABSENT), painted.text());
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ENTER);
        assertEquals(1, painted.sent.size());
    }

    /** What was asked is what is sent, also if somebody comes meanwhile. */
    @Test
    void aNamesakeWhoComesDuringTheQuestionGetsNothing() {
        painted.type("@bob hi").press(Key.Name.ENTER).hear(roster(ADA, CAROL));
        painted.hear(roster(ADA, CAROL, new Person("0123456789abcdef", "bob")));
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(TO_BOB), painted.sent);
    }

    // ---- what is seen

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "25, 30", "20, 5"})
    void theKeysThatAnswerAreSeenInEverySize(int columns, int rows) {
        painted.hear(said(CAROL, 1, "new!"));
        painted.resize(columns, rows).type("@bob hi").press(Key.Name.ENTER);
        String screen = painted.text();
        assertTrue(screen.contains("bob* is not here"), screen);
        assertTrue(screen.contains("Enter") && screen.contains("Esc"), screen);
        assertTrue(screen.contains("new!"), screen);
        assertTrue(screen.contains("@bob hi") || columns == 20, screen);
    }

    @Test
    void aDialogOverTheQuestionTakesTheKeys() {
        painted.type("@bob hi").press(Key.Name.ENTER);
        painted.hear(new ChatEvent.Refused(new ChatCommand.SetName("x"), "no such name"));
        painted.press(Key.Name.ESCAPE);
        assertTrue(painted.text().contains(ABSENT), painted.text());
    }

    /** Attack: somebody takes the name between the question and its answer. */
    @Test
    void whoTakesANameThatNobodyHadGetsNothing() {
        Person mallory = new Person("ee".repeat(32), "dave");
        painted.type("@dave ").paste(LINES).press(Key.Name.ENTER);
        assertTrue(painted.text().contains("Send 10 lines only to dave?"), painted.text());
        painted.hear(roster(ADA, CAROL, mallory));
        assertFalse(painted.text().contains("Send 10 lines"), painted.text());
        assertEquals(List.of(), painted.sent);
        assertEquals("@dave " + LINES, painted.line());
    }

    @Test
    void aQuestionStaysWhileOthersCome() {
        painted.paste(LINES).press(Key.Name.ENTER);
        painted.hear(roster(ADA, BOB, CAROL));
        assertTrue(painted.text().contains(ASKED), painted.text());
    }
}
