package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SampleReports;
import floodchat.front.SlashCommand;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.HelpTable;
import floodchat.front.tui.widget.HelpTable.Kind;
import floodchat.front.tui.widget.HelpTable.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of keys and commands says what there is: each key of it does something, and no other key does. */
class HelpTableTest {
    private static final Path GUIDE = Path.of("docs/user-guide.md");

    /** Keys that the table calls otherwise than {@link Key.Name} does. */
    private static final Map<String, Key.Name> SHORT_NAMES =
            Map.of("Esc", Key.Name.ESCAPE, "PgUp", Key.Name.PAGE_UP, "PgDn", Key.Name.PAGE_DOWN);

    /** What acts while nothing is open. Most of it acts while something is, too. */
    private static final Set<Section> ALWAYS =
            Set.of(Section.CONVERSATIONS, Section.MESSAGES, Section.WINDOW, Section.LINE);

    /** Any key ends these, and most keys do no more than that. */
    private static final Set<Section> ENDED_BY_ANY_KEY =
            Set.of(Section.HELP_PAGE, Section.LINE_SEARCH, Section.QUESTION);

    /** A window where the keys of this section have something to do. A new section of keys needs a window here. */
    private static PaintedWindow window(Section section) {
        return switch (section) {
            case CONVERSATIONS -> window().type("@alice")
                    .press(Key.Name.ENTER)
                    .hear(told(BOB, ADA, 201, "psst"), told(CAROL, ADA, 202, "hey"));
            case MESSAGES -> window().press(Key.Name.PAGE_UP);
            case WINDOW -> window();
            case LINE -> writing();
            case QUESTION -> window().paste("row\n".repeat(10)).press(Key.Name.ENTER);
            case COMPLETION -> window().type("a draft for @").press(Key.Name.DOWN);
            case LINE_SEARCH -> window().type("one line")
                    .press(Key.Name.ENTER)
                    .type("a blue line")
                    .press(Key.Name.ENTER)
                    .type("mine")
                    .control('r')
                    .type("line");
            case CONVERSATION_LIST -> window().press(new Key.Typed('k', false, true)).type("o").press(Key.Name.LEFT);
            case MESSAGE_MODE ->
                window().hear(said(BOB, 50, "see http://example.org" + "\nrow".repeat(30)), said(BOB, 51, "yes"))
                        .press(new Key.Typed('m', false, true))
                        .press(Key.Name.UP);
            case PEOPLE_MODE -> window().press(new Key.Typed('p', false, true)).press(Key.Name.DOWN);
            case SEARCH -> searching();
            case NETWORK_PAGE -> window().resize(80, 10).press(Key.Name.F3).inspect(SampleReports.linked(16));
            case HELP_PAGE -> window().press(Key.Name.F1, Key.Name.DOWN);
            case NAME_DIALOG -> window().press(Key.Name.F2).type("eve");
            case SAY, OWN_LINES, COMMANDS, PEOPLE, NAMES, OTHER_LINES, MOUSE ->
                throw new IllegalArgumentException(section + " has no keys");
        };
    }

