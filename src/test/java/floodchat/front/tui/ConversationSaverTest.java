package floodchat.front.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SamplePeople;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a window keeps of its conversations over restarts. */
class ConversationSaverTest {
    private static final Instant NOON = SamplePeople.NOON;
    private static final Person ADA = SamplePeople.ADA;
    private static final Person BOB = SamplePeople.BOB;
    private static final Key ALT_2 = new Key.Typed('2', false, true);

    private PaintedWindow painted = PaintedWindow.of(80, 24);

    private static ChatEvent.Said said(int number, Instant at, String text) {
        return new ChatEvent.Said(new MessageId(BOB.key(), 1, number), BOB, text, at, false);
    }

    /** The next window of the same person. */
    private PaintedWindow restarted(List<SavedConversation> kept) {
        PaintedWindow next = PaintedWindow.of(80, 24);
        next.now = painted.now.plusSeconds(600);
        next.handle(new WindowInput.Restored(kept));
        return next;
    }

    private PaintedWindow begun(List<SavedConversation> kept) {
        painted.handle(new WindowInput.Restored(kept));
        painted.hear(new ChatEvent.NameSet(ADA), new ChatEvent.RosterChanged(ADA, List.of(BOB), Map.of()));
        painted.now = painted.now.plusMillis(ConversationSaver.SAVE_AFTER_MS);
        painted.tick();
        painted.kept.clear();
        return painted;
    }

    private void pass(long ms) {
        painted.now = painted.now.plusMillis(ms);
        painted.tick();
    }

    private long msUntilTick() {
        return painted.window.msUntilTick(painted.now.toEpochMilli());
    }

    @Test
    void nothingIsKeptBeforeWhatWasKeptIsThere() {
        painted.hear(new ChatEvent.NameSet(ADA)).type("typed early");
        pass(60_000);
        painted.handle(new WindowInput.LeaveRequested(143));
        assertEquals(List.of(), painted.kept);
    }

    @Test
    void whileNothingChangesThereIsNoTimer() {
        begun(List.of());
        assertTrue(painted.sleeps());
        painted.press(Key.Name.F7).press(Key.Name.F7);
        assertTrue(painted.sleeps());
        pass(60_000);
        assertEquals(List.of(), painted.kept);
    }

    @Test
    void manyKeysAreOneWriteAFewSecondsLater() {
        begun(List.of());
        painted.type("half a ");
        assertEquals(ConversationSaver.SAVE_AFTER_MS, msUntilTick());
        pass(ConversationSaver.SAVE_AFTER_MS - 1);
        painted.type("line");
        assertEquals(List.of(), painted.kept);
        pass(1);
        assertEquals(1, painted.kept.size());
        assertEquals("half a line", painted.kept.getFirst().getFirst().draft());
        assertTrue(painted.sleeps());
    }

    @Test
    void aLineThatThePersonSeesIsReadWithinSeconds() {
        begun(List.of());
        painted.hear(said(1, painted.now, "hello"));
        pass(ConversationSaver.SAVE_AFTER_MS);
        assertEquals(painted.now, painted.kept.getFirst().getFirst().readUntil());
    }

    @Test
    void whoLeavesKeepsTheLastKeys() {
        begun(List.of());
        painted.type("half a line");
        painted.handle(new WindowInput.LeaveRequested(129));
        assertEquals("half a line", painted.kept.getFirst().getFirst().draft());
    }

    @Test
    void whatComesWhileLeavingIsKeptAtTheEnd() {
        begun(List.of());
        painted.handle(new WindowInput.LeaveRequested(129));
        assertEquals(List.of(), painted.kept);
        painted.hear(said(1, painted.now, "hello"), new ChatEvent.Failed("The disk is gone."));
        assertEquals(1, painted.kept.size());
    }

