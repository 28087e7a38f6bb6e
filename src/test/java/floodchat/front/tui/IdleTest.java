package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window that nobody uses. */
class IdleTest {
    private static final List<ChatCommand> IDLE = List.of(new ChatCommand.NoteIdle(true));

    private final PaintedWindow painted =
            PaintedWindow.of(80, 24).hear(new ChatEvent.NameSet(ADA), roster(ADA, BOB));

    private void later(Duration time) {
        painted.now = painted.now.plus(time);
        painted.handle(new WindowInput.Ticked());
    }

    private long msUntilTick() {
        return painted.window.msUntilTick(painted.now.toEpochMilli());
    }

    @Test
    void afterTenMinutesWithoutAKeyWeAreIdleAndNothingTicksAnyMore() {
        assertEquals(Duration.ofMinutes(10).toMillis(), msUntilTick());
        later(Duration.ofMinutes(10).minusMillis(1));
        assertEquals(List.of(), painted.sent);
        later(Duration.ofMillis(1));
        assertEquals(IDLE, painted.sent);
        later(Duration.ofMinutes(10));
        assertEquals(IDLE, painted.sent);
        assertTrue(msUntilTick() < 0, "no timer while idle");
    }

    @Test
    void aKeyEndsItAndKeepsTheLine() {
        painted.type("hello");
        later(Duration.ofMinutes(10));
        painted.type("!");
        assertEquals(List.of(new ChatCommand.NoteIdle(true), new ChatCommand.NoteIdle(false)), painted.sent);
        assertTrue(painted.text().contains("to everyone › hello!"), painted.text());
    }

    @Test
    void theFocusCountsAndWhatComesDoesNot() {
        later(Duration.ofMinutes(6));
        painted.press(new Key.Focused(false));
        later(Duration.ofMinutes(6));
        assertEquals(List.of(), painted.sent);
        painted.hear(said(BOB, 1, "hello"));
        later(Duration.ofMinutes(4));
        assertEquals(IDLE, painted.sent);
        painted.press(new Key.Background(true));
        assertEquals(IDLE, painted.sent);
    }

    @Test
    void aKeyOftenEnoughKeepsUsHere() {
        for (int i = 0; i < 10; i++) {
            later(Duration.ofMinutes(9));
            painted.type("x");
        }
        assertEquals(List.of(), painted.sent);
    }

    @Test
    void beforeWeHaveANameNobodySeesUs() {
        assertTrue(PaintedWindow.of(80, 24).window.msUntilTick(painted.now.toEpochMilli()) < 0);
    }

    @Test
    void theSettingActsAtOnceAndZeroIsNever() {
        TuiSettings settings = TuiSettings.DEFAULT;
        painted.handle(new WindowInput.SettingsChanged(new TuiSettings(
                settings.theme(), settings.bell(), settings.time(), settings.peerListColumns(), true, 5_000,
                settings.notifications(), false, true, false, true, 0)));
        later(Duration.ofHours(10));
        assertEquals(List.of(), painted.sent);
        assertTrue(msUntilTick() < 0);
    }
}