    private static PaintedWindow window() {
        PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, ALICE, BOB, CAROL)).linked(3);
        for (int i = 1; i <= 40; i++) {
            painted.hear(said(BOB, i, i == 15 ? "row\n".repeat(30) : "message " + i));
        }
        return painted;
    }

    /** Two lines were sent, two words were cut, and the cursor stands behind a name that can be completed. */
    private static PaintedWindow writing() {
        PaintedWindow painted = window().type("one").press(Key.Name.ENTER).type("two").press(Key.Name.ENTER);
        painted.type("a first word").control('w').press(Key.Name.LEFT).control('w');
        return painted.type(" text @bo is written")
                .press(
                        IntStream.range(0, " is written".length())
                                .mapToObj(_ -> Key.Name.LEFT)
                                .toArray(Key.Name[]::new));
    }

    /** Many lines are found, and the second one is marked. */
    private static PaintedWindow searching() {
        KeptLines kept = new KeptLines();
        for (int i = 1; i <= 100; i++) {
            kept.add(BOB, "blue line " + i);
        }
        PaintedWindow painted = window();
        kept.open(painted, 0);
        kept.answer(painted.control('s').type("line from:"));
        return painted.press(Key.Name.DOWN);
    }

    static List<Section> sectionsOfKeys() {
        return Arrays.stream(Section.values()).filter(section -> section.kind() == Kind.KEYS).toList();
    }

    // ---- keys

    @ParameterizedTest
    @MethodSource("sectionsOfKeys")
    void everyKeyOfTheTableDoesSomething(Section section) {
        for (HelpTable.Line line : HelpTable.of(section)) {
            PaintedWindow painted = window(section);
            for (Key key : keys(line.words())) {
                String before = seen(painted);
                boolean nothing = before.equals(seen(painted.press(key)));
                assertFalse(nothing, section + ": " + key + " of " + line.words() + "\n" + painted.text());
            }
        }
    }

    static List<Section> sectionsWithoutAnyKey() {
        return sectionsOfKeys().stream().filter(section -> !ENDED_BY_ANY_KEY.contains(section)).toList();
    }

    @ParameterizedTest
    @MethodSource("sectionsWithoutAnyKey")
    void everyKeyThatDoesSomethingIsInTheTable(Section section) {
        List<Key> listed = Stream.concat(Stream.of(section), ALWAYS.stream())
                .flatMap(known -> HelpTable.of(known).stream())
                .flatMap(line -> keys(line.words()).stream())
                .toList();
        Map<Key, String> effects = new HashMap<>();
        List<Key> missing = new ArrayList<>();
        String before = seen(window(section));
        for (Key key : allKeys()) {
            effects.put(key, seen(window(section).press(key)));
        }
        for (Key key : allKeys()) {
            boolean known = listed.contains(key) || listed.stream()
                    .anyMatch(other -> isNamedSo(other, key) && effects.get(key).equals(effects.get(other)));
            if (!known && !before.equals(effects.get(key))) {
                missing.add(key);
            }
        }
        assertEquals(List.of(), missing, "does something in " + section);
    }

    /** Shift-Left does what Left does, and needs no line of its own. */
    private static boolean isNamedSo(Key listed, Key key) {
        return listed instanceof Key.Named one && key instanceof Key.Named other && one.name() == other.name();
    }

    private static List<Key> allKeys() {
        List<Key> keys = new ArrayList<>();
        for (Key.Name name : Key.Name.values()) {
            keys.add(Key.named(name));
            keys.add(new Key.Named(name, true, false, false));
            keys.add(new Key.Named(name, false, true, false));
            keys.add(new Key.Named(name, false, false, true));
        }
        "abcdefghijklmnopqrstuvwxyz_]\\^".chars().forEach(letter -> keys.add(new Key.Typed(letter, true, false)));
        "abcdefghijklmnopqrstuvwxyz0123456789.,<>".chars()
                .forEach(letter -> keys.add(new Key.Typed(letter, false, true)));
        return keys;
    }

    /** All that a key can change. */
    private static String seen(PaintedWindow painted) {
        return painted.cells() + painted.sent + painted.asked + painted.settings + painted.copied + painted.edited
                + painted.redraws
                + painted.suspends + painted.exit + painted.isLeaving() + painted.line();
    }

    private static List<Key> keys(String words) {
        List<Key> keys = new ArrayList<>();
        for (String word : words.split(", ", -1)) {
            int range = word.indexOf(" to ");
            if (range < 0) {
                keys.add(key(word));
            } else { // Alt-1 to Alt-9
                String start = word.substring(0, range - 1);
                IntStream.rangeClosed(word.charAt(range - 1), word.charAt(word.length() - 1))
                        .forEach(last -> keys.add(key(start + (char) last)));
            }
        }
        return keys;
    }

    private static Key key(String word) {
        if (word.equals("letters")) {
            return Key.typed('b');
        }
        boolean ctrl = word.startsWith("Ctrl-");
        boolean alt = word.startsWith("Alt-");
        boolean shift = word.startsWith("Shift-");
        String name = ctrl || alt || shift ? word.substring(word.indexOf('-') + 1) : word;
        if (name.length() == 1) {
            return new Key.Typed(name.toLowerCase(Locale.ROOT).charAt(0), ctrl, alt);
        }
        Key.Name known = SHORT_NAMES.get(name);
        return new Key.Named(
                known == null ? Key.Name.valueOf(name.toUpperCase(Locale.ROOT)) : known, ctrl, alt, shift);
    }

    // ---- the user guide

    /** After a change on purpose, {@code -Dguide.write=true} writes the tables again. */
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"KEYS", "TYPED"})
    void theUserGuideHasTheTables(Kind kind) throws IOException {
        String guide = Files.readString(GUIDE);
        String title = kind == Kind.KEYS ? "| where | key | what it does |\n" : "| you type | what it does |\n";
        int start = guide.indexOf(title) + title.length();
        int end = guide.indexOf("\n\n", start) + 1;
        String table = title.replaceAll("[^|\n]+", "---") + rows(kind);
        if (Boolean.getBoolean("guide.write")) {
            Files.writeString(GUIDE, guide.substring(0, start) + table + guide.substring(end));
        } else {
            assertEquals(table, guide.substring(start, end));
        }
    }

    private static String rows(Kind kind) {
        StringBuilder rows = new StringBuilder();
        for (Section section : Section.values()) {
            String place = section.headline();
            for (HelpTable.Line line : section.kind() == kind ? HelpTable.of(section) : List.<HelpTable.Line>of()) {
                String words = kind == Kind.KEYS ? place + " | " + line.words() : "`" + line.words() + "`";
                rows.append("| ").append(words).append(" | ").append(line.meaning()).append(" |\n");
                place = "";
            }
        }
        return rows.toString();
    }

    // ---- commands

    @Test
    void theTableHasEveryCommandAndNoOther() {
        Set<String> commands = new TreeSet<>();
        for (SlashCommand command : SlashCommand.values()) {
            commands.addAll(command.words());
        }
        Set<String> listed = new TreeSet<>();
        for (Section section : Section.values()) {
            if (section.kind() == Kind.TYPED && section != Section.SAY) {
                HelpTable.of(section)
                        .forEach(line -> Arrays.stream(line.words().split(", ", -1))
                                .forEach(usage -> listed.add(usage.split(" ", -1)[0])));
            }
        }
        assertEquals(commands, listed);
    }

    @Test
    void theHelpPageHasEveryLineOfTheTable() {
        String help = PaintedWindow.of(100, 250).press(Key.Name.F1).text();
        for (Section section : Section.values()) {
            assertTrue(help.contains("│ " + section.headline()), section.headline());
            for (HelpTable.Line line : HelpTable.of(section)) {
                assertTrue(help.contains("│  " + line.words() + " "), line.words());
            }
        }
    }
}
