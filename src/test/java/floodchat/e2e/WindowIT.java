package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image in a real pseudo-terminal, used with keys as a person does. */
class WindowIT {
    /** The address in the status line. Port 1, where nobody listens, has fewer digits. */
    private static final Pattern OWN_ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d{4,5}");

    private static final String LEAVE_ALTERNATE_SCREEN = "\033[?1049l";
    private static final String END_BRACKETED_PASTE = "\033[?2004l";
    private static final String SHOW_CURSOR = "\033[?25h";

    private static final long PATIENCE_S = 30;

    @TempDir
    Path folder;

    private final List<TerminalWindow> windows = new ArrayList<>();

    @AfterEach
    void closeAll() throws InterruptedException {
        for (TerminalWindow window : windows) {
            window.close();
        }
    }

    @Test
    void threePeopleNamedByDialogTalkThroughOneEntry() throws Exception {
        TerminalWindow ada = person("ada", PlainPeer.NOWHERE);
        TerminalWindow bob = person("bob", address(ada));
        TerminalWindow carol = person("carol", address(ada));
        for (TerminalWindow window : windows) {
            window.await("3 here");
        }

        bob.enter("good morning");

        for (TerminalWindow window : windows) {
            window.await("bob -> good morning");
        }

        ada.type("@c");
        ada.await("only to …", screen -> screen.contains("carol") && screen.contains("@c"));
        ada.type(TerminalWindow.TAB);
        ada.await("only to carol");
        ada.enter("psst");
        carol.await("(direct) ada -> psst");

        ada.type("@");
        ada.await("only to …");
        ada.type(TerminalWindow.DOWN + TerminalWindow.ENTER);
        ada.await("a person that the arrow chose",
                screen -> screen.contains("only to bob") || screen.contains("only to carol"));
        ada.type("\025"); // Ctrl-U
        ada.await("to everyone");
        ada.enter("bye");

        bob.await("ada -> bye");
        assertFalse(bob.screen().contains("psst"), bob.screen());
    }

    @Test
    void theDialogSaysWhyANameIsRefused() throws Exception {
        TerminalWindow window = open("home", PlainPeer.NOWHERE);
        window.await("What is your name?");

        window.enter("two words");
        window.await("it can't hold a space");
        window.type("\025"); // Ctrl-U
        window.enter("ada");
        window.await("ada (you)");

        window.type(TerminalWindow.F2);
        window.await("Enter sets");
        window.type("grace" + TerminalWindow.ESCAPE);
        window.awaitNo("Enter sets");
        window.await("ada (you)");

        window.enter("set username");
        window.await("Enter sets");
        window.enter("grace");
        window.await("grace (you)");
    }

    @Test
    void theNameIsSavedForTheNextStartButNotForASecondWindow() throws Exception {
        TerminalWindow first = person("ada", PlainPeer.NOWHERE);
        TerminalWindow second = open("ada", address(first));
        second.await("What is your name?");
        first.enter("exit");
        first.await(TerminalWindow.PROMPT);

        TerminalWindow next = open("ada", PlainPeer.NOWHERE);

        next.await("ada (you)");
        assertFalse(next.screen().contains("What is your name?"), next.screen());
    }

