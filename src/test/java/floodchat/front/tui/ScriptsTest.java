package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.CodePointTerminal;
import floodchat.fixture.ScriptWord;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words of many scripts, as two kinds of terminals show them. */
class ScriptsTest {
    private static final int COLUMNS = 80;
    private static final int ROWS = 16;
    private static final String INPUT = "to everyone › ";

    static List<ScriptWord> words() {
        return ScriptWord.all();
    }

    @Test
    void theTableHasWordsOfManyScripts() {
        assertTrue(words().size() >= 40);
        assertTrue(words().stream().map(ScriptWord::script).distinct().count() >= 20);
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyLetterOfAMessageANameAndTheInputIsShown(ScriptWord word) {
        PaintedWindow painted = windowWith(word);
        CodePointTerminal terminal = CodePointTerminal.ofCodePoints(COLUMNS, ROWS);
        terminal.write(painted.drawn());

        assertTrue(text(terminal).contains(" " + name(word) + " -> x" + shown(word) + "y "), text(terminal));
        assertTrue(text(terminal).contains("│ " + name(word) + "\n"), text(terminal));
        assertTrue(text(terminal).contains(INPUT + shown(word) + "\n"), text(terminal));
    }

    @ParameterizedTest
    @MethodSource("words")
    void theFrameStaysStraightAndTheCursorStandsBehindTheWord(ScriptWord word) {
        PaintedWindow painted = windowWith(word);
        CodePointTerminal terminal = CodePointTerminal.ofCodePoints(COLUMNS, ROWS);
        terminal.write(painted.drawn());
        int border = terminal.row(0).indexOf('│');

        IntStream.range(0, ROWS - 2).forEach(row -> assertEquals("│", terminal.cell(border, row), text(terminal)));
        int cursor = INPUT.length() + word.columns();
        assertTrue(painted.text().contains("(cursor at column " + cursor + ", row " + (ROWS - 1) + ")"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aTerminalThatDrawsAWordNarrowerShowsGapsAndNoLetterIsLost(ScriptWord word) {
        PaintedWindow painted = windowWith(word);
        CodePointTerminal terminal = CodePointTerminal.ofLetters(COLUMNS, ROWS);
        terminal.write(painted.drawn());
        painted.press(Key.Name.HOME).type("z");
        terminal.write(painted.drawn());

        assertTrue(closed(terminal).contains(name(word) + "->x" + shown(word) + "y│"), text(terminal));
        assertTrue(closed(terminal).contains("›z" + shown(word) + "\n"), text(terminal));
    }

    @Test
    void theFrameOfTheCompletionsIsStraight() {
        Person[] people = words().stream()
                .filter(word -> word.columns() > 1)
                .limit(8)
                .map(word -> new Person("%08x00000000".formatted(word.hashCode()), name(word)))
                .toArray(Person[]::new);
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA, people)).type("@");
        CodePointTerminal terminal = CodePointTerminal.ofCodePoints(COLUMNS, ROWS);
        terminal.write(painted.drawn());

        int top = IntStream.range(0, ROWS).filter(row -> terminal.row(row).contains("┌")).findFirst().orElseThrow();
        int right = terminal.row(top).indexOf('┐');
        for (int i = 0; i < people.length; i++) {
            assertTrue(terminal.row(top + 1 + i).contains(" " + people[i].name() + " "), text(terminal));
            assertEquals("│", terminal.cell(right, top + 1 + i), text(terminal));
        }
    }

    @Test
    void aSignIsDrawnAgainWithTheLetterThatItDependsOn() {
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA)).type("का");
        CodePointTerminal terminal = CodePointTerminal.ofLetters(COLUMNS, ROWS);
        terminal.write(painted.drawn());
        painted.press(Key.Name.BACKSPACE).type("खा");
        terminal.write(painted.drawn());

        assertTrue(text(terminal).contains(INPUT + "खा\n"), text(terminal));
    }

    @Test
    void aSignGoesWithItsColumn() {
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).hear(roster(ADA)).type("का");
        CodePointTerminal terminal = CodePointTerminal.ofLetters(COLUMNS, ROWS);
        terminal.write(painted.drawn());
        painted.press(Key.Name.BACKSPACE).type("कx");
        terminal.write(painted.drawn());

        assertTrue(text(terminal).contains(INPUT + "कx\n"), text(terminal));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordIsKeptAsItIsWritten(ScriptWord word) {
        assertEquals(word.word(), Texts.clean(word.word()));
    }

    /** Names have no points of Hebrew, no letters of old Hangul, and no letters of phonetics (rule C8). */
    @ParameterizedTest
    @MethodSource("words")
    void aWordCanBeANameUnlessItsLettersAreRare(ScriptWord word) {
        boolean rare = List.of("שָׁלוֹם", "ᄒᆞᆫ", "x̌ʷəƛ̓").contains(word.word());
        assertEquals(rare, Names.problemWith(name(word)) != null);
    }

    @Test
    void thereAreNamesInEveryScript() {
        Set<String> scripts = words().stream()
                .filter(word -> Names.problemWith(name(word)) == null)
                .map(ScriptWord::script)
                .collect(Collectors.toSet());
        assertEquals(words().stream().map(ScriptWord::script).collect(Collectors.toSet()), scripts);
    }

    /** Somebody with the word as a name says it; then we type it. */
    private static PaintedWindow windowWith(ScriptWord word) {
        Person person = new Person("bb07bb07bb07bb07", name(word));
        return PaintedWindow.of(COLUMNS, ROWS)
                .hear(roster(ADA, person), said(person, 1, "x" + word.word() + "y"))
                .type(word.word());
    }

    /** No joiner is drawn: tmux would draw the letter after it in the cell before it, and xterm around it would not. */
    private static String shown(ScriptWord word) {
        return word.word().replace("\u200D", "");
    }

    /** A name has no joiners. */
    private static String name(ScriptWord word) {
        return Names.normalize(word.word());
    }

    private static String text(CodePointTerminal terminal) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, terminal.rows()).forEach(row -> text.append(terminal.row(row)).append('\n'));
        return text.toString();
    }

    private static String closed(CodePointTerminal terminal) {
        return text(terminal).replace(" ", "");
    }
}
