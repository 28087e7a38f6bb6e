package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a window closes, and what it says last. */
class WindowShutdownTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, ALICE, OTHER_ALICE, BOB));

    @Test
    void controlCTwiceOnAnEmptyLineLeaves() {
        painted.control('c');
        assertTrue(painted.text().contains("press Ctrl-C again to leave"));
        painted.control('c');
        assertEquals(List.of(new ChatCommand.Leave(Shutdown.PATIENCE)), painted.sent);
        assertTrue(painted.text().contains("leaving…"));
    }

    @Test
    void anotherKeyBetweenThemKeepsTheWindow() {
        painted.control('c').press(Key.Name.LEFT).control('c');
        assertFalse(painted.isLeaving());
    }

    @Test
    void controlDLeavesOnlyOnAnEmptyLine() {
        painted.type("x").press(Key.Name.HOME).control('d');
        assertFalse(painted.isLeaving());
        painted.control('d');
        assertTrue(painted.isLeaving());
    }

    @Test
    void enterRemovesBlanksSoThatControlDLeaves() {
        painted.type("   ").control('d');
        assertFalse(painted.isLeaving());
        painted.press(Key.Name.ENTER).control('d');
        assertTrue(painted.isLeaving());
    }

    @Test
    void exitLeavesAndTheAnswerEndsTheWindow() {
        painted.type("exit").press(Key.Name.ENTER);
        assertNull(painted.tick().exit);
        painted.hear(new ChatEvent.Left(2, 0));
        assertEquals(new WindowEffect.Exit(0, "2 messages reached nobody."), painted.exit);
    }

    @Test
    void privateLinesThatAreKeptAreToldAtTheEnd() {
        painted.type("exit").press(Key.Name.ENTER);
        painted.hear(new ChatEvent.Left(0, 1));
        assertEquals(
                new WindowEffect.Exit(
                        0, "1 private line was not sent yet: the next start goes on trying, for up to 7 days."),
                painted.exit);
    }

    @Test
    void aWindowClosesEvenIfNobodyAnswersGoodbye() {
        painted.control('d');
        painted.now = painted.now.plusMillis(2_499);
        assertNull(painted.tick().exit);
        painted.now = painted.now.plusMillis(1);
        assertNotNull(painted.tick().exit);
    }

    @Test
    void afterASignalEverythingIsQuicker() {
        painted.handle(new WindowInput.LeaveRequested(143));
        assertEquals(List.of(new ChatCommand.Leave(Shutdown.PATIENCE_OF_A_SIGNAL)), painted.sent);
        painted.now = painted.now.plusMillis(1_500);
        assertEquals(143, painted.tick().exit.exitCode());
    }

    @Test
    void aClockThatIsSetMovesNoWait() {
        painted.control('d').handle(new WindowInput.ClockSet(10_800_000));
        assertNull(painted.tick().exit);
        painted.handle(new WindowInput.ClockSet(-10_800_000));
        painted.now = painted.now.plusMillis(3_000);
        assertNotNull(painted.tick().exit);
    }

    @Test
    void goodbyeIsSaidWhenThereIsRoomForIt() {
        painted.busy = true;
        painted.control('d');
        painted.busy = false;
        painted.tick().tick();
        assertEquals(List.of(new ChatCommand.Leave(Shutdown.PATIENCE)), painted.sent);
    }

    @Test
    void controlCWhileLeavingClosesAtOnce() {
        painted.control('d').control('c');
        assertEquals(new WindowEffect.Exit(0, null), painted.exit);
    }

    @Test
    void controlCTwiceLeavesTheDialogToo() {
        PaintedWindow first = PaintedWindow.withoutName(80, 24).control('c');
        assertFalse(first.window.overlays().isOpen());
        assertFalse(first.isLeaving());
        assertTrue(first.control('c').isLeaving());
    }
}
