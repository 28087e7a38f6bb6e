package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import floodchat.front.tui.text.Palette;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A terminal that is sent the frames shows what was put on the canvas. */
class FramesTest {
    private static final int COLUMNS = 60;
    private static final int ROWS = 16;
    private static final int FRAMES = 100;

    private static final String[] WORDS = {
        "hello", "ok", "I", "été", "–", "привет", "你好", "한국어", "ＡＢ", "👍", "👨‍👩‍👧‍👦", "✅", "☀️", "e\u0301",
        "नमस्ते", "काकि", "น้ำ", "㉈", "─────", "中"
    };

    private final RecordedScreen screen = new RecordedScreen(COLUMNS, ROWS);
    private final Canvas canvas = screen.canvas(Theme.of(Palette.AUTO, Tint.DARK, Theme.Depth.INDEXED));

    /** The rows of a pane that scrolls, of words with styles; a border and a list beside it. */
    private final List<List<Word>> lines = new ArrayList<>();

    private record Word(String text, StyleToken style, @Nullable String link) {
        Row row() {
            return new Row(List.of(new Span(text, style, link), new Span(" ", style)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "4, true", "5, false", "6, false", "7, false", "8, false"})
    void randomScreensAreShownCellByCell(long seed, boolean margins) {
        Random random = new Random(seed);
        CellTerminal terminal = new CellTerminal(COLUMNS, ROWS);
        terminal.clear();
        if (margins) {
            screen.useMargins();
        }
        screen.useLinks();
        int scrolled = 0;
        int columns = COLUMNS;
        for (int frame = 0; frame < FRAMES; frame++) {
            if (random.nextInt(20) == 0) {
                columns = COLUMNS - random.nextInt(20);
                screen.resize(columns, ROWS);
                terminal.resize(columns, ROWS);
                screen.redraw();
            }
            put(random, columns);
            String sent = screen.show();
            scrolled += sent.matches("(?s).*\033\\[[0-9]*[LM].*") ? 1 : 0;
            terminal.write(sent);
            assertEquals("", screen.differences(terminal), "seed " + seed + ", frame " + frame);
        }
        assertTrue(scrolled > FRAMES / 10, scrolled + " frames scrolled");
    }

    /** Only the cells whose width all terminals agree about can be right everywhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aTerminalWithOtherWidthsShowsTheRestInItsPlace(long seed) {
        Random random = new Random(seed);
        CellTerminal terminal = new CellTerminal(COLUMNS, ROWS, FramesTest::otherWidth);
        terminal.clear();
        if (seed % 2 == 0) {
            screen.useMargins();
        }
        for (int frame = 0; frame < FRAMES; frame++) {
            put(random, COLUMNS);
            terminal.write(screen.show());
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    String wanted = screen.sureText(column, row);
                    boolean right = wanted == null || wanted.equals(" ") || wanted.equals(terminal.text(column, row));
                    if (!right) {
                        fail("seed " + seed + ", frame " + frame + ", column " + column + ", row " + row);
                    }

                }
            }
        }
    }

    /** Ambiguous characters are wide, as in a locale of East Asia; emoji are as wide as their parts, or narrow. */
    private static int otherWidth(String cluster) {
        if (cluster.equals("✅")) {
            return 1;
        }
        if (cluster.length() > 1) {
            return cluster.length() / 3 * 2;
        }
        return cluster.charAt(0) < 0x80 ? 1 : 2;
    }

    private void put(Random random, int columns) {
        int pane = random.nextInt(8) == 0 ? columns : columns - 12;
        int paneRows = ROWS - 2 - (random.nextInt(6) == 0 ? 1 : 0);
        change(random, paneRows);
        canvas.clear();
        canvas.scrolls(pane, paneRows);
        for (int row = 0; row < paneRows && row < lines.size(); row++) {
            int column = 0;
            for (Word word : lines.get(row)) {
                column = canvas.put(column, row, word.row(), pane);
            }
        }
        if (pane < columns) {
            for (int row = 0; row < paneRows; row++) {
                canvas.put(pane, row, "│", StyleToken.QUIET, columns);
                canvas.put(pane + 2, row, row < 4 ? "anna" + row : "", StyleToken.PERSON_3, columns);
            }
        }
        canvas.fill(0, ROWS - 2, '─', StyleToken.QUIET, columns);
        canvas.put(3, ROWS - 2, WORDS[random.nextInt(WORDS.length)], StyleToken.ACCENT, columns);
        canvas.put(0, ROWS - 1, WORDS[random.nextInt(WORDS.length)] + "  x", StyleToken.TEXT, columns);
        if (random.nextInt(6) == 0) {
            canvas.box(5 + random.nextInt(9), 3, 18, 6, "box");
        }
        if (random.nextInt(10) == 0) {
            canvas.hideCursor();
        } else {
            canvas.placeCursor(random.nextInt(columns), ROWS - 1);
        }
    }

    /** Moves the lines up or down, changes one, or leaves them. */
    private void change(Random random, int paneRows) {
        int kind = random.nextInt(6);
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? paneRows : 3);
        for (int i = 0; i < count && kind < 4; i++) {
            if (kind == 0) {
                lines.addFirst(line(random));
            } else {
                lines.add(line(random));
                while (lines.size() > paneRows) {
                    lines.removeFirst();
                }
            }
        }
        if (lines.isEmpty()) {
            lines.add(line(random));
        } else if (kind == 4) {
            lines.set(random.nextInt(lines.size()), line(random));
        }
    }

