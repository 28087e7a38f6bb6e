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
        for (String mode : new String[] {"?2031l", "?2004l", "?1004l", "?25h", "?7h", "?2026l", "0m", "?1007h",
            "?1007r",
            "23;0t", "?69l", "r"}) {
            assertTrue(sent.contains("\033[" + mode), mode);
        }
        assertFalse(sent.contains("x"));
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
