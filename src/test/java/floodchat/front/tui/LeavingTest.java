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

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a window is left, and what it says last. */
class LeavingTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, ALICE, OTHER_ALICE, BOB));

    @Test
    void controlCTwiceOnAnEmptyLineLeaves() {
        painted.control('c');
        assertTrue(painted.text().contains("Ctrl-C again leaves"));
        painted.control('c');
        assertEquals(List.of(new ChatCommand.Leave(Departure.PATIENCE)), painted.sent);
        assertTrue(painted.text().contains("leaving…"));
    }

    @Test
    void anotherKeyBetweenThemKeepsTheWindow() {
        painted.control('c').press(Key.Name.LEFT).control('c');
        assertNull(painted.window.departure());
    }

    @Test
    void controlDLeavesOnAnEmptyLineAlone() {
        painted.type("x").press(Key.Name.HOME).control('d');
        assertNull(painted.window.departure());
        painted.control('d');
        assertNotNull(painted.window.departure());
    }

    @Test
    void blanksAloneAreGoneWithEnterAndControlDLeaves() {
        painted.type("   ").control('d');
        assertNull(painted.window.departure());
        painted.press(Key.Name.ENTER).control('d');
        assertNotNull(painted.window.departure());
    }

    @Test
    void exitLeavesAndTheAnswerEndsTheWindow() {
        painted.type("exit").press(Key.Name.ENTER);
        assertFalse(painted.window.departure().isOver(painted.now));
        painted.hear(new ChatEvent.Left(2));
        assertTrue(painted.window.departure().isOver(painted.now));
        assertEquals(
                "Your last 2 messages reached nobody.",
                painted.window.departure().farewell());
    }

    @Test
    void aWindowWhoseGoodbyeNobodyAnswersClosesAllTheSame() {
        painted.control('d');
        assertFalse(painted.window.departure().isOver(painted.now.plusMillis(2_999)));
        assertTrue(painted.window.departure().isOver(painted.now.plusSeconds(3)));
    }

    @Test
    void goodbyeIsSaidOnceThereIsRoomForIt() {
        painted.busy = true;
        painted.control('d');
        painted.busy = false;
        painted.window.tryToLeave();
        painted.window.tryToLeave();
        assertEquals(List.of(new ChatCommand.Leave(Departure.PATIENCE)), painted.sent);
    }

    @Test
    void whoIsInAHurryDoesNotWaitForGoodbye() {
        painted.control('d').control('c');
        assertTrue(painted.window.departure().isOver(painted.now));
    }

    @Test
    void controlCTwiceLeavesFromTheDialogToo() {
        PaintedWindow first = PaintedWindow.withoutName(80, 24).control('c');
        assertNull(first.window.dialog());
        assertNull(first.window.departure());
        assertNotNull(first.control('c').window.departure());
    }
}
