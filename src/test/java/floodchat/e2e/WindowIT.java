package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image in a real pseudo-terminal, used with keys as a person does. */
class WindowIT extends WindowsOnTheImage {
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
    void theNameIsSavedForTheNextStartAndASecondWindowHasItsOwn() throws Exception {
        TerminalWindow first = person("ada", PlainPeer.NOWHERE);
        TerminalWindow second = open("ada", address(first));
        second.await("What is your name?");
        second.enter("grace");
        second.await("grace (you)");
        second.enter("exit");
        second.await(TerminalWindow.PROMPT);
        open("ada", address(first)).await("grace (you)");
        first.enter("exit");
        first.await(TerminalWindow.PROMPT);

        TerminalWindow next = open("ada", PlainPeer.NOWHERE);

        next.await("ada (you)");
        assertFalse(next.screen().contains("What is your name?"), next.screen());
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
}
