package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.CellTerminal;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many bytes the terminal is sent, in a full window of 100 x 30. */
class ScreenBytesTest {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;
    private static final int LINES_AT_FIRST = 60;
    private static final int LINES_COUNTED = 60;
    private static final int MAX_BYTES_OF_A_KEY = 12;

    private static final String[] WORDS = ("the build is green again we meet at noon bring your notes who has seen the "
            + "lost key it rains in the north and nobody knows why")
            .split(" ");

    private final List<Person> people = new ArrayList<>(List.of(BOB));
    private final CellTerminal terminal = new CellTerminal(COLUMNS, ROWS);

    /** One line of any person, with and without a time before it. */
    @ParameterizedTest
    @CsvSource({
        "margins, 1, true, true, 300",
        "margins and a long list, 26, true, true, 300",
        "no list, 6, false, false, 300",
        "margins but no list, 6, false, true, 300",
        "a list but no margins, 6, true, false, 700",
        "a short list but no margins, 2, true, false, 700",
        "16 people in the list but no margins, 15, true, false, 700",
        "a full list but no margins, 26, true, false, 950"
    })
    void aLineOf30CharactersTakesFewBytes(String name, int others, boolean list, boolean margins, int maxBytes) {
        PaintedWindow painted = fullWindow(others, list, margins);
        int most = 0;
        for (int i = 0; i < LINES_COUNTED; i++) {
            painted.now = painted.now.plusSeconds(20);
            String sent = hear(painted, LINES_AT_FIRST + i);
            int bytes = sent.getBytes(StandardCharsets.UTF_8).length;
            most = Math.max(most, bytes);
        }
        assertTrue(most <= maxBytes, name + ": " + most + " bytes");
    }

    /** Besides the line itself: what begins the link and ends it. */
    @Test
    void aLinkCostsLittleMoreThanItsOwnLength() {
        PaintedWindow painted = fullWindow(6, true, true).useLinks();
        String link = "https://example.org/abcdefghij";
        painted.hear(new ChatEvent.Said(new MessageId(BOB.key(), 1, 9_999), BOB, link, painted.now, false));
        String sent = painted.drawn();
        int bytes = sent.getBytes(StandardCharsets.UTF_8).length;
        String whole = ";" + link + "\033\\\\\033\\[m" + link + "\033]8;;\033\\\\";
        assertTrue(sent.matches("(?s).*" + whole + ".*"), sent.replace('\033', '^'));
        assertTrue(bytes <= 300, bytes + " bytes");
        show(painted, sent);
        String next = hear(painted, LINES_AT_FIRST);
        assertFalse(next.contains("\033]8"), "a line without a link is sent with one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTypedKeyTakesAHandfulOfBytes(boolean margins) {
        PaintedWindow painted = fullWindow(6, true, margins);
        assertFew(painted.type("h"));
        assertFew(painted.type("e"));
        assertFew(painted.type("é"));
        assertFew(painted.type("中"));
        assertFew(painted.press(Key.Name.LEFT));
        assertFew(painted.press(Key.Name.RIGHT));
        assertFew(painted.press(Key.Name.BACKSPACE));
        assertFew(painted.press(Key.Name.HOME));
    }

    @Test
    void aWindowWithoutNewsTakesNone() {
        PaintedWindow painted = fullWindow(6, true, true).linked(3);
        painted.drawn();
        painted.now = painted.now.plusSeconds(3600);
        painted.tick().drawn(); // the graph of the last minute's lines goes
        painted.now = painted.now.plusSeconds(3600);
        assertEquals("", painted.tick().drawn());
    }

    /** The status line counts down each second. */
    @Test
    void aCountdownTakesAHandfulOfBytesASecond() {
        PaintedWindow painted = fullWindow(6, true, true).waiting(9_000, false);
        painted.drawn();
        for (int second = 1; second < 9; second++) {
            painted.now = painted.now.plusSeconds(1);
            String sent = painted.tick().drawn();
            assertTrue(sent.length() <= 20, sent.replace('\033', '^'));
        }
    }

    private void assertFew(PaintedWindow painted) {
        String sent = painted.drawn();
        int bytes = sent.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= MAX_BYTES_OF_A_KEY, bytes + " bytes: " + sent.replace('\033', '^'));
        show(painted, sent);
    }

    private PaintedWindow fullWindow(int others, boolean list, boolean margins) {
        for (int i = 1; i < others; i++) {
            people.add(new Person("%016x".formatted(0x1111_2222L * i), "person" + i));
        }
        PaintedWindow painted =
                PaintedWindow.of(COLUMNS, ROWS).linked(3).hear(roster(ADA, people.toArray(Person[]::new)));
        if (margins) {
            painted.useMargins();
        }
        if (!list) {
            painted.press(Key.Name.F7);
        }
        terminal.clear();
        for (int i = 0; i < LINES_AT_FIRST; i++) {
            painted.now = painted.now.plusSeconds(20);
            painted.hear(line(i, painted.now));
        }
        show(painted, painted.drawn());
        return painted;
    }

    private String hear(PaintedWindow painted, int number) {
        painted.hear(line(number, painted.now));
        String sent = painted.drawn();
        show(painted, sent);
        return sent;
    }

    private void show(PaintedWindow painted, String sent) {
        terminal.write(sent);
        assertEquals("", painted.differences(terminal));
    }

    private ChatEvent line(int number, Instant at) {
        Person from = people.get(number % people.size());
        return new ChatEvent.Said(new MessageId(from.key(), 1, number), from, sentence(number), at, false);
    }

    private static String sentence(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = number * 7; text.length() < 30; i++) {
            text.append(WORDS[i % WORDS.length]).append(' ');
        }
        return text.substring(0, 29) + ".";
    }
}