    private static List<Word> line(Random random) {
        List<Word> words = new ArrayList<>();
        StyleToken[] styles = StyleToken.values();
        for (int i = random.nextInt(14); i >= 0; i--) {
            StyleToken style = random.nextInt(3) == 0 ? styles[random.nextInt(styles.length)] : StyleToken.TEXT;
            String link = random.nextInt(5) == 0 ? "https://example.org/" + random.nextInt(3) : null;
            words.add(new Word(WORDS[random.nextInt(WORDS.length)], style, link));
        }
        return words;
    }

    // ---- the parts

    /** Each row begins and ends it, with one id, so that the terminal takes them for one link. */
    @Test
    void aWrappedLinkHasOneId() {
        screen.useLinks();
        canvas.placeCursor(0, 0);
        screen.show();
        for (int row = 0; row < 2; row++) {
            canvas.put(0, row, "│ ", StyleToken.TEXT, COLUMNS);
            canvas.put(2, row, new Row(List.of(new Span("part", StyleToken.TEXT, "https://example.org/"))), COLUMNS);
        }
        String link = "\033]8;id=[0-9a-z]{1,6};https://example\\.org/\033\\\\part";
        assertTrue(screen.show().matches("(?s).*" + link + ".*" + link + "\033]8;;\033.*"));
        assertEquals("", screen.show());
    }

    @Test
    void withoutTheSettingNoLinkIsTold() {
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.put(0, 0, new Row(List.of(new Span("part", StyleToken.TEXT, "https://example.org/"))), COLUMNS);
        assertEquals("part\033[G", screen.show());
    }

    @Test
    void aLinkThatCouldSteerTheTerminalIsNone() {
        screen.useLinks();
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.put(0, 0, new Row(List.of(new Span("part", StyleToken.TEXT, "https://a\033\\\033[2J"))), COLUMNS);
        assertEquals("part\033[G", screen.show());
    }

    @Test
    void aRunIsPutWithoutPositions() {
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.fill(0, 0, '─', StyleToken.TEXT, 20);
        canvas.put(20, 0, "x", StyleToken.TEXT, COLUMNS);
        assertTrue(screen.show().contains("─".repeat(20) + "\033[21Gx"));
    }

