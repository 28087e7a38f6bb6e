package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalEnvironmentTest {
    @Test
    void thereAreAsManyColoursAsTheTerminalHas() {
        assertEquals(Theme.Depth.INDEXED, depth(Map.of("TERM", "xterm-256color")));
        assertEquals(Theme.Depth.INDEXED, depth(Map.of("TERM", "xterm", "COLORTERM", "truecolor")));
        assertEquals(Theme.Depth.ANSI, depth(Map.of("TERM", "xterm")));
        assertEquals(Theme.Depth.ANSI, depth(Map.of("TERM", "linux")));
        assertEquals(Theme.Depth.NONE, depth(Map.of("TERM", "vt220")));
    }

    @Test
    void noColorCountsIfItIsNotEmpty() {
        assertEquals(Theme.Depth.NONE, depth(Map.of("TERM", "xterm-256color", "NO_COLOR", "1")));
        assertEquals(Theme.Depth.INDEXED, depth(Map.of("TERM", "xterm-256color", "NO_COLOR", "")));
    }

    @Test
    void theBackgroundIsReadFromTheEnvironment() {
        assertEquals(Tint.DARK, tint("15;0"));
        assertEquals(Tint.DARK, tint("7;8"));
        assertEquals(Tint.LIGHT, tint("0;15"));
        assertEquals(Tint.LIGHT, tint("0;default;7"));
        assertEquals(Tint.AUTO, tint(""));
        assertEquals(Tint.AUTO, tint("0;default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dumb", "unknown", "emacs"})
    void whereNothingCanBeDrawnPlainModeIsNamed(String term) {
        String sentence = TerminalEnvironment.of(Map.of("TERM", term)).whyNoWindow();
        assertNotNull(sentence);
        assertTrue(sentence.contains("--plain"), sentence);
        assertNotNull(TerminalEnvironment.of(Map.of()).whyNoWindow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "linux", "vt100", "screen", "tmux-256color", "eterm-color", "xterm-kitty", "foot"})
    void aTerminalWithAScreenHasAWindow(String term) {
        assertNull(TerminalEnvironment.of(Map.of("TERM", term)).whyNoWindow());
    }

    @Test
    void aConsoleThatCannotAnswerIsNotAsked() {
        assertFalse(TerminalEnvironment.of(Map.of("TERM", "linux")).takesCommands());
        assertTrue(TerminalEnvironment.of(Map.of("TERM", "xterm")).takesCommands());
    }

    @Test
    void aTerminalWithColoursIsAskedForItsBackground() {
        assertTrue(TerminalEnvironment.of(Map.of("TERM", "xterm-256color")).isAskedForBackground());
        assertTrue(TerminalEnvironment.of(Map.of("TERM", "xterm")).isAskedForBackground(), "with 16 colours too");
        assertFalse(TerminalEnvironment.of(Map.of("TERM", "xterm", "NO_COLOR", "1")).isAskedForBackground());
        assertFalse(TerminalEnvironment.of(Map.of("TERM", "linux")).isAskedForBackground());
    }

    @Test
    void theConsoleOfLinuxIsDark() {
        assertEquals(Tint.DARK, TerminalEnvironment.of(Map.of("TERM", "linux")).tint());
        assertEquals(Tint.AUTO, TerminalEnvironment.of(Map.of("TERM", "xterm")).tint());
    }

    private static Theme.Depth depth(Map<String, String> environment) {
        return TerminalEnvironment.of(environment).depth();
    }

    private static Tint tint(String colors) {
        return TerminalEnvironment.of(Map.of("COLORFGBG", colors)).tint();
    }
}
