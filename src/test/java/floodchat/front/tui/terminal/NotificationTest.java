package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationTest {
    /** Ends of strings in 7 and 8 bits, new commands, line breaks, a direction override, half of a pair. */
    private static final String HOSTILE =
            "\033\\\033]52;c;eA==\007\u009C\u009D9;x\r\n\u2028\u202Ebob\uD83D\u0000;4;1;100\033[2J";

    @Test
    void kittyIsSentItsOwnIfItHasAnswered() {
        Notification told = new Notification("bob wrote to you", "");
        assertEquals("\033]9;Floodchat: bob wrote to you\033\\", told.sequence(Notification.Kind.AUTO, false));
        assertEquals(
                "\033]99;i=floodchat:o=unfocused:d=1;bob wrote to you\033\\",
                told.sequence(Notification.Kind.AUTO, true));
        assertEquals("\033]777;notify;bob wrote to you;\033\\", told.sequence(Notification.Kind.OSC777, true));
        assertEquals("", told.sequence(Notification.Kind.NONE, true));
    }

    @Test
    void theTextComesBehindTheTitle() {
        Notification told = new Notification("bob named you", "hi; ada");
        assertEquals("\033]9;Floodchat: bob named you: hi; ada\033\\", told.sequence(Notification.Kind.OSC9, false));
        assertEquals("\033]777;notify;bob named you;hi  ada\033\\", told.sequence(Notification.Kind.OSC777, false));
        assertEquals(
                "\033]99;i=floodchat:o=unfocused:d=0;bob named you\033\\"
                        + "\033]99;i=floodchat:o=unfocused:d=1:p=body;hi; ada\033\\",
                told.sequence(Notification.Kind.OSC99, false));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "OSC9", "OSC777", "OSC99"})
    void nothingInAHostileTextEndsTheCommandOrBeginsAnother(Notification.Kind kind) {
        String sent = new Notification(HOSTILE, HOSTILE).sequence(kind, false);
        String inner = sent.replaceAll("\033\\\\(\033\\]99;)?", "").replaceFirst("^\033\\]", "");
        assertFalse(inner.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE),
                inner);
        assertTrue(sent.endsWith("\033\\"));
    }

    /** {@code OSC 9;4;...} would move the progress bar of ConEmu and Windows Terminal. */
    @Test
    void noNameMakesAnotherCommandOfIt() {
        assertTrue(new Notification("4;1;100", "").sequence(Notification.Kind.OSC9, false)
                .startsWith("\033]9;Floodchat: "));
    }

    @ParameterizedTest
    @EnumSource(names = {"OSC9", "OSC777", "OSC99"})
    void aLongTextIsCut(Notification.Kind kind) {
        String sent = new Notification("n".repeat(10_000), "👋".repeat(10_000)).sequence(kind, false);
        assertTrue(sent.length() < 600, sent.length() + " characters");
    }
}
