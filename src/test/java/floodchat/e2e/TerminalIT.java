package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal does beside showing and typing: it hangs, is slow, is closed, comes back, and is left as it was. */
class TerminalIT extends WindowsOnTheImage {
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

    /** No signal and no key waits for a terminal that has stopped reading, and neighbours hear a goodbye. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void aTerminalThatStopsReadingHoldsUpNoSignal(String signal, int exitCode) throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            ada.await("2 here");
            ProcessHandle program = ada.program();
            ada.freeze();
            ada.enter("still here");
            witness.said().await("ada -> still here");

            signal(program, signal);

            program.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
            witness.noticed().await("ada left.");
            ada.thaw();
            assertRestored(ada, exitCode);
        }
    }

    @Test
    void aTerminalThatReadsAgainShowsWhatCameMeanwhile() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            ada.await("2 here");
            ada.freeze();
            ada.enter("still here");
            witness.said().await("ada -> still here");
            witness.type("still here, too");

            ada.thaw();
            ada.await("witness -> still here, too");
            ada.freeze();
            ada.type(TerminalWindow.CTRL_Z);
            ada.thaw();
            ada.await("Stopped");
            ada.enter("fg");
            ada.await("witness -> still here, too");
            ada.freeze();
            ada.enter("exit");
            witness.noticed().await("ada left.");
            ada.thaw();
            ada.await("the shell", screen -> screen.stripTrailing().endsWith(TerminalWindow.PROMPT));
            ada.enter("echo ended$?");
            ada.await("ended0");
        }
    }

    @Test
    void aWindowInTheBackgroundStaysInTheNetworkAndTakesSignals() throws Exception {
        try (PlainPeer witness = PlainPeer.start("witness", folder, PlainPeer.NOWHERE)) {
            TerminalWindow ada = person("ada", witness.address());
            ada.await("2 here");
            ada.type(TerminalWindow.CTRL_Z);
            assertRestored(ada, 128 + 20);

            ada.enter("bg; sleep 0.1; echo back$((6 * 7))");
            ada.await("back42");
            witness.type("hello");
            ada.enter("fg");
            ada.await("witness -> hello");
            ada.type(TerminalWindow.CTRL_Z);
            ada.await("the shell", screen -> screen.stripTrailing().endsWith(TerminalWindow.PROMPT));
            ada.enter("bg; kill %1; wait %1; echo code$?!");

            witness.noticed().await("ada left.");
            ada.await("code143!");
        }
    }

    @Test
    void aKeyThatASlowLineTearsTypesNothing() throws Exception {
        TerminalWindow window = person("ada", PlainPeer.NOWHERE);

        window.typeSlowly("ab\033[Dé\033[1;5C!".getBytes(StandardCharsets.UTF_8), Duration.ofMillis(80));
        window.type(TerminalWindow.ENTER);

        window.await("ada -> aéb!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", "", "unknown"})
    void aTerminalWithoutAScreenIsToldOfPlainMode(String term) throws Exception {
        TerminalWindow window = shell();
        int before = window.output().length();

        window.enter("TERM=%s %s --home ada; echo code$?!".formatted(term, BuiltImage.launcher()));

        window.await("code2!");
        String output = window.output().substring(before);
        assertTrue(output.contains("no window can be drawn on this terminal; --plain needs none."), output);
        assertFalse(output.contains("\033"), output);
    }

    @Test
    void theWheelSendsNoKeys() throws Exception {
        TerminalWindow window = person("ada", PlainPeer.NOWHERE);
        assertTrue(window.output().contains("\033[?1007s\033[?1007l"));

        window.enter("exit");

        assertRestored(window, 0);
        assertTrue(window.output().contains("\033[?1007h\033[?1007r"));
    }

    @Test
    void withoutATerminalThereIsOneSentence() throws Exception {
        TerminalWindow window = shell();

        start(window, "--home ada </dev/null");

        window.await("code2!");
        assertTrue(window.screen().contains("--plain needs none."), window.screen());
    }
}
