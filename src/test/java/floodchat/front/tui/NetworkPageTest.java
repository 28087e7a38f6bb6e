package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SampleReports;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The network page: when it is open, what it asks, and what keys do. */
class NetworkPageTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB), said(BOB, 1, "hello"));

    private boolean isOpen() {
        return painted.text().contains("Network ──");
    }

    /** Lets time pass, and ticks when the window wants it. */
    private void passes(Duration time) {
        long leftMs = time.toMillis();
        for (long ms = untilTick(); ms >= 0 && ms <= leftMs; ms = untilTick()) {
            painted.now = painted.now.plusMillis(ms);
            painted.tick();
            leftMs -= ms;
        }
        painted.now = painted.now.plusMillis(leftMs);
    }

    private long untilTick() {
        return painted.window.msUntilTick(painted.now.toEpochMilli());
    }

    @Test
    void aKeyOpensAndClosesThePage() {
        assertFalse(isOpen());
        painted.press(Key.Name.F3);
        assertTrue(isOpen());
        assertFalse(painted.text().contains("hello"));
        assertFalse(painted.text().contains("2 here"), "the page needs the columns of the peer list");
        painted.press(Key.Name.F3);
        assertFalse(isOpen());
        assertTrue(painted.text().contains("2 here"));
    }

    @Test
    void aCommandOpensThePageToo() {
        painted.type("/net").press(Key.Name.ENTER);
        assertTrue(isOpen());
        assertEquals("", painted.line());
        assertEquals(1, painted.inquiries);
    }

    @Test
    void anOpenPageAsksAtOnceAndThenOnceASecond() {
        painted.press(Key.Name.F3);
        assertEquals(1, painted.inquiries);
        passes(Duration.ofSeconds(10).plusMillis(500));
        assertEquals(11, painted.inquiries, "within a millisecond or so each time");
    }

    @Test
    void thePageSaysWhatWasRefusedAndWhatIsRefusedWhileItIsOpen() {
        painted.hear(new ChatEvent.RefusalsCounted(Map.of(Refusal.FORGED, 1L)));
        painted.press(Key.Name.F3);
        painted.inspect(SampleReports.linked(1));
        assertTrue(painted.text().contains("1 forged"), painted.text());
        painted.hear(new ChatEvent.RefusalsCounted(Map.of(Refusal.FORGED, 2L)));
        assertTrue(painted.text().contains("2 forged"), painted.text());
    }

    @Test
    void thePageSaysThatPrivateLinesCannotBeKept() {
        painted.hear(new ChatEvent.StorageChanged(false, "The disk is full."));
        painted.press(Key.Name.F3);
        painted.inspect(SampleReports.linked(5));
        assertTrue(painted.text().contains("! The disk is full."), painted.text());
        assertFalse(painted.text().contains("Nothing is wrong"), painted.text());
        painted.hear(new ChatEvent.StorageChanged(true, "There is room again."));
        assertTrue(painted.text().contains("Nothing is wrong"), painted.text());
    }

    @Test
    void aClosedPageAsksNothing() {
        assertEquals(-1, untilTick());
        painted.press(Key.Name.F3, Key.Name.F3);
        painted.inquiries = 0;
        passes(Duration.ofMinutes(1));
        assertEquals(0, painted.inquiries);
        assertEquals(-1, untilTick());
    }

    @Test
    void escapeClosesThePopupBeforeThePage() {
        painted.press(Key.Name.F3).type("/n");
        painted.press(Key.Name.ESCAPE);
        assertTrue(isOpen());
        painted.press(Key.Name.ESCAPE);
        assertFalse(isOpen());
        assertEquals("/n", painted.line());
    }

    @Test
    void aSentLineClosesThePage() {
        painted.press(Key.Name.F3).type("hi bob");
        assertTrue(isOpen());
        painted.press(Key.Name.ENTER);
        assertFalse(isOpen());
        assertEquals(List.of(new ChatCommand.Say("hi bob")), painted.sent);
    }

    @Test
    void anEmptyLineDoesNotCloseThePage() {
        painted.press(Key.Name.F3, Key.Name.ENTER);
        assertTrue(isOpen());
    }

    @Test
    void aPageWithoutAnswerSaysThatItAsks() {
        painted.press(Key.Name.F3);
        assertTrue(painted.text().contains("asking…"));
        passes(Duration.ofSeconds(5));
        assertTrue(painted.text().contains("The network does not answer."));
    }

    @Test
    void missingAnswersAreNoticed() {
        painted.press(Key.Name.F3).inspect(SampleReports.linked(2));
        assertFalse(painted.text().contains("does not answer"));
        passes(Duration.ofSeconds(5));
        assertTrue(painted.text().contains("! The network does not answer; this is from 12:00:00."), painted.text());
    }

    @Test
    void aClockThatIsSetMovesNoQuestionAndTheTimesForPeopleFollowIt() {
        painted.press(Key.Name.F3);
        painted.handle(new WindowInput.ClockSet(-10_800_000)).inspect(SampleReports.linked(2));
        passes(Duration.ofSeconds(3).plusMillis(500));
        assertEquals(4, painted.inquiries);
        assertFalse(painted.text().contains("does not answer"));
        passes(Duration.ofSeconds(2));
        assertTrue(painted.text().contains("! The network does not answer; this is from 09:00:00."), painted.text());
    }

    @Test
    void anAnswerForAClosedPageIsDropped() {
        painted.press(Key.Name.F3, Key.Name.F3).inspect(SampleReports.linked(2));
        painted.press(Key.Name.F3);
        assertTrue(painted.text().contains("asking…"));
    }

    @Test
    void newLinesUnderThePageAreCounted() {
        painted.press(Key.Name.F3).hear(said(BOB, 2, "are you there?"));
        assertTrue(painted.text().contains("1 new line ·"), painted.text());
        painted.hear(said(BOB, 3, "hello?"));
        assertTrue(painted.text().contains("2 new lines ·"));
    }

    @Test
    void theKeysOfTheMessagesScrollThePage() {
        painted.resize(60, 12).press(Key.Name.F3).inspect(SampleReports.linked(16));
        assertTrue(painted.text().contains("Nothing is wrong"));
        assertTrue(painted.text().contains("PgDn: more"));
        painted.press(new Key.Named(Key.Name.DOWN, false, false, true));
        assertFalse(painted.text().contains("Nothing is wrong"));
        painted.press(Key.Name.END);
        assertTrue(painted.text().contains("Here"));
        assertFalse(painted.text().contains("PgDn: more"));
        painted.press(Key.Name.PAGE_UP, Key.Name.PAGE_UP, Key.Name.PAGE_UP);
        assertTrue(painted.text().contains("Nothing is wrong"));
        painted.press(Key.Name.PAGE_DOWN, Key.Name.HOME);
        assertTrue(painted.text().contains("Nothing is wrong"));
    }

    @Test
    void aPageThatGetsShorterIsSeenToItsEnd() {
        painted.resize(60, 15).press(Key.Name.F3).inspect(SampleReports.linked(16));
        painted.press(Key.Name.END).inspect(SampleReports.linked(0));
        assertTrue(painted.text().contains("  Size "), painted.text());
        assertTrue(painted.text().contains("  Here "), painted.text());
        assertTrue(painted.text().contains("  Router "), painted.text());
    }

    @Test
    void historyWorksUnderThePage() {
        painted.type("before").press(Key.Name.ENTER, Key.Name.F3, Key.Name.UP);
        assertEquals("before", painted.line());
        assertTrue(isOpen());
    }
}
