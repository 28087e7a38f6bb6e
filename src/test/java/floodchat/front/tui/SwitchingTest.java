package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going from one conversation to another. */
class SwitchingTest {
    private static final Person DAVE = new Person("dada000000000000", "dave");
    private static final ChatCommand HI_BOB = new ChatCommand.Tell(new Choice("bob", BOB.key()), "hi");

    private final PaintedWindow painted =
            PaintedWindow.of(80, 24).hear(roster(ADA, BOB, CAROL, DAVE)).linked(3);

    private PaintedWindow alt(char letter) {
        return painted.press(new Key.Typed(letter, false, true));
    }

    private PaintedWindow enter(String line) {
        painted.type(line);
        if (painted.window.composer().popup() != null) {
            painted.press(Key.Name.ESCAPE);
        }
        return painted.press(Key.Name.ENTER);
    }

    private void assertReaders(String prompt) {
        assertTrue(painted.text().contains(prompt + " ›"), painted.text());
    }

    // ---- by what is typed

    @ParameterizedTest
    @ValueSource(strings = {"@bob", "@bob ", "/query bob", "/query @bob"})
    void aNameAndEnterGoesToThatPersonAndSendsNothing(String line) {
        enter(line);
        assertEquals(List.of(), painted.sent);
        assertEquals("", painted.line());
        assertReaders("only to bob");
        assertTrue(painted.text().contains("only bob reads this · Esc: everyone"), painted.text());
        painted.type("hi");
        assertReaders("only to bob");
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(HI_BOB), painted.sent);
        assertReaders("only to bob");
    }

    @Test
    void aLineToOnePersonStaysWhereOneIs() {
        enter("@bob hi");
        assertEquals(List.of(HI_BOB), painted.sent);
        assertReaders("to everyone");
        enter("@carol");
        enter("@bob hi");
        assertEquals(List.of(HI_BOB, HI_BOB), painted.sent);
        assertReaders("only to carol");
    }

    @Test
    void theLineAboveThePromptSaysWhoReadsALineToSomebodyElse() {
        enter("@carol");
        painted.type("@bob hi");
        assertReaders("only to bob");
        assertTrue(painted.text().contains("only bob reads this · Esc: everyone"), painted.text());
        painted.press(Key.Name.ENTER);
        painted.hear(new ChatEvent.Told(new MessageId(ADA.key(), 1, 1, BOB.key()), ADA, BOB, "hi", NOON, true));
        assertTrue(painted.text().contains("sent only to bob"), painted.text());
        assertFalse(painted.text().contains("ada to bob"), "it stands in bob's conversation");
    }

    @Test
    void whoHasLeftCanBeGoneTo() {
        painted.hear(new ChatEvent.PeerLeft(BOB, false, NOON), roster(ADA, CAROL, DAVE));
        painted.type("@bob ");
        assertReaders("only to bob");
        painted.press(Key.Name.ENTER);
        assertReaders("only to bob");
        enter("hi");
        assertTrue(painted.text().contains("bob is not here: keep it until they come?"), painted.text());
    }

    @Test
    void aGroupReadsWhatIsWrittenInItsConversation() {
        enter("@bob @carol");
        assertReaders("only to bob and carol");
        assertTrue(painted.text().contains("only bob and carol read this"), painted.text());
        enter("hi");
        Choice bob = new Choice("bob", BOB.key());
        Choice carol = new Choice("carol", CAROL.key());
        assertEquals(List.of(new ChatCommand.TellAll(List.of(bob, carol), "hi")), painted.sent);
    }

    @Test
    void anUnknownNameOpensNothing() {
        enter("@zed");
        assertTrue(painted.text().contains("Nobody here is called zed"), painted.text());
        assertEquals("@zed", painted.line());
    }

    @Test
    void closingReturnsToEveryone() {
        enter("@bob");
        enter("/close");
        assertReaders("to everyone");
        enter("/close");
        assertTrue(painted.text().contains("Everyone is shown: there is no private"), painted.text());
        assertTrue(alt('2').text().contains("there is no conversation 2"), painted.text());
    }

    // ---- what is shown

    @Test
    void aConversationShowsOnlyItsLinesAndEveryoneShowsAll() {
        painted.hear(said(BOB, 1, "public"), told(BOB, ADA, 2, "psst"), told(CAROL, ADA, 3, "hey"));
        enter("@bob");
        assertTrue(painted.text().contains("(direct) bob -> psst"), painted.text());
        assertFalse(painted.text().contains("public"), painted.text());
        assertFalse(painted.text().contains("hey"), painted.text());
        painted.press(Key.Name.ESCAPE);
        assertTrue(painted.text().contains("public") && painted.text().contains("hey"), painted.text());
    }

    @Test
    void anAnswerOfTheProgramIsSeenWhereItWasAskedFor() {
        enter("@bob");
        enter("/who");
        assertTrue(painted.text().contains("4 here: ada (you)"), painted.text());
        enter("/frob");
        assertTrue(painted.text().contains("There is no command /frob"), painted.text());
        painted.control('u');
        enter("@carol");
        assertFalse(painted.text().contains("There is no command"), painted.text());
    }

    // ---- by keys

    @Test
    void altRAnswersTheLastWriterAndAgainTheOneBefore() {
        painted.hear(told(BOB, ADA, 1, "one"), told(CAROL, ADA, 2, "two"), told(DAVE, ADA, 3, "three"));
        alt('r');
        assertReaders("only to dave");
        alt('r');
        assertReaders("only to carol");
        alt('r');
        assertReaders("only to bob");
        assertTrue(alt('r').text().contains("nobody else has written"), painted.text());
        painted.type("x");
        alt('r');
        assertReaders("only to dave");
    }

    @Test
    void altRInTheConversationOfTheLastWriterGoesToTheOneBefore() {
        painted.hear(told(BOB, ADA, 1, "one"), told(CAROL, ADA, 2, "two"));
        enter("@carol");
        alt('r');
        assertReaders("only to bob");
    }

    @Test
    void altAGoesToWhatIsUnreadPrivateOnesFirst() {
        enter("@dave");
        painted.hear(said(BOB, 1, "hello"), said(BOB, 2, "ada?"), told(CAROL, ADA, 3, "two"));
        assertTrue(painted.text().contains("4 here   1 names you"), painted.text());
        assertTrue(painted.text().contains("│ carol 1"), painted.text());
        assertTrue(painted.text().contains("│›dave"), painted.text());
        alt('a');
        assertReaders("only to carol");
        assertTrue(painted.text().contains("── 1 new since 12:00 · Alt-A ─"), painted.text());
        alt('a');
        assertReaders("to everyone");
        assertTrue(painted.text().contains("── 3 new since 12:00 · 1 names you · Alt-A ─"), painted.text());
        assertTrue(alt('a').text().contains("nothing unread"), painted.text());
    }

    @Test
    void altAShowsTheLineWhereThePersonStopped() {
        painted.press(new Key.Focused(false));
        for (int i = 0; i < 100; i++) {
            painted.hear(said(BOB, i, "message " + i + "."));
        }
        painted.press(new Key.Focused(true));
        assertFalse(painted.text().contains("100 new since"), painted.text());
        alt('a');
        assertTrue(painted.text().contains("─── 100 new since 12:00 · Alt-A ─"), painted.text());
        assertTrue(painted.text().contains("message 0."), painted.text());
    }

    @Test
    void altAndADigitGoToTheConversationsInTheirOrder() {
        enter("@carol");
        enter("@bob");
        alt('1');
        assertReaders("to everyone");
        alt('2');
        assertReaders("only to carol");
        alt('3');
        assertReaders("only to bob");
    }

    @Test
    void eachConversationHasItsDraft() {
        painted.type("for all");
        painted.hear(told(BOB, ADA, 1, "one"));
        alt('r');
        assertEquals("", painted.line());
        painted.type("for bob");
        alt('1');
        assertEquals("for all", painted.line());
        alt('2');
        assertEquals("for bob", painted.line());
    }

    // ---- the list

    @Test
    void aPartOfANameFindsAConversation() {
        alt('k').type("aro");
        assertTrue(painted.text().contains("› aro"), painted.text());
        painted.press(Key.Name.ENTER);
        assertReaders("only to carol");
        alt('k').press(Key.Name.DOWN, Key.Name.UP, Key.Name.ENTER);
        assertReaders("to everyone");
        alt('k').type("zzz").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("No such name."), painted.text());
        painted.press(Key.Name.ESCAPE);
        assertFalse(painted.text().contains("No such name."), painted.text());
    }

    // ---- Escape

    @Test
    void escapeGoesBackStepByStep() {
        for (int i = 0; i < 100; i++) {
            painted.hear(told(BOB, ADA, i, "message " + i));
        }
        enter("@bob").press(Key.Name.PAGE_UP).press(Key.Name.F3).type("@");
        painted.press(Key.Name.ESCAPE);
        assertTrue(painted.text().contains("F3: back"), "the popup is closed: " + painted.text());
        painted.press(Key.Name.ESCAPE);
        assertTrue(painted.text().contains("more below"), "the page is closed: " + painted.text());
        painted.press(Key.Name.ESCAPE);
        assertFalse(painted.text().contains("more below"), "the newest line is shown: " + painted.text());
        assertReaders("only to …");
        painted.control('u').press(Key.Name.ESCAPE);
        assertReaders("to everyone");
    }

    // ---- Tab

    @Test
    void tabAtTheStartOfAPublicLineWritesANameTheLastSpeakerFirst() {
        painted.hear(said(BOB, 1, "one"), said(CAROL, 2, "two"));
        assertEquals("carol: ", painted.press(Key.Name.TAB).line());
        assertEquals("bob: ", painted.press(Key.Name.TAB).line());
        assertEquals("dave: ", painted.press(Key.Name.TAB).line());
        assertEquals("carol: ", painted.press(Key.Name.TAB).line());
        painted.type("hi");
        painted.press(Key.Name.TAB);
        assertEquals("carol: hi", painted.line());
        painted.press(Key.Name.HOME, Key.Name.TAB);
        assertEquals("carol: carol: hi", painted.line());
    }

    @Test
    void tabWritesNoNameInAPrivateConversation() {
        enter("@bob").press(Key.Name.TAB);
        assertEquals("", painted.line());
    }

    // ---- people

    @Test
    void somebodyWhoIsGoneAndHasWrittenIsListedUntilItIsRead() {
        painted.hear(told(DAVE, ADA, 1, "bye"), roster(ADA, BOB, CAROL));
        assertTrue(painted.text().contains("3 here"), painted.text());
        assertTrue(painted.text().contains(" 1 gone\n"), painted.text());
        alt('r');
        painted.type("are you back?").press(Key.Name.ENTER, Key.Name.ENTER);
        assertEquals(DAVE.key(), ((ChatCommand.Tell) painted.sent.getFirst()).recipient().key());
    }

    @Test
    void strangersWhoWaitHaveARowOfTheirOwn() {
        painted.hear(new ChatEvent.RequestsChanged(2, null, List.of()));
        assertTrue(painted.text().contains("│ 2 requests"), painted.text());
    }

    @Test
    void aRefusedPrivateLineIsGivenBackWithItsName() {
        enter("@bob");
        enter("hi");
        painted.hear(new ChatEvent.Refused(painted.sent.getFirst(), "No."));
        assertEquals("@bob hi", painted.line());
    }

    /** bob leaves, and somebody else takes the name before the line comes back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedPrivateLineComesBackWithDigitsIfItsNameMeansSomebodyElse(boolean leaves) {
        Person other = new Person("0b0b0b0b0b0b0b0b", "bob");
        enter("@bob hi");
        if (leaves) {
            painted.hear(new ChatEvent.PeerLeft(BOB, false, painted.now));
        }
        painted.hear(roster(ADA, other, CAROL));
        painted.hear(new ChatEvent.Refused(painted.sent.getFirst(), "No."));
        assertEquals("@bob·bb07bb07 hi", painted.line());
        painted.control('u');
        enter("@carol @bob hi");
        painted.hear(roster(ADA, CAROL));
        painted.hear(new ChatEvent.Refused(painted.sent.getLast(), "No."));
        assertEquals("@carol @bob·0b0b0b0b hi", painted.line());
    }

    @Test
    void digitsThatWereTypedComeBackAsTheyWere() {
        enter("@bob·bb07bb07bb hi");
        painted.hear(roster(ADA, new Person("0b0b0b0b0b0b0b0b", "bob")));
        painted.hear(new ChatEvent.Refused(painted.sent.getFirst(), "No."));
        assertEquals("@bob·bb07bb07bb hi", painted.line());
    }
}
