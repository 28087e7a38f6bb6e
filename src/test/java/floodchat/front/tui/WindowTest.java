package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SampleReports;
import floodchat.front.SettingAnswer;
import floodchat.front.SettingRequest;
import floodchat.front.SlashCommand;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.text.Tint;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, ALICE, OTHER_ALICE, BOB));

    @Test
    void enterSendsTheLineAndClearsIt() {
        painted.type("hello").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("hello")), painted.sent);
        assertEquals("", painted.line());
    }

    @Test
    void anEmptyLineIsNotSent() {
        painted.press(Key.Name.ENTER).type("   ").press(Key.Name.ENTER);
        assertEquals(List.of(), painted.sent);
    }

    @Test
    void aLineIsKeptWhileTheNetworkIsBusy() {
        painted.busy = true;
        painted.type("hello").press(Key.Name.ENTER);
        assertEquals("hello", painted.line());
        assertTrue(painted.text().contains("network busy: your text is kept"));
        painted.busy = false;
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("hello")), painted.sent);
    }

    @Test
    void aMistypedCommandStaysInTheLineWithAReason() {
        painted.type(" /hlep").press(Key.Name.ENTER);
        assertEquals(List.of(), painted.sent);
        assertEquals(" /hlep", painted.line());
        assertTrue(painted.text().contains("did you mean /help?"));
    }

    @Test
    void tabTakesTheFirstNameOfTheList() {
        painted.type("@b").press(Key.Name.TAB).type("hi").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Tell(new Choice("bob", BOB.key()), "hi")), painted.sent);
    }

    @Test
    void punctuationAfterACompletionStandsAtTheName() {
        PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB));
        for (String sign : List.of(",", ".", ":", ";", "!", "?", ")", "”", "…")) {
            assertEquals("ask @bob" + sign, painted.type("ask @b").press(Key.Name.TAB).type(sign).line());
            painted.control('u');
        }
        assertEquals("@bob  ,", painted.type("@b").press(Key.Name.TAB).type(" ,").line());
        painted.control('u');
        assertEquals("@bob hi", painted.type("@b").press(Key.Name.TAB).type("hi").line());
    }

    @Test
    void enterTakesANameOnlyIfItWasChosenOnPurpose() {
        painted.type("@").press(Key.Name.DOWN, Key.Name.ENTER);
        assertEquals("@Alice·9b1cffee ", painted.line());
        assertEquals(List.of(), painted.sent);
        painted.control('u').type("hi @b").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("hi @b")), painted.sent);
    }

    @Test
    void escapeClosesTheListAndKeepsTheLine() {
        painted.type("@").press(Key.Name.ESCAPE);
        assertNull(painted.window.composer().popup());
        assertEquals("@", painted.line());
    }

    @Test
    void anOpenPopupFollowsWhoComesAndGoes() {
        painted.type("@b");
        painted.hear(roster(ADA, ALICE));
        assertNull(painted.window.composer().popup());
    }

    @Test
    void thePromptSaysWhoWillReadTheLine() {
        assertTrue(painted.text().contains("to everyone ›"));
        assertTrue(painted.type("@bob hi").text().contains("only to bob ›"));
        assertTrue(painted.control('u').type("@alice·3f2a00aa hi").text().contains("only to alice·3f2a00aa ›"));
        assertTrue(painted.control('u').type("@zed hi").text().contains("nobody is called zed ›"));
        assertTrue(painted.control('u').type("exit").text().contains("command ›"));
    }

    @Test
    void controlCClearsTheLineAndUpBringsItBack() {
        painted.type("draft").control('c');
        assertEquals("", painted.line());
        assertFalse(painted.isLeaving());
        painted.press(Key.Name.UP);
        assertEquals("draft", painted.line());
    }

    @Test
    void theDialogSaysWhyANameIsBadAndThenTakesAGoodOne() {
        painted.press(Key.Name.F2).type("a b").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("it can't hold a space"));
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.BACKSPACE, Key.Name.BACKSPACE).type("dele").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.SetName("adele")), painted.sent);
        assertFalse(painted.window.overlays().isOpen());
    }

    @Test
    void escapeLeavesTheDialogAndTheName() {
        painted.type("set username").press(Key.Name.ENTER, Key.Name.ESCAPE);
        assertFalse(painted.window.overlays().isOpen());
        assertEquals(List.of(), painted.sent);
    }

    @Test
    void hintsFollowOnlyTheFirstNameOfAHome() {
        String hint = "Write and press Enter: everyone here reads it.";
        PaintedWindow first = PaintedWindow.withoutName(80, 24).hear(new ChatEvent.NameSet(ADA));
        assertTrue(first.text().contains(hint));
        PaintedWindow later = PaintedWindow.of(80, 24).hear(new ChatEvent.NameSet(ADA));
        assertFalse(later.text().contains(hint));
    }

    @Test
    void afterTheFirstNameItIsToldOnceWhoIsHere() {
        PaintedWindow first = PaintedWindow.withoutName(80, 24).hear(new ChatEvent.NameSet(ADA), roster(ADA)).linked(0);
        assertEquals(5_000, first.window.msUntilTick(first.now.toEpochMilli()));
        first.now = first.now.plusMillis(4_999);
        assertFalse(first.tick().text().contains("Nobody here yet"), first.text());
        first.now = first.now.plusMillis(1);
        assertTrue(first.tick().text().contains("floodchat 192.168.1.20:55555"), first.text());
        assertTrue(first.sleeps());
        first.now = first.now.plusMillis(10_000);
        first.hear(roster(ADA, BOB));
        assertFalse(first.text().contains("2 here: ada (you)"), first.text());
    }

    @Test
    void whoeverIsHereAfterTheFirstNameIsNamed() {
        PaintedWindow first = PaintedWindow.withoutName(80, 24).hear(new ChatEvent.NameSet(ADA), roster(ADA, BOB));
        first.now = first.now.plusMillis(1_000);
        assertTrue(first.tick().text().contains("2 here: ada (you) and bob."), first.text());
    }

    @Test
    void theStatusLineHasTheLinesOfTheLastMinuteAndTheRoundTrip() {
        PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB)).linked(3);
        painted.hear(said(BOB, 1, "one"), said(BOB, 2, "two")).inspect(SampleReports.linked(3));
        painted.now = painted.now.plusSeconds(12);
        assertTrue(painted.tick().text().contains("▁▁▁▁▃ 3 links 4.2 ms"), painted.text());
        painted.now = painted.now.plusSeconds(60);
        assertTrue(painted.tick().text().contains(" · 3 links 4.2 ms"), painted.text());
    }

    @Test
    void escapeAtTheFirstStartTakesTheSuggestedName() {
        PaintedWindow first = PaintedWindow.withoutName(80, 24).press(Key.Name.ESCAPE);
        assertEquals(List.of(new ChatCommand.SetName("guest")), first.sent);
    }

    @Test
    void aNameThatTheChatRefusesComesBackToTheDialog() {
        painted.hear(new ChatEvent.Refused(new ChatCommand.SetName("bob"), "Someone is called bob."));
        assertTrue(painted.text().contains("Someone is called bob."));
    }

    @Test
    void aTextThatTheChatRefusesComesBackToAnEmptyLine() {
        ChatEvent refused = new ChatEvent.Refused(new ChatCommand.Tell("zed", "hi"), "Nobody is called zed.");
        painted.hear(refused);
        assertEquals("@zed hi", painted.line());
        painted.control('u').type("busy").hear(refused);
        assertEquals("busy", painted.line());
    }

    @Test
    void onlyMentionsAndDirectMessagesRing() {
        painted.hear(said(BOB, 1, "hello"), saidByUs(ADA, 1, "ada"), said(BOB, 2, "adapt"));
        assertEquals(0, painted.bells);
        painted.hear(said(BOB, 3, "hi Ada!"));
        painted.now = painted.now.plus(Duration.ofMillis(Alerts.MS_BETWEEN_RINGS));
        painted.hear(told(BOB, ADA, 4, "psst"));
        assertEquals(2, painted.bells);
    }

    @Test
    void oldMessagesDoNotRing() {
        painted.now = painted.now.plus(Duration.ofMinutes(2));
        painted.hear(said(BOB, 1, "hi ada"));
        assertEquals(0, painted.bells);
    }

    @Test
    void aPastedEscapeSequenceLeavesNothingAndATabBecomesBlanks() {
        PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB));
        painted.paste("\u001B[31mred\u001B]52;c;eA==\u0007\n\tint x;").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("red\n        int x;")), painted.sent);
    }

    @Test
    void aPasteThatDoesNotFitSaysSo() {
        painted.paste("a".repeat(16_384));
        assertFalse(painted.text().contains("did not fit"), painted.text());
        painted.paste("b");
        assertTrue(painted.text().contains("the end of the paste did not fit"), painted.text());
    }

    @Test
    void pastedLinesAreNeverSentUnasked() {
        painted.paste("one\ntwo\n");
        assertEquals(List.of(), painted.sent);
        painted.press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Say("one\ntwo")), painted.sent);
    }

    @Test
    void presenceChangesAreNamedInOrder() {
        painted.hear(new ChatEvent.PeerLeft(BOB, false, painted.now), new ChatEvent.PeerJoined(CAROL, painted.now));
        assertTrue(painted.text().contains("bob left · carol joined"), painted.text());
    }

    @Test
    void aHostileNameDoesNotReachTheTitle() {
        painted.hear(new ChatEvent.NameSet(new Person(ADA.key(), "a\u001B\\b\u0007c")));
        assertFalse(painted.window.title().chars().anyMatch(Character::isISOControl));
    }

    @Test
    void altEnterStartsANewLine() {
        painted.type("one");
        painted.press(new Key.Named(Key.Name.ENTER, false, true, false));
        painted.type("two");
        assertEquals("one\ntwo", painted.line());
        assertEquals(List.of(), painted.sent);
        assertTrue(painted.text().contains("to everyone, 2 lines"));
    }

    @Test
    void aKeyHidesThePeerList() {
        assertTrue(painted.text().contains("4 here"));
        assertFalse(painted.press(Key.Name.F7).text().contains("4 here"));
        assertTrue(painted.press(Key.Name.F7).text().contains("4 here"));
    }

    @Test
    void theHelpPageScrollsAndAnyOtherKeyClosesIt() {
        painted.resize(40, 10).press(Key.Name.F1);
        assertFalse(painted.text().contains("/who"));
        for (int i = 0; i < 20 && !painted.text().contains("/who"); i++) {
            painted.press(Key.Name.PAGE_DOWN);
        }
        assertTrue(painted.text().contains("/who"), painted.text());
        assertTrue(painted.press(Key.Name.END).text().contains("Esc closes"), painted.text());
        assertTrue(painted.press(Key.Name.HOME).text().contains("Down: more"), painted.text());
        painted.press(Key.Name.ESCAPE);
        assertFalse(painted.window.overlays().isOpen());
    }

    @Test
    void theHelpPageNamesEveryCommand() {
        String help = painted.resize(100, 100).press(Key.Name.F1).text();
        for (SlashCommand command : SlashCommand.values()) {
            assertTrue(help.contains(command.word()), command.word());
        }
        assertTrue(help.contains("/requests clear"), help);
    }

    @Test
    void historyKeepsTheDraft() {
        painted.type("one")
                .press(Key.Name.ENTER)
                .type("two")
                .press(Key.Name.ENTER)
                .type("draft");
        painted.press(Key.Name.UP, Key.Name.UP);
        assertEquals("one", painted.line());
        painted.press(Key.Name.DOWN, Key.Name.DOWN);
        assertEquals("draft", painted.line());
    }

    @Test
    void aSearchFindsWhatWasWrittenBefore() {
        painted.type("apple pie")
                .press(Key.Name.ENTER)
                .type("apple tart")
                .press(Key.Name.ENTER)
                .type("x");
        painted.control('r').type("app");
        assertEquals("apple tart", painted.line());
        painted.control('r');
        assertEquals("apple pie", painted.line());
        painted.press(Key.Name.ESCAPE);
        assertEquals("x", painted.line());
    }

    @Test
    void whoShowsThePeopleHere() {
        painted.type("/who").press(Key.Name.ENTER);
        assertTrue(painted.text().contains("4 here: ada (you), alice·3f2a00aa,"), painted.text());
        assertTrue(painted.text().contains("│ Alice·9b1cffee and bob"), painted.text());
    }

    @Test
    void keysOfTheWindowBecomeEffects() {
        painted.control('l').control('z');
        painted.press(new Key.Background(false));
        assertEquals(1, painted.redraws);
        assertEquals(1, painted.suspends);
        assertEquals(Tint.LIGHT, painted.tint);
    }

    @Test
    void aSettingIsAskedForAndItsAnswerIsShown() {
        painted.type("/set window.time none").press(Key.Name.ENTER);
        assertEquals(List.of(new SettingRequest("window.time", "none")), painted.settings);
        assertEquals("", painted.line());

        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.of(List.of("window.time is none."))));
        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.refusal("There is no setting x.")));
        assertTrue(painted.text().contains("·  window.time is none."), painted.text());
        assertTrue(painted.text().contains("!  There is no setting x."), painted.text());
    }

    @Test
    void aRefusedSettingGoesBackToItsLine() {
        painted.type("/set window.time none").press(Key.Name.ENTER);
        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.of(List.of("window.time is none."))));
        assertEquals("", painted.line());
        painted.type("/set window.time x").press(Key.Name.ENTER);
        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.refusal("window.time can't be x.")));
        assertEquals("/set window.time x", painted.line());
        painted.press(Key.Name.ENTER).type("busy");
        painted.handle(new WindowInput.SettingsAnswered(SettingAnswer.refusal("window.time can't be x.")));
        assertEquals("busy", painted.line());
        assertTrue(painted.text().contains("not set: Up has it again"), painted.text());
        assertEquals("/set window.time x", painted.press(Key.Name.UP).line());
    }

    @Test
    void howLongSomebodyIsGoneIsToldAfterAMinute() {
        painted.hear(roster(ADA, BOB), told(BOB, ADA, 41, "psst"));
        painted.hear(new ChatEvent.PeerLeft(BOB, false, painted.now), roster(ADA));
        painted.now = painted.now.plusSeconds(59);
        assertTrue(painted.text().lines().anyMatch(row -> row.matches(".*│ bob \\d* ?gone *│?")), painted.text());
        painted.now = painted.now.plusSeconds(1);
        assertTrue(painted.text().contains("gone 1 min"), painted.text());
    }

    @Test
    void aChangedSettingActsAtOnce() {
        TuiSettings changed = new TuiSettings(Palette.MONO, Bell.ALL, TimeFormat.NONE, 30, true, 5_000,
                Notification.Kind.NONE, false, true, true, false, 10);
        painted.hear(said(BOB, 41, "hello"));
        assertTrue(painted.text().contains("12:00"), painted.text());

        painted.handle(new WindowInput.SettingsChanged(changed));
        painted.hear(said(BOB, 42, "nobody is named"));

        assertEquals(Palette.MONO, painted.palette);
        assertEquals(1, painted.bells);
        assertTrue(painted.mouse);
        assertFalse(painted.links);
        assertFalse(painted.text().contains("12:00"), painted.text());
        assertEquals(80 - 30, painted.text().indexOf('│'));
    }

    @Test
    void anotherSettingDoesNotBringThePeerListBack() {
        painted.press(Key.Name.F7);
        painted.handle(new WindowInput.SettingsChanged(TuiSettings.DEFAULT));
        assertFalse(painted.text().contains("│"), painted.text());
        painted.handle(new WindowInput.SettingsChanged(
                new TuiSettings(Palette.AUTO, Bell.MENTIONS, TimeFormat.MINUTES, 22, false, 5_000,
                        Notification.Kind.NONE, false, true, false, true, 10)));
        painted.handle(new WindowInput.SettingsChanged(TuiSettings.DEFAULT));
        assertTrue(painted.text().contains("│"), painted.text());
    }

    @Test
    void theCountdownIsInWords() {
        painted.waiting(3_001, false);
        String narrow = "ada · 192.168.1.20:55555 · looking for peers, next try in 4 s";
        assertTrue(painted.text().contains(narrow), painted.text());
        assertTrue(painted.resize(120, 24).text().contains("looking for peers at localhost:55555, next try in 4 s"));
    }

    @Test
    void theStatusSaysThatTheLocalNetworkIsSearchedToo() {
        painted.joining(true);
        assertTrue(painted.text().contains("looking for peers, also nearby…"), painted.text());
        painted.resize(100, 24);
        assertTrue(painted.text().contains("looking for peers at localhost:55555 and nearby…"), painted.text());
        painted.waiting(3_001, true);
        assertTrue(painted.text().contains("192.168.1.20:55555 · looking for peers, also nearby, next try in 4 s"),
                painted.text());
    }

    @Test
    void aNarrowStatusKeepsTheNameTheStateAndTheKeyForHelp() {
        painted.waiting(3_001, false).resize(40, 10);
        assertTrue(painted.text().contains("── ada · no peers yet ────── F1 help ───"), painted.text());
    }

    @Test
    void missedMessagesAreTold() {
        painted.handle(new WindowInput.Missed(7));
        assertTrue(painted.text().contains("7 messages were missed here"));
    }
}
