package floodchat.front.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void coloursAreAsManyAsTheTerminalHas() {
        assertEquals(Theme.Depth.INDEXED, depth(Map.of("TERM", "xterm-256color")));
        assertEquals(Theme.Depth.INDEXED, depth(Map.of("TERM", "xterm", "COLORTERM", "truecolor")));
        assertEquals(Theme.Depth.ANSI, depth(Map.of("TERM", "xterm")));
        assertEquals(Theme.Depth.ANSI, depth(Map.of("TERM", "linux")));
        assertEquals(Theme.Depth.NONE, depth(Map.of("TERM", "vt220")));
        assertEquals(Theme.Depth.NONE, depth(Map.of("TERM", "dumb", "COLORTERM", "truecolor")));
    }

    @Test
    void noColorIsHonouredWhereItIsNotEmpty() {
        assertEquals(Theme.Depth.NONE, depth(Map.of("TERM", "xterm-256color", "NO_COLOR", "1")));
        assertEquals(Theme.Depth.INDEXED, depth(Map.of("TERM", "xterm-256color", "NO_COLOR", "")));
    }

    @Test
    void theBackgroundIsGuessedWhereTheTerminalLeftAWord() {
        assertEquals(TuiSettings.Tint.DARK, tint("15;0"));
        assertEquals(TuiSettings.Tint.DARK, tint("7;8"));
        assertEquals(TuiSettings.Tint.LIGHT, tint("0;15"));
        assertEquals(TuiSettings.Tint.LIGHT, tint("0;default;7"));
        assertEquals(TuiSettings.Tint.AUTO, tint(""));
        assertEquals(TuiSettings.Tint.AUTO, tint("0;default"));
    }

    @Test
    void aConsoleThatCannotAnswerIsNotAsked() {
        assertFalse(Surroundings.of(Map.of("TERM", "linux")).answers());
        assertTrue(Surroundings.of(Map.of("TERM", "xterm")).answers());
    }

    private static Theme.Depth depth(Map<String, String> environment) {
        return Surroundings.of(environment).depth();
    }

    private static TuiSettings.Tint tint(String colors) {
        return Surroundings.of(Map.of("COLORFGBG", colors)).tint();
    }
}