    @Test
    void wideTextOfOldScriptsNeedsNoPositions() {
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.put(0, 0, "你好 hello 한국어", StyleToken.TEXT, COLUMNS);
        assertEquals("你好 hello 한국어\033[G", screen.show());
    }

    /** Terminals of another age give a number in a circle, or a hexagram, one column. */
    @Test
    void aCharacterWhoseWidthWasChangedIsFollowedByAPosition() {
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.put(0, 0, "㉈x䷀y", StyleToken.TEXT, COLUMNS);
        String sent = screen.show();
        assertTrue(sent.contains("㉈\033[3Gx") && sent.matches("(?s).*䷀\033\\[[56]Gy.*"), sent);
    }

    @Test
    void aShortGapIsWrittenAgainAndALongOneIsSkipped() {
        canvas.put(0, 0, "abcdefghijkl", StyleToken.TEXT, COLUMNS);
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.put(0, 0, "AbcDefghijkL", StyleToken.TEXT, COLUMNS);
        assertEquals("AbcD\033[7CL\033[G", screen.show());
    }

    @Test
    void aStyleChangesByWhatIsDifferent() {
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.put(0, 0, "a", StyleToken.QUIET, COLUMNS);
        canvas.put(1, 0, "b", StyleToken.ACCENT, COLUMNS);
        canvas.put(2, 0, " ", StyleToken.TEXT, COLUMNS);
        canvas.put(3, 0, "c", StyleToken.ACCENT, COLUMNS);
        assertEquals("\033[38;5;246ma\033[1;38;5;80mb c\033[m\033[G", screen.show().replace("\033[0;", "\033["));
    }

    @Test
    void theEndOfARowIsErased() {
        canvas.put(0, 0, "a long line that goes", StyleToken.TEXT, COLUMNS);
        canvas.placeCursor(0, 0);
        screen.show();
        canvas.clear();
        assertEquals("\033[K", screen.show());
    }

    @Test
    void nothingIsSentIfNothingChanged() {
        canvas.put(0, 0, "a", StyleToken.QUIET, COLUMNS);
        canvas.placeCursor(0, 0);
        screen.show();
        assertEquals("", screen.show());
    }

    @Test
    void marginsAreUsedOnlyIfTheTerminalHasThem() {
        assertFalse(scrolled().contains("\033[?69h"));
        screen.useMargins();
        screen.redraw();
        screen.show();
        String sent = scrolled();
        assertTrue(sent.contains("\033[?69h\033[1;40s\033[1;10r\033[H\033[M\033[r\033[?69l"), sent);
    }

    private String scrolled() {
        for (int shift = 0; shift < 2; shift++) {
            canvas.clear();
            canvas.scrolls(40, 10);
            canvas.placeCursor(0, ROWS - 1);
            for (int row = 0; row < 10; row++) {
                canvas.put(0, row, "a line with number " + (row + shift), StyleToken.TEXT, 40);
                canvas.put(41, row, "beside " + row, StyleToken.TEXT, COLUMNS);
            }
            String sent = screen.show();
            if (shift == 1) {
                return sent;
            }
        }
        throw new AssertionError();
    }

    @Test
    void aWideCharacterAcrossTheMarginIsNotCut() {
        screen.useMargins();
        CellTerminal terminal = new CellTerminal(COLUMNS, ROWS);
        terminal.clear();
        for (int shift = 0; shift < 2; shift++) {
            canvas.clear();
            canvas.scrolls(39, 10);
            for (int row = 0; row < 10; row++) {
                canvas.put(0, row, "a line with number " + (row + shift), StyleToken.TEXT, 38);
                canvas.put(38, row, "中", StyleToken.TEXT, COLUMNS);
                canvas.put(42, row, "beside " + row, StyleToken.TEXT, COLUMNS);
            }
            terminal.write(screen.show());
        }
        assertEquals("", screen.differences(terminal));
    }
}
