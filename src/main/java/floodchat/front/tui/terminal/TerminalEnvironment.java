package floodchat.front.tui.terminal;

import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment variables say about the terminal: NO_COLOR (no-color.org), COLORTERM, TERM, COLORFGBG. Pure.
 *
 * @param term TERM, or an empty text
 * @param takesCommands whether it understands operating system commands: the question for its background, a title
 */
public record TerminalEnvironment(String term, Theme.Depth depth, Tint tint, boolean takesCommands) {
    /**
     * Values of TERM that say that there is no screen: no value, an Emacs shell (dumb, emacs), a line of unknown kind
     * (terminfo's "generic" terminals). Escape codes would be shown there as text.
     */
    private static final Set<String> WITHOUT_SCREEN = Set.of("", "dumb", "emacs", "unknown", "dialup", "network");

    public static TerminalEnvironment of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return new TerminalEnvironment(
                term, depth(environment, term), tint(environment, term), !term.equals("linux"));
    }

    /** Whether colours depend on the background, and the terminal may tell it. */
    public boolean isAskedForBackground() {
        return depth != Theme.Depth.NONE && takesCommands;
    }

    /** Why a window can't be drawn: a sentence that says what to do; null if it can. */
    public @Nullable String whyNoWindow() {
        if (!WITHOUT_SCREEN.contains(term)) {
            return null;
        }
        String what = term.isEmpty() ? "TERM is not set" : "TERM is \"" + term + "\"";
        return what + ", so no window can be drawn on this terminal; --plain needs none.";
    }

    private static Theme.Depth depth(Map<String, String> environment, String term) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.startsWith("vt")) {
            return Theme.Depth.NONE;
        }
        boolean many = term.contains("256")
                || !environment.getOrDefault("COLORTERM", "").isEmpty();
        return many || term.contains("kitty") || term.contains("direct") ? Theme.Depth.INDEXED : Theme.Depth.ANSI;
    }

    /**
     * COLORFGBG is {@code foreground;background} in the 16 colours of rxvt. Of these, 0 to 6 and 8 are dark. The
     * console of Linux is dark and can't be asked.
     */
    private static Tint tint(Map<String, String> environment, String term) {
        String colors = environment.getOrDefault("COLORFGBG", "");
        String background = colors.substring(colors.lastIndexOf(';') + 1);
        if (colors.isEmpty() || background.isEmpty() || background.length() > 2) {
            return term.equals("linux") ? Tint.DARK : Tint.AUTO;
        }
        boolean light = background.equals("7") || background.compareTo("8") > 0 || background.length() == 2;
        return light ? Tint.LIGHT : Tint.DARK;
    }
}
