package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who looks elsewhere is told of what concerns him, and of nothing else. */
class AlertsTest {
    private final PaintedWindow painted = PaintedWindow.of(80, 24).hear(roster(ADA, BOB));

    private static TuiSettings settings(Bell bell, Notification.Kind kind, boolean text, boolean title) {
        return new TuiSettings(
                Palette.AUTO, bell, TimeFormat.MINUTES, 22, true, 5_000, kind, text, title, false, true, 10);
    }

    private static void later(PaintedWindow painted) {
        painted.now = painted.now.plus(Duration.ofMillis(Alerts.MS_BETWEEN_NOTIFICATIONS));
    }

    @Test
    void whoChoosesAutoWhileItRunsHasTheTerminalAskedOnce() {
        painted.handle(new WindowInput.SettingsChanged(TuiSettings.DEFAULT));
        assertEquals(0, painted.questions); // it was asked at the start
        painted.handle(new WindowInput.SettingsChanged(
                settings(Bell.MENTIONS, Notification.Kind.NONE, false, true)));
        assertEquals(0, painted.questions);
        painted.handle(new WindowInput.SettingsChanged(TuiSettings.DEFAULT));
        painted.handle(new WindowInput.SettingsChanged(TuiSettings.DEFAULT));
        assertEquals(1, painted.questions);
    }

    @Test
    void whileTheTerminalHasTheFocusNothingIsTold() {
        painted.press(new Key.Focused(true)).hear(said(BOB, 1, "hi ada"), told(BOB, ADA, 2, "psst"));
        assertEquals(0, painted.bells);
        assertEquals(List.of(), painted.notifications);
        assertEquals("floodchat · ada", painted.window.title());
    }

    @Test
    void aTerminalThatWillTellAboutTheFocusHasItAtFirst() {
        painted.press(new Key.Knows(Key.Feature.FOCUS, true)).hear(said(BOB, 1, "hi ada"));
        assertEquals(0, painted.bells);
        painted.press(new Key.Focused(false)).hear(said(BOB, 2, "hi ada"));
        assertEquals(1, painted.bells);
    }

    /** It can't be asked, so a notification might come for a message that the person reads. */
    @Test
    void aTerminalThatTellsNothingAboutItsFocusGetsTheBellAlone() {
        painted.press(new Key.Knows(Key.Feature.FOCUS, false)).hear(said(BOB, 1, "hi ada"));
        assertEquals(1, painted.bells);
        assertEquals(List.of(), painted.notifications);
    }

    @Test
    void mentionsAndPrivateLinesAreToldWithoutTheirText() {
        painted.press(new Key.Focused(false)).hear(said(BOB, 1, "hello"), said(BOB, 2, "hi ada"));
        later(painted);
        painted.hear(told(BOB, ADA, 3, "psst"));
        assertEquals(2, painted.bells);
        assertEquals(
                List.of(new Notification("bob named you", ""), new Notification("bob wrote to you", "")),
                painted.notifications);
        assertEquals("(2!) floodchat · ada", painted.window.title());
        painted.press(new Key.Focused(true));
        assertEquals("floodchat · ada", painted.window.title());
    }

    @Test
    void aSettingTellsTheText() {
        PaintedWindow told = PaintedWindow.with(settings(Bell.NONE, Notification.Kind.OSC9, true, false), 80, 24);
        told.hear(roster(ADA, BOB)).press(new Key.Focused(false)).hear(told(BOB, ADA, 1, "psst"));
        assertEquals(List.of(new Notification("bob wrote to you", "psst")), told.notifications);
        assertEquals(0, told.bells);
        assertEquals("", told.window.title());
    }

    @Test
    void eachMayBeTurnedOff() {
        PaintedWindow silent = PaintedWindow.with(settings(Bell.ALL, Notification.Kind.NONE, true, true), 80, 24);
        silent.hear(roster(ADA, BOB)).press(new Key.Focused(false)).hear(said(BOB, 1, "hello"));
        assertEquals(List.of(), silent.notifications);
        assertEquals(1, silent.bells);
        assertEquals("floodchat · ada", silent.window.title());
    }

    /** Attack: a hundred mentions in a second. */
    @Test
    void aHundredMentionsInASecondRingOnceAndTheNextRingsAgain() {
        painted.press(new Key.Focused(false));
        for (int i = 1; i <= 100; i++) {
            painted.hear(said(BOB, i, "ada"));
            painted.now = painted.now.plus(Duration.ofMillis(9));
        }
        assertEquals(1, painted.bells);
        painted.now = painted.now.plus(Duration.ofMillis(Alerts.MS_BETWEEN_RINGS - 900));
        painted.hear(said(BOB, 101, "ada"));
        assertEquals(2, painted.bells);
    }

    @Test
    void aFloodOfMentionsIsToldOnce() {
        painted.press(new Key.Focused(false));
        for (int i = 1; i <= 200; i++) {
            painted.hear(said(BOB, i, "ada"));
        }
        assertEquals(1, painted.bells);
        assertEquals(1, painted.notifications.size());
        assertEquals("(99+!) floodchat · ada", painted.window.title());
    }
}
