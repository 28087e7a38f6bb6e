package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SampleReports;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In every state and every size, the newest line, the input and the status are on the screen. */
class NothingIsCoveredTest {
    private static final String NEWEST = "(newest)";
    private static final String REFUSED_NAME = "refused name";

    private record Size(int columns, int rows) {}

    private static final List<Size> SIZES = List.of(
            new Size(20, 5),
            new Size(25, 30),
            new Size(39, 9),
            new Size(80, 6),
            new Size(40, 10),
            new Size(60, 16),
            new Size(69, 20),
            new Size(80, 24),
            new Size(120, 40));

    /**
     * What a person has done.
     *
     * @param input a part of the row that is written in
     */
    record State(String name, String input, UnaryOperator<PaintedWindow> steps) {
        boolean isPage() {
            return name.contains("page");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<State> states() {
        List<State> states = new ArrayList<>(List.of(
                new State("nothing", "›", painted -> painted),
                new State("no link", "›", painted -> painted.waiting(4_000, true)),
                new State("joining", "draft", painted -> painted.joining(true).type("draft")),
                new State("long draft", "the end", painted -> painted.paste("one\n".repeat(30) + "the end")),
                new State("search", "found", painted -> painted.type("found")
                        .press(Key.Name.ENTER)
                        .control('r')
                        .type("fo")),
                new State("dialog", "› adx", painted -> painted.type("draft")
                        .press(Key.Name.F2)
                        .type("adx")),
                new State(REFUSED_NAME, "› a b", painted -> painted.paste("one\n".repeat(30))
                        .press(Key.Name.F2)
                        .type("a b")
                        .press(Key.Name.ENTER)),
                new State("question", "the end", painted -> painted.paste("one\n".repeat(30) + "the end")
                        .press(Key.Name.ENTER)),
                new State("help", "draft", painted -> painted.type("draft").press(Key.Name.F1)),
                new State("network page", "draft", painted -> networkPage(painted).type("draft")),
                new State("search page", "search › x", painted -> painted.control('s').type("x"))));
        states.addAll(hints());
        states.addAll(popups());
        return states;
    }

    static List<State> hints() {
        return List.of(
                new State("line cleared", "›", painted -> painted.type("draft").control('c')),
                new State("leave armed", "›", painted -> painted.control('c')),
                new State("leaving", "›", painted -> painted.control('d')),
                new State("busy", "draft", NothingIsCoveredTest::busy));
    }

    /** The word that is completed is the input. */
    static List<State> popups() {
        return List.of(
                new State("people", "@", painted -> painted.type("@")),
                new State("commands", "/", painted -> painted.type("/")),
                new State("people in a long draft", "@c", painted -> painted.paste("word ".repeat(300))
                        .type(" @c")),
                new State("people on a page", "@", painted -> networkPage(painted).type("@")));
    }

    private static PaintedWindow networkPage(PaintedWindow painted) {
        return painted.press(Key.Name.F3).inspect(SampleReports.troubled(7));
    }

    private static PaintedWindow busy(PaintedWindow painted) {
        painted.busy = true;
        return painted.waiting(4_000, true).type("draft").press(Key.Name.ENTER);
    }

    @ParameterizedTest
    @MethodSource("states")
    void noStateCoversTheNewestLineOrTheInput(State state) {
        for (Size size : SIZES) {
            String screen = screen(state, size);
            boolean dialogNeedsAllRows = state.name().equals(REFUSED_NAME) && size.equals(new Size(20, 5));
            assertTrue(screen.contains(NEWEST) || state.isPage() || dialogNeedsAllRows, size + "\n" + screen);
            assertTrue(screen.contains(state.input()), size + "\n" + screen);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void theStatusShowsTheOwnNameAndHelpFromEightyColumnsOn(State state) {
        for (Size size : SIZES) {
            if (size.columns() >= 80 && size.rows() >= 10) {
                String screen = screen(state, size);
                String status = screen.lines()
                        .filter(line -> line.startsWith("── ") && line.contains("F1 help"))
                        .findFirst()
                        .orElse("");
                assertTrue(status.startsWith("── ada · ") && status.endsWith(" F1 help ───"), size + "\n" + screen);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "müller-lüdenscheidt.the.third", "李雷李雷李雷李雷李雷李雷"})
    void theStatusKeepsNameStateAndHelpInEveryWidth(String name) {
        PaintedWindow painted = PaintedWindow.of(40, 24).hear(roster(new Person(ADA.key(), name), BOB));
        String state = "(looking for peers at localhost:55555 and nearby|looking for peers, also nearby|no peers yet)";
        String words = "── (" + name + "|" + name.substring(0, 2) + "[^ ]*…) · (192.168.1.20:55555 · )?" + state
                + "(, next try in 4 s)? [─┴]+ F1 help ───";
        for (int columns = WindowLayout.MIN_COLUMNS; columns <= 140; columns++) {
            List<String> lines = painted.resize(columns, 24).waiting(4_000, true).text().lines().toList();
            assertTrue(lines.get(22).matches(words), columns + ": " + lines.get(22));
        }
    }

    @ParameterizedTest
    @MethodSource("hints")
    void aHintIsNeverCut(State state) {
        List<String> hints = List.of(
                "line cleared: Up brings it back",
                "press Ctrl-C again to leave",
                "network busy: your text is kept",
                "leaving…");
        for (Size size : SIZES) {
            String words = screen(state, size).replaceAll("\\s+", " ");
            assertTrue(hints.stream().anyMatch(words::contains), size + "\n" + screen(state, size));
        }
    }

    @ParameterizedTest
    @MethodSource("popups")
    void theChosenCompletionIsSeenInEverySize(State state) {
        String chosen =
                switch (state.input()) {
                    case "/" -> "/name";
                    case "@c" -> "carol";
                    default -> "bob";
                };
        for (Size size : SIZES) {
            String screen = screen(state, size);
            boolean seen = screen.lines()
                    .map(line -> line.substring(line.indexOf('│') + 1).strip())
                    .anyMatch(line -> line.startsWith(chosen) && !line.contains("->"));
            assertTrue(seen, size + "\n" + screen);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void noSizeIsTooSmallToBeDrawn(State state) {
        PaintedWindow painted = painted(state, SIZES.getLast());
        for (int columns = 1; columns < 45; columns += 4) {
            for (int rows = 1; rows < 12; rows++) {
                String screen = painted.resize(columns, rows).text();
                assertEquals(rows + 1, screen.lines().count(), columns + " x " + rows);
            }
        }
    }

    private static String screen(State state, Size size) {
        return painted(state, size).text();
    }

    private static PaintedWindow painted(State state, Size size) {
        PaintedWindow painted = PaintedWindow.of(size.columns(), size.rows())
                .linked(3)
                .hear(roster(ADA, ALICE, OTHER_ALICE, BOB, CAROL));
        for (int i = 0; i < 60; i++) {
            painted.hear(said(CAROL, i, "message " + i));
        }
        painted.hear(said(BOB, 1, NEWEST));
        return state.steps().apply(painted);
    }
}
