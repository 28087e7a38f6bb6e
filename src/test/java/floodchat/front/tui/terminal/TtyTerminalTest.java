package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TtyTerminalTest {
    /** A terminal that does not know the question may write a part of it: the screen is cleared after it. */
    @Test
    void theTerminalIsAskedForMarginsBeforeTheScreenIsCleared() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.flush();
        String sent = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(sent.contains("\033[?69$p"));
        assertTrue(sent.endsWith("\033[H\033[2J"));
    }

    @Test
    void theTerminalIsRestoredOnceAndThenLeftAlone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.flush();
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("\033[?1007s\033[?1007l"), "the wheel sends keys");
        bytes.reset();
        terminal.leave();
        terminal.leave();
        terminal.write("x");
        terminal.flush();
        String sent = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(sent.indexOf("\033[?1049l"), sent.lastIndexOf("\033[?1049l"));
        for (String mode : new String[] {"?2004l", "?1004l", "?25h", "?7h", "?2026l", "0m", "?1007h", "?1007r",
            "23;0t", "?69l", "r", "?1002l", "?1006l", "?2031l"}) {
            assertTrue(sent.contains("\033[" + mode), mode);
        }
        assertFalse(sent.contains("x"));
    }

    /** The flags belong to the alternate screen, so they are given back before it is left. */
    @Test
    void theKeyboardProtocolIsGivenBackOnceIfItWasTaken() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        for (int run = 0; run < 2; run++) {
            bytes.reset();
            terminal.enter();
            terminal.flush();
            assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("\033[?u"), "it is asked each time");
            terminal.useKittyKeys();
            terminal.useKittyKeys();
            terminal.flush();
            terminal.leave();
            String sent = bytes.toString(StandardCharsets.UTF_8);
            assertEquals(sent.indexOf("\033[>1u"), sent.lastIndexOf("\033[>1u"));
            assertEquals(sent.indexOf("\033[<u"), sent.lastIndexOf("\033[<u"));
            assertTrue(sent.indexOf("\033[>1u") < sent.indexOf("\033[<u"));
            assertTrue(sent.indexOf("\033[<u") < sent.indexOf("\033[?1049l"));
        }
    }

    @Test
    void aTerminalThatDidNotAnswerIsNotSentTheKeyboardProtocol() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.flush();
        terminal.leave();
        String sent = bytes.toString(StandardCharsets.UTF_8);
        assertFalse(sent.contains("\033[>1u") || sent.contains("\033[<u") || sent.contains("\033]8"), sent);
    }

    @Test
    void theMouseIsTakenEachTimeTheTerminalIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.useMouse(true);
        for (int run = 0; run < 2; run++) {
            bytes.reset();
            terminal.enter();
            terminal.flush();
            terminal.leave();
            String sent = bytes.toString(StandardCharsets.UTF_8);
            assertTrue(sent.contains("\033[?1002h\033[?1006h"));
            assertTrue(sent.indexOf("\033[?1002l\033[?1006l") > sent.indexOf("\033[?1002h"));
        }
    }

    /** A frame may be cut within a link, and its end must not be a part of what the shell shows. */
    @Test
    void aLinkThatWasCutIsEnded() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.useLinks();
        terminal.flush();
        bytes.reset();
        terminal.leave();
        assertTrue(bytes.toString(StandardCharsets.UTF_8).startsWith("\033\\\033]8;;\033\\"));
    }

    @Test
    void aHostileTitleStaysATitle() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.flush();
        bytes.reset();
        terminal.title("a\033\\\007\u009Cb" + "c".repeat(500));
        terminal.flush();
        String sent = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(sent.startsWith("\033]2;a \\  bccc"), sent);
        assertTrue(sent.length() < 100, sent);
    }

    @Test
    void theSchemeIsReportedOnlyIfTheTerminalWasAskedAndAnswered() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.askForBackground();
        terminal.flush();
        assertTrue(bytes.toString(StandardCharsets.UTF_8).endsWith("\033]11;?\033\\\033[?2031$p"));
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("\033[?2031h"));
        bytes.reset();
        terminal.followScheme();
        terminal.flush();
        assertEquals("\033[?2031h", bytes.toString(StandardCharsets.UTF_8));
    }

    /** The cursor would be put where it was before some earlier program. */
    @Test
    void aTerminalThatWasNotTakenOverYetIsNotRestored() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(80, 24));
        terminal.enter();
        terminal.leave();
        assertEquals("", bytes.toString(StandardCharsets.UTF_8));
    }
}
