package floodchat.front.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.PassphraseEntered;
import floodchat.front.UnlockResult;
import floodchat.front.tui.terminal.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dialog that asks for the passphrase of a locked identity. */
class UnlockingTest {
    private static final WindowInput UNLOCKED = new WindowInput.Unlocked(new UnlockResult.Unlocked());
    private static final WindowInput REFUSED =
            new WindowInput.Unlocked(new UnlockResult.Refused("That is not the passphrase."));

    private final PaintedWindow painted = PaintedWindow.locked(80, 24, false);

    @Test
    void aPassphraseIsNeverShown() {
        painted.type("correct horsé");

        assertFalse(painted.text().contains("correct"), painted.text());
        assertTrue(painted.text().contains("› •••••••••••••"), painted.text());
        assertFalse(new PassphraseEntered("correct").toString().contains("correct"));
    }

    @Test
    void enterTriesThePassphraseOnceUntilThereIsAnAnswer() {
        painted.type("correct horse").press(Key.Name.ENTER).type("x").press(Key.Name.ENTER);

        assertEquals(List.of("correct horse"), painted.passphrases);
        assertTrue(painted.text().contains("Checking …"), painted.text());
    }

    @Test
    void aWrongPassphraseIsAskedForAgainWithASentence() {
        painted.type("wrong").press(Key.Name.ENTER).handle(REFUSED);

        assertTrue(painted.text().contains("That is not the passphrase."), painted.text());
        painted.type("right").press(Key.Name.ENTER);
        assertEquals(List.of("wrong", "right"), painted.passphrases);
    }

    @Test
    void nothingIsTriedWithoutAPassphrase() {
        painted.press(Key.Name.ENTER);

        assertEquals(List.of(), painted.passphrases);
    }

    @Test
    void afterwardsTheLineIsWritten() {
        painted.type("right").press(Key.Name.ENTER).handle(UNLOCKED).type("hello");

        assertEquals("hello", painted.line());
        assertFalse(painted.text().contains("identity is locked"), painted.text());
    }

    @Test
    void aPersonWithoutANameIsAskedForItAfterwards() {
        PaintedWindow first = PaintedWindow.locked(80, 24, true);
        assertFalse(first.text().contains("What is your name?"), first.text());

        first.type("right").press(Key.Name.ENTER).handle(UNLOCKED);

        assertTrue(first.text().contains("What is your name?"), first.text());
    }

    @Test
    void escAndCtrlCLeaveAtOnceAlsoWhileAPassphraseIsTried() {
        painted.type("right").press(Key.Name.ENTER).press(Key.Name.ESCAPE);
        assertNotNull(painted.exit);
        assertEquals(0, painted.exit.exitCode());
        assertEquals(List.of(), painted.sent);

        PaintedWindow other = PaintedWindow.locked(80, 24, false);
        assertNotNull(other.control('c').exit);
    }

    @Test
    void aSignalEndsALockedWindowAtOnce() {
        painted.handle(new WindowInput.LeaveRequested(143));

        assertNotNull(painted.exit);
        assertEquals(143, painted.exit.exitCode());
    }

    @Test
    void otherKeysDoNothingWhileItIsLocked() {
        painted.press(Key.Name.F1, Key.Name.F2, Key.Name.F3);

        assertNull(painted.exit);
        assertFalse(painted.handle(UNLOCKED).window.overlays().isOpen());
    }
}
