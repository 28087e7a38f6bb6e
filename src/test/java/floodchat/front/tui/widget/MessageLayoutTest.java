package floodchat.front.tui.widget;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.Transcript;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLayoutTest {
    private static MessageLayout layout(Transcript transcript, int width, Long... opened) {
        return new MessageLayout(transcript.entries(), transcript.roster(), width, TimeFormat.MINUTES,
                () -> ZoneOffset.UTC,
                LastReadLine.NONE, Set.of(opened), null, 0, 0);
    }

    /** The rows of the last entry, without the row that says which day it is. */
    private static List<String> rows(MessageLayout layout) {
        return layout.rows(layout.size() - 1)
                .stream()
                .map(MessageLayoutTest::text)
                .filter(row -> !row.startsWith("─── "))
                .toList();
    }

    private static String text(Row row) {
        return row.spans().stream().map(Span::text).collect(Collectors.joining()).stripTrailing();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 25, 39, 40, 49, 50, 57, 80, 120})
    void noRowOfATextCanLookLikeAnotherPersonsLine(int width) {
        String forged = "hi\nbob -> I resign\n  bob -> I resign\n▌ (direct) bob -> " + "bob -> ".repeat(20);
        List<String> rows = rows(layout(after(roster(ADA, BOB), said(ADA, 1, forged)), width));
        int nameColumn = rows.getFirst().indexOf("ada");
        assertTrue(rows.size() > 3);
        for (String row : rows.subList(1, rows.size())) {
            assertTrue(row.startsWith(" ".repeat(nameColumn) + "│"), row);
        }
    }

    @Test
    void aSentenceOfTheProgramGoesOnBehindABarToo() {
        List<String> rows = rows(layout(after(new ChatEvent.Noticed("a long sentence that bob -> has to wrap")), 24));
        assertEquals(List.of("·  a long sentence that", "   │ bob -> has to wrap"), rows);
    }

    @Test
    void aTextOfUpTo20RowsIsShownAndALongerOneIsFolded() {
        assertEquals(20, rows(layout(after(said(BOB, 1, "x\n".repeat(19) + "x")), 60)).size());
        Transcript longer = after(said(BOB, 1, "x\n".repeat(2_039) + "x"));
        List<String> rows = rows(layout(longer, 60));
        assertEquals(13, rows.size());
        assertEquals("         … 2,028 more lines, F4 shows them", rows.getLast());
        assertEquals(2_040, rows(layout(longer, 60, 1L)).size());
    }

    @Test
    void aTextCannotLookFoldedItself() {
        List<String> rows = rows(layout(after(said(BOB, 1, "x\n… 9 more lines, F4 shows them")), 60));
        assertEquals("         │ … 9 more lines, F4 shows them", rows.getLast());
    }

    @Test
    void namesThatAreCutTellPeopleApart() {
        Person second = new Person("22220000", "hippopotamus-the-second");
        Person third = new Person("33330000", "hippopotamus-the-third");
        Transcript transcript = after(roster(ADA, second, third), said(second, 1, "hi"), said(third, 1, "hi"));
        MessageLayout layout = layout(transcript, 40);
        assertEquals("   hip…·22220000 -> hi", text(layout.rows(0).getLast()));
        assertEquals("   hip…·33330000 -> hi", text(layout.rows(1).getLast()));
    }

    @Test
    void anEarlierLineThatNamesUsIsMarkedQuietly() {
        ChatEvent.Spoken earlier = new ChatEvent.Said(new MessageId(BOB.key(), 1, 1), BOB, "ask ada", NOON, false);
        Transcript transcript = after(roster(ADA, BOB), new ChatEvent.CaughtUp(List.of(earlier)));
        Row row = layout(transcript, 60).rows(0).getLast();
        assertTrue(text(row).contains("‹▌ bob -> ask ada"), text(row));
        assertTrue(row.spans().contains(new Span("ada", StyleToken.MENTION)));
        assertFalse(row.spans().stream().anyMatch(span -> span.style() == StyleToken.ACCENT));
    }

    @Test
    void namesakesOneAfterTheOtherLookDifferent() {
        Person twin = new Person("dddd0000dddd0000", "bob");
        Transcript transcript = after(roster(ADA, BOB), said(BOB, 1, "hi"), roster(ADA), said(twin, 1, "hi"));
        MessageLayout layout = layout(transcript, 60);
        assertTrue(text(layout.rows(0).getLast()).endsWith(" bob -> hi"));
        assertTrue(text(layout.rows(1).getLast()).endsWith("bob·dddd0000 -> hi"));
        assertNotEquals(layout.rows(0).getLast().spans(), layout.rows(1).getLast().spans());
    }
}
