package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Choosing somebody in the peer list with Alt-P. */
class PersonModeTest {
    private static final Choice THE_BOB = new Choice("bob", BOB.key());
    private static final Key ALT_P = new Key.Typed('p', false, true);

    private final PaintedWindow painted =
            PaintedWindow.of(80, 24).hear(new ChatEvent.NameSet(ADA), roster(ADA, BOB, CAROL)).linked(1);

    private void isMarked(String row) {
        assertTrue(painted.text().contains("│▸" + row), painted.text());
    }

    private ChatCommand sent() {
        return painted.sent.getLast();
    }

    @Test
    void theFirstOtherPersonIsMarkedAndTheKeysAreNamed() {
        painted.press(ALT_P);
        isMarked("bob");
        assertTrue(painted.text().contains("Enter goes · i who · m mutes 2 h · b blocks · v number · Esc"),
                painted.text());
    }

    @Test
    void arrowsMoveTheMarkAround() {
        painted.press(ALT_P).press(Key.Name.DOWN);
        isMarked("carol");
        painted.press(Key.Name.DOWN);
        isMarked("ada");
        painted.press(Key.Name.UP);
        isMarked("carol");
        painted.press(Key.Name.HOME);
        isMarked("ada");
    }

    @Test
    void enterGoesToTheConversationAndEndsTheMode() {
        painted.press(ALT_P).press(Key.Name.ENTER);
        assertTrue(painted.text().contains("only to bob ›"), painted.text());
        assertFalse(painted.text().contains("▸"), painted.text());
    }

    @Test
    void lettersAskMuteBlockAndShowTheNumberAndTheLineStays() {
        painted.type("a draft").press(ALT_P).type("i");
        assertEquals(new ChatCommand.ShowPerson(THE_BOB), sent());
        painted.type("v");
        assertEquals(new ChatCommand.ShowSafetyNumber(THE_BOB), sent());
        painted.type("m");
        assertEquals(new ChatCommand.Mute(THE_BOB, Duration.ofHours(2)), sent());
        painted.type("b");
        assertEquals(new ChatCommand.Block(THE_BOB), sent());
        painted.type("xyz");
        assertEquals(4, painted.sent.size());
        assertTrue(painted.text().contains("to everyone › a draft"), painted.text());
        isMarked("bob");
    }

    @Test
    void whoIsMutedOrBlockedIsHeardAgainByTheSameKeys() {
        painted.hear(new ChatEvent.ContactsChanged(List.of(), List.of(BOB), List.of(BOB))).press(ALT_P).type("mb");
        assertEquals(List.of(new ChatCommand.Unmute(THE_BOB), new ChatCommand.Unblock(THE_BOB)), painted.sent);
    }

    @Test
    void escapeAndTheSameKeyEndIt() {
        painted.press(ALT_P).press(Key.Name.ESCAPE);
        assertFalse(painted.text().contains("▸"), painted.text());
        painted.press(ALT_P).press(ALT_P);
        assertFalse(painted.text().contains("▸"), painted.text());
        painted.type("i");
        assertEquals("i", painted.line());
        assertEquals(List.of(), painted.sent);
    }

    @Test
    void aRefusedCommandOfTheModeDoesNotBecomeTheLine() {
        painted.press(ALT_P).type("m");
        painted.hear(new ChatEvent.Refused(sent(), "You blocked bob.")).press(Key.Name.ESCAPE);
        assertEquals("", painted.line());
        painted.type("/mute bob 2h").press(Key.Name.ENTER);
        assertEquals("", painted.line(), "what is typed is taken from the line as ever");
        painted.hear(new ChatEvent.Refused(sent(), "You blocked bob."));
        assertEquals("/mute bob 120m", painted.line());
    }