    @ParameterizedTest
    @CsvSource({
        "exit, exit\\r, 0",
        "quit, quit\\r, 0",
        "/quit, /quit\\r, 0",
        "Ctrl-D, \\4, 0",
        "Ctrl-C twice, \\3\\3, 0",
    })
    void leavingRestoresTheTerminal(String how, String keys, int exitCode) throws Exception {
        TerminalWindow window = person("ada", PlainPeer.NOWHERE);

        window.type(keys.replace("\\r", "\r").replace("\\4", "\004").replace("\\3", "\003"));

        assertRestored(window, exitCode);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void aSignalRestoresTheTerminal(String signal, int exitCode) throws Exception {
        TerminalWindow window = person("ada", PlainPeer.NOWHERE);

        signal(window.program(), signal);

        assertRestored(window, exitCode);
    }

    @Test
    void theNetworkPageShowsTheLinkMeasuredAndGoesBackToTheMessages() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            witness.awaitJoined("ada");

            String address = witness.address();
            ada.type(TerminalWindow.F3);

            ada.await("the link, measured",
                    screen -> screen.contains(address) && screen.contains(" ms eager"));
            ada.await("Nothing is wrong");
            ada.type(TerminalWindow.ESCAPE);
            ada.await("ada (you)");
        }
    }

    @Test
    void ctrlZGoesBackToTheShellAndFgReturns() throws Exception {
        TerminalWindow window = person("ada", PlainPeer.NOWHERE);
        window.type("a draft");
        window.await("a draft");

        window.type(TerminalWindow.CTRL_Z);
        window.await("Stopped");
        assertRestored(window, 128 + 20);

        window.enter("fg");
        window.await("the draft again", screen -> screen.contains("a draft") && screen.contains("ada (you)"));
        window.type(TerminalWindow.ENTER);
        window.await("ada -> a draft");
    }

    @Test
    void aProgramWhoseTerminalIsClosedLeavesTheNetworkAndEnds() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            witness.awaitJoined("ada");
            ProcessHandle program = ada.program();

            ada.hangUp();

            witness.noticed().await("ada left.");
            program.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    @Test
    void aTakenPortIsReportedBelowTheCommand() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            String taken = witness.address();
            TerminalWindow window = shell();

            start(window, "--home ada --listen " + taken);

            assertRestored(window, 1);
            assertTrue(window.screen().contains("Can't listen on " + taken + ": the port is taken"), window.screen());
        }
    }

    @Test
    void withoutATerminalThereIsOneSentence() throws Exception {
        TerminalWindow window = shell();

        start(window, "--home ada </dev/null");

        window.await("code2!");
        assertTrue(window.screen().contains("--plain needs none."), window.screen());
    }

    @Test
    void aResizedWindowIsRedrawn() throws Exception {
        TerminalWindow window = person("ada", PlainPeer.NOWHERE);
        window.enter("a line");
        window.await("ada -> a line");

        window.resize(40, 10);
        window.await("folded", screen -> screen.contains("ada -> a line") && !screen.contains("1 here"));
        window.resize(30, 6);
        window.await("small", screen -> screen.contains("ada -> a line") && !screen.contains("F1 help"));
        window.resize(120, 30);
        window.await("unfolded", screen -> screen.contains("ada -> a line") && screen.contains("1 here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nmae bob", " /qiut"})
    void aMistypedCommandIsNeverSent(String command) throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            ada.await("2 here");

            ada.enter(command);
            ada.await("There is no command");
            ada.type("\025"); // Ctrl-U
            ada.enter("fine");

            witness.said().await("ada -> fine");
            assertEquals(List.of("ada -> fine"), witness.said().all());
        }
    }

    @Test
    void severalPastedLinesAreNotSentBeforeEnter() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            ada.await("2 here");

            ada.type("\033[200~rm -rf\rsecret\r\033[201~");
            ada.await("2 lines", screen -> screen.contains("secret") && screen.contains("lines"));
            ada.type(TerminalWindow.CTRL_C);
            ada.awaitNo("secret");
            ada.enter("fine");

            witness.said().await("ada -> fine");
            assertEquals(List.of("ada -> fine"), witness.said().all());
        }
    }

    /** The terminal modes are restored, and everything that the window turned on is off. */
    private static void assertRestored(TerminalWindow window, int exitCode) throws InterruptedException {
        window.await("code" + exitCode + "!");
        window.enter("stty -g | cmp - modes && echo same$((6 * 7))");
        window.await("same42");
        String output = window.output();
        int lastFrame = output.lastIndexOf("\033[?1049h");
        for (String end : List.of(LEAVE_ALTERNATE_SCREEN, END_BRACKETED_PASTE, SHOW_CURSOR)) {
            assertTrue(output.indexOf(end, lastFrame) > lastFrame, "no " + end.substring(1));
        }
    }

    private static void signal(ProcessHandle program, String signal) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + program.pid()).start().waitFor());
    }

    private static String address(TerminalWindow window) throws InterruptedException {
        window.await("its own address", screen -> OWN_ADDRESS.matcher(screen).find());
        Matcher matcher = OWN_ADDRESS.matcher(window.screen());
        assertTrue(matcher.find(), window.screen());
        return matcher.group();
    }

    /** Opens a window and answers its name dialog. */
    private TerminalWindow person(String name, String entry) throws IOException, InterruptedException {
        TerminalWindow window = open(name, entry);
        window.await("What is your name?");
        window.enter(name);
        window.await(name + " (you)");
        return window;
    }

    private TerminalWindow open(String home, String entry) throws IOException, InterruptedException {
        TerminalWindow window = shell();
        start(window, "--home %s --listen 127.0.0.1:0 %s".formatted(home, entry));
        return window;
    }

    private TerminalWindow shell() throws IOException, InterruptedException {
        TerminalWindow window = TerminalWindow.open(120, 24, folder);
        windows.add(window);
        return window;
    }

    private static void start(TerminalWindow window, String arguments) {
        window.enter("stty -g >modes; %s %s; echo code$?!".formatted(BuiltImage.launcher(), arguments));
    }
}
