package floodchat.front.tui.terminal;

import floodchat.front.tui.text.Theme;
import floodchat.front.tui.text.Tint;
import java.util.Map;

/**
 * What the environment variables say about the terminal: NO_COLOR (no-color.org), COLORTERM, TERM, COLORFGBG. Pure.
 *
 * @param takesCommands whether it understands operating system commands: the question for its background, a title
 */
public record TerminalEnvironment(Theme.Depth depth, Tint tint, boolean takesCommands) {
    public static TerminalEnvironment of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return new TerminalEnvironment(
                depth(environment, term), tint(environment, term), !term.equals("linux") && !term.equals("dumb"));
    }

    /** Whether colours depend on the background, and the terminal may tell it. */
    public boolean isAskedForBackground() {
        return depth != Theme.Depth.NONE && takesCommands;
    }

    private static Theme.Depth depth(Map<String, String> environment, String term) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb") || term.startsWith("vt")) {
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