    @Test
    void aRestartShowsEveryoneAndEachDraftIsWhereItWas() {
        begun(List.of());
        painted.type("@bob").press(Key.Name.ENTER).type("for bob");
        painted.press(Key.Name.ESCAPE);
        painted.press(new Key.Typed('k', false, true)).press(Key.Name.ESCAPE);
        painted.type("for all").press(ALT_2);
        pass(ConversationSaver.SAVE_AFTER_MS);

        PaintedWindow next = restarted(painted.kept.getLast());
        assertEquals("for all", next.line());
        assertTrue(next.text().contains("to everyone"), next.text());
        next.press(ALT_2);
        assertEquals("for bob", next.line());
        assertTrue(next.text().contains("only to bob"), next.text());
    }

    /** Carol was here in the earlier run alone. */
    @Test
    void whoeverHasAConversationIsFoundByNameAfterARestart() {
        List<SavedConversation> kept = List.of(
                new SavedConversation(List.of(), NOON, ""),
                new SavedConversation(List.of(SamplePeople.CAROL), NOON, ""));
        for (String line : List.of("@carol", "/query carol", "@Carol·3c3c1122")) {
            PaintedWindow next = restarted(kept);
            next.hear(new ChatEvent.NameSet(ADA), new ChatEvent.RosterChanged(ADA, List.of(BOB), Map.of()));
            next.type(line).press(Key.Name.ENTER);
            assertTrue(next.text().contains("only to carol·3c3c1122 ›"), next.text());
        }
        for (String line : List.of("@carol hi", "/msg carol hi")) {
            PaintedWindow next = restarted(kept);
            next.hear(new ChatEvent.NameSet(ADA), new ChatEvent.RosterChanged(ADA, List.of(BOB), Map.of()));
            next.type(line).press(Key.Name.ENTER);
            assertTrue(next.text().contains("carol·3c3c1122 is not here: keep it until they come?"), next.text());
            next.press(Key.Name.ENTER);
            Choice carol = new Choice("carol", SamplePeople.CAROL.key());
            assertEquals(List.of(new ChatCommand.Tell(carol, "hi")), next.sent);
        }
    }

    /** Who closes a conversation can find the person again, and somebody who is here goes first. */
    @Test
    void theListOfConversationsFindsThemTooAndThoseHereGoFirst() {
        Person here = new Person("cc00cc00cc00cc00", "carol");
        PaintedWindow next = restarted(List.of(new SavedConversation(List.of(SamplePeople.CAROL), NOON, "")));
        next.hear(new ChatEvent.NameSet(ADA), new ChatEvent.RosterChanged(ADA, List.of(BOB), Map.of()));
        next.type("@carol").press(Key.Name.ENTER).type("/close").press(Key.Name.ENTER);
        next.press(new Key.Typed('k', false, true)).type("caro").press(Key.Name.ENTER);
        assertTrue(next.text().contains("only to carol·3c3c1122 ›"), next.text());
        next.press(Key.Name.ESCAPE).hear(new ChatEvent.RosterChanged(ADA, List.of(BOB, here), Map.of()));
        next.type("@carol hi").press(Key.Name.ENTER);
        assertEquals(List.of(new ChatCommand.Tell(new Choice("carol", here.key()), "hi")), next.sent);
    }

    @Test
    void theNameThatAPersonHadLastIsKept() {
        begun(List.of());
        painted.type("@bob").press(Key.Name.ENTER);
        Person renamed = new Person(BOB.key(), "rob");
        painted.hear(new ChatEvent.RosterChanged(ADA, List.of(renamed), Map.of())).type("x");
        pass(ConversationSaver.SAVE_AFTER_MS);
        assertEquals(List.of(renamed), painted.kept.getLast().getLast().people());
    }

