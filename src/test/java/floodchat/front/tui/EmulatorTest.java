package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.CellTerminal;
import floodchat.front.tui.terminal.Key;
import java.util.Random;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the terminal is sent, as an emulator shows it. */
class EmulatorTest {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    @Test
    void anEmulatorShowsWhatWasPainted() {
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA, BOB), said(BOB, 1, "hello 你好 – été"));
        ScreenTerminal emulator = new ScreenTerminal(COLUMNS, ROWS);
        emulator.write(painted.drawn());
        assertEquals(asText(painted), shown(emulator));
    }

    @Test
    void laterFramesSendOnlyWhatChanged() {
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA, BOB));
        ScreenTerminal emulator = new ScreenTerminal(COLUMNS, ROWS);
        emulator.write(painted.drawn());
        assertEquals("", painted.drawn());
        String letter = painted.type("x").drawn();
        assertTrue(letter.length() < 100, letter);
        emulator.write(letter);
        assertEquals(asText(painted), shown(emulator));
    }

    @Test
    void aFrameIsShownAtOnceAndNeverClearsTheScreen() {
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA, BOB));
        painted.drawn();
        String frame = painted.resize(60, 20).drawn();
        assertTrue(frame.startsWith("\033[?2026h"));
        assertTrue(frame.endsWith("\033[?2026l"));
        assertFalse(frame.contains("\033[2J"));
    }

    /** Random conversations are drawn by differences. An emulator shows the whole screen. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void drawingDifferencesGivesTheWholeScreen(long seed) {
        Random random = new Random(seed);
        String[] words = {"hello", "你好", "été", "x".repeat(90), "ada", "한국어 ok", "–", "a\nb"};
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA, BOB));
        ScreenTerminal emulator = new ScreenTerminal(COLUMNS, ROWS);
        Key.Name[] keys = {Key.Name.PAGE_UP, Key.Name.PAGE_DOWN, Key.Name.F7, Key.Name.F1, Key.Name.F2, Key.Name.ESCAPE
        };
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(4)) {
                case 0 -> painted.press(keys[random.nextInt(keys.length)]);
                case 1 -> painted.type("@中é ".substring(random.nextInt(3), 4));
                default -> painted.hear(said(BOB, step, words[random.nextInt(words.length)]));
            }
            emulator.write(painted.drawn());
            assertEquals(asText(painted), shown(emulator), "seed " + seed + ", step " + step);
        }
    }

    /** JLine's emulator has no left and right margins; ours has, and compares styles, too. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void drawingDifferencesGivesTheWholeScreenWithMargins(long seed) {
        Random random = new Random(seed);
        String[] words = {"hello", "你好", "été ada", "x".repeat(90), "👨‍👩‍👧‍👦 ok", "한국어 ok", "a\nb"};
        PaintedWindow painted =
                PaintedWindow.of(COLUMNS, ROWS).useMargins().linked(2).hear(roster(ADA, BOB));
        CellTerminal terminal = new CellTerminal(COLUMNS, ROWS);
        terminal.clear();
        Key.Name[] keys = {Key.Name.PAGE_UP, Key.Name.PAGE_DOWN, Key.Name.F7, Key.Name.F1, Key.Name.F3, Key.Name.ESCAPE
        };
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(5)) {
                case 0 -> painted.press(keys[random.nextInt(keys.length)]);
                case 1 -> painted.type("@中é ".substring(random.nextInt(3), 4));
                default -> painted.hear(said(BOB, step, words[random.nextInt(words.length)]));
            }
            terminal.write(painted.drawn());
            assertEquals("", painted.differences(terminal), "seed " + seed + ", step " + step);
        }
    }

    /** Random texts of others: every control character that the terminal is sent is one of ours. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hostileTextsNeverReachTheTerminalAsControls(long seed) {
        Random random = new Random(seed);
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA, BOB));
        painted.drawn();
        for (int step = 0; step < 40; step++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0xA0) : random.nextInt(0x10000)));
            }
            painted.hear(said(BOB, step, text.toString()));
            String frame = painted.drawn().replaceAll("\033\\[[?0-9;]*[hlmrCDGHKLM]", "");
            assertFalse(frame.chars().anyMatch(Character::isISOControl), "seed " + seed + ", step " + step);
            assertFalse(frame.chars().anyMatch(c -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069));
        }
    }

    private static String asText(PaintedWindow painted) {
        return painted.text().lines().limit(ROWS).map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
    }

    private static String shown(ScreenTerminal emulator) {
        return emulator.toString()
                .lines()
                .limit(ROWS)
                .map(String::stripTrailing)
                .reduce("", (a, b) -> a + b + "\n");
    }
}