    @Test
    void strangersWhoWaitCanBeReadMutedAndBlocked() {
        painted.hear(new ChatEvent.RequestsChanged(1, told(ALICE, ADA, 1, "psst"), List.of(ALICE))).press(ALT_P);
        isMarked("1 request");
        painted.press(Key.Name.ENTER);
        assertEquals(new ChatCommand.ShowRequests(), sent());
        painted.press(Key.Name.DOWN);
        isMarked("alice");
        painted.press(Key.Name.ENTER);
        assertEquals(ALICE.key(), assertInstanceOf(ChatCommand.Accept.class, sent()).who().key());
        painted.type("m");
        assertEquals(ALICE.key(), assertInstanceOf(ChatCommand.Mute.class, sent()).who().key());
        painted.hear(new ChatEvent.RequestsChanged(0, null, List.of()));
        assertTrue(painted.text().contains("▸"), painted.text());
        assertFalse(painted.text().contains("request ·"), painted.text());
    }

    @Test
    void theMarkStaysOnThePersonWhenOthersCome() {
        painted.press(ALT_P).press(Key.Name.DOWN);
        painted.hear(roster(ADA, ALICE, BOB, CAROL));
        isMarked("carol");
        painted.hear(roster(ADA, ALICE, BOB));
        isMarked("bob");
    }

    @Test
    void aNarrowWindowShowsTheListAsLongAsTheModeIsOn() {
        painted.resize(40, 10);
        assertFalse(painted.text().contains("│"), painted.text());
        painted.press(ALT_P);
        isMarked("bob");
        assertTrue(painted.text().contains("Enter goes · i m b v · Esc"), painted.text());
        painted.press(Key.Name.ESCAPE);
        assertFalse(painted.text().contains("│"), painted.text());
        painted.resize(20, 5).press(ALT_P);
        isMarked("bob");
    }

    @Test
    void aListThatIsHiddenComesBackForTheMode() {
        painted.press(Key.Name.F7).press(ALT_P);
        isMarked("bob");
        painted.press(Key.Name.ESCAPE);
        assertFalse(painted.text().contains("│"), painted.text());
    }

    @Test
    void ofManyPeopleTheMarkedOneIsInSight() {
        painted.hear(roster(ADA, crowd())).press(ALT_P).press(Key.Name.END);
        isMarked("p49");
        painted.press(Key.Name.HOME);
        isMarked("ada");
    }

    private static Person[] crowd() {
        Person[] crowd = new Person[50];
        for (int i = 0; i < crowd.length; i++) {
            crowd[i] = new Person("%016x".formatted(i), "p" + i);
        }
        return crowd;
    }

    @Test
    void somebodyWhoIsGoneCanBeChosen() {
        painted.hear(told(CAROL, ADA, 1, "bye"), roster(ADA, BOB), new ChatEvent.PeerLeft(CAROL, false, NOON));
        painted.press(ALT_P);
        isMarked("carol");
        painted.press(Key.Name.ENTER);
        assertTrue(painted.text().contains("only to carol ›"), painted.text());
    }

    /** Attack: somebody leaves when a key is about to be pressed, and another one takes the place below the mark. */
    @Test
    void aKeyThatMeantSomebodyWhoIsGoneBlocksNobody() {
        painted.press(ALT_P);
        isMarked("bob");
        painted.hear(roster(ADA, CAROL)).type("b");
        assertEquals(List.of(), painted.sent);
        assertTrue(painted.text().contains("the one whom you chose is gone"), painted.text());
        isMarked("carol");
        painted.type("b");
        assertEquals(new ChatCommand.Block(new Choice("carol", CAROL.key())), sent());
    }

    @Test
    void whoMovesTheMarkAfterSomebodyWentMeansTheOneWhoIsMarked() {
        painted.hear(roster(ADA, ALICE, BOB, CAROL)).press(ALT_P).hear(roster(ADA, BOB, CAROL));
        painted.press(Key.Name.DOWN).type("i");
        assertEquals(new ChatCommand.ShowPerson(new Choice("carol", CAROL.key())), sent());
    }
}