    @Test
    void theLineWhereThePersonStoppedStandsOverLinesOfTheHistoryAndTheBacklog() {
        begun(List.of());
        painted.hear(said(1, NOON, "read"));
        painted.press(new Key.Focused(false));
        painted.hear(said(2, painted.now.plusSeconds(1), "shown, but nobody looked"));
        pass(ConversationSaver.SAVE_AFTER_MS);

        PaintedWindow next = restarted(painted.kept.getLast());
        next.handle(new WindowInput.HistoryHeard(new HistoryEvent.Opened(List.of(
                line(1, said(1, NOON, "read")),
                line(2, said(2, painted.now.plusSeconds(1), "shown, but nobody looked"))))));
        next.hear(new ChatEvent.NameSet(ADA));
        assertTrue(next.text().contains("── 1 new since 12:00 · Alt-A ──"), next.text());
        next.hear(new ChatEvent.CaughtUp(List.of(said(3, painted.now.plusSeconds(60), "ada: are you there?"))));
        String text = next.text();
        assertTrue(text.contains("── 2 new since 12:00 · 1 names you · Alt-A ──"), text);
        assertTrue(text.indexOf("read") < text.indexOf("2 new since"), text);
        assertTrue(text.indexOf("2 new since") < text.indexOf("nobody looked"), text);
        assertEquals(0, next.bells);
    }

    private static HistoryLine line(int number, ChatEvent.Said said) {
        return new HistoryLine(new HistoryPosition(202611, 1, 100 * number), said, said.at(), Delivery.QUEUED);
    }

    @Test
    void aLineOfTheHistoryThatHasOurNameIsCountedThoughTheNameComesLater() {
        PaintedWindow next = restarted(List.of(new SavedConversation(List.of(), NOON, "")));
        next.handle(new WindowInput.HistoryHeard(new HistoryEvent.Opened(List.of(
                line(1, said(1, NOON.plusSeconds(60), "ada: hello"))))));
        next.hear(new ChatEvent.NameSet(ADA));
        assertTrue(next.text().contains("1 new since 12:00 · 1 names you"), next.text());
    }

    @Test
    void whatIsTypedBeforeStaysAndTheArrowUpBringsTheDraft() {
        painted.type("typed early");
        painted.handle(new WindowInput.Restored(List.of(new SavedConversation(List.of(), NOON, "the draft"))));
        assertEquals("typed early", painted.line());
        painted.press(Key.Name.UP);
        assertEquals("the draft", painted.line());
        painted.press(Key.Name.DOWN);
        assertEquals("typed early", painted.line());
    }

    @Test
    void whoHasGoneToSomebodyBeforeStaysThere() {
        painted.hear(new ChatEvent.NameSet(ADA), new ChatEvent.RosterChanged(ADA, List.of(BOB), Map.of()));
        painted.type("@bob").press(Key.Name.ENTER);
        painted.handle(new WindowInput.Restored(List.of(
                new SavedConversation(List.of(), NOON, "for all"),
                new SavedConversation(List.of(SamplePeople.CAROL), NOON, "for carol"))));
        assertTrue(painted.text().contains("only to bob"), painted.text());
        assertEquals("", painted.line());
        painted.press(Key.Name.ESCAPE);
        assertEquals("for all", painted.line());
        painted.press(ALT_2);
        assertEquals("for carol", painted.line());
    }

    @Test
    void aLockedWindowKeepsNothingWhenThePersonGivesUp() {
        painted = PaintedWindow.locked(80, 24, false);
        painted.press(Key.Name.ESCAPE);
        assertEquals(0, painted.exit.exitCode());
        assertEquals(List.of(), painted.kept);
        assertFalse(painted.isLeaving());
    }

    @Test
    void theCommandThatLeavesIsNoDraft() {
        begun(List.of());
        painted.hear(new ChatEvent.NameSet(ADA), new ChatEvent.RosterChanged(ADA, List.of(BOB), Map.of()));
        painted.type("@bob").press(Key.Name.ENTER);
        painted.type("/quit");
        pass(ConversationSaver.SAVE_AFTER_MS);
        painted.press(Key.Name.ENTER);
        assertTrue(painted.kept.getLast().stream().allMatch(one -> one.draft().isEmpty()), painted.kept.toString());
    }
}
