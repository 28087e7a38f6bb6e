package floodchat.front.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a window shows of the history. */
class RecalledTest {
    private static final Person ADA = new Person("ad".repeat(32), "ada");
    private static final Person BOB = new Person("b0".repeat(32), "bob");
    private static final Instant AT = Instant.parse("2026-11-22T18:00:00Z");

    private final PaintedWindow painted = PaintedWindow.of(80, 24);

    private static HistoryLine line(int number, ChatEvent.Spoken spoken, Delivery delivery) {
        return new HistoryLine(new HistoryPosition(202611, 1, 100 * number), spoken, spoken.at(), delivery);
    }

    private static ChatEvent.Said said(int number, Person from, String text) {
        return new ChatEvent.Said(
                new MessageId(from.key(), 1, number), from, text, AT.plusSeconds(number), from.equals(ADA));
    }

    private static ChatEvent.Told tells(int number, String text) {
        return new ChatEvent.Told(
                new MessageId(ADA.key(), 1, number, BOB.key()), ADA, BOB, text, AT.plusSeconds(number), true);
    }

    private void recall() {
        painted.handle(new WindowInput.HistoryHeard(new HistoryEvent.Opened(List.of(
                line(0, said(1, BOB, "of bob"), Delivery.QUEUED),
                line(1, said(2, ADA, "lost"), Delivery.GIVEN_UP),
                line(2, said(3, ADA, "sent"), Delivery.SENT),
                line(3, tells(4, "secret"), Delivery.SENT)))));
    }

    @Test
    void linesOfEarlierStartsStandThereWithTheirMarksAndRingNoBell() {
        recall();
        String text = painted.text();
        assertTrue(text.contains("‹  bob -> of bob"), text);
        assertTrue(text.contains("✗  ada -> lost"), text);
        assertTrue(text.contains("✓  ada -> sent"), text);
        assertTrue(text.contains("✓  (direct) ada to bob -> secret"), text);
        assertEquals(0, painted.bells);
    }

    @Test
    void howFarALineOfAnEarlierStartHasComeGoesOn() {
        recall();
        painted.hear(new ChatEvent.DeliveryChanged(tells(4, "").id(), Delivery.SHOWN));
        assertTrue(painted.text().contains("✓✓ (direct) ada to bob -> secret"), painted.text());
    }

    @Test
    void theBacklogIsSortedInByTime() {
        recall();
        painted.hear(new ChatEvent.CaughtUp(List.of(
                new ChatEvent.Said(new MessageId(BOB.key(), 1, 9), BOB, "between", AT.plusMillis(1_500), false))));
        String text = painted.text();
        assertTrue(text.indexOf("of bob") < text.indexOf("between"), text);
        assertTrue(text.indexOf("between") < text.indexOf("lost"), text);
    }

    @Test
    void commandsAboutTheHistoryAskItAndItsAnswerIsSaid() {
        painted.type("/clear history yes").press(Key.Name.ENTER);
        HistoryInquiry asked = painted.asked.getFirst();
        assertEquals(new HistoryInquiry.Clear(), asked);
        assertEquals("", painted.line());
        painted.handle(new WindowInput.HistoryHeard(new HistoryEvent.Cleared(1_234)));
        assertTrue(painted.text().contains("1,234 lines were deleted."), painted.text());
        painted.handle(new WindowInput.HistoryHeard(new HistoryEvent.Refused(asked, "No room.")));
        assertTrue(painted.text().contains("!  No room."), painted.text());
        assertFalse(painted.isLeaving());
    }
}
