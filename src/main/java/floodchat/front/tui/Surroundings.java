package floodchat.front.tui;

import java.util.Map;

/**
 * What the environment says about the terminal: NO_COLOR (no-color.org), COLORTERM, TERM and COLORFGBG. Pure.
 *
 * @param answers whether it takes operating system commands: answers what its background is, shows a title
 */
record Surroundings(Theme.Depth depth, TuiSettings.Tint tint, boolean answers) {
    static Surroundings of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return new Surroundings(
                depth(environment, term), tint(environment), !term.equals("linux") && !term.equals("dumb"));
    }

    private static Theme.Depth depth(Map<String, String> environment, String term) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb") || term.startsWith("vt")) {
            return Theme.Depth.NONE;
        }
        boolean many = term.contains("256")
                || !environment.getOrDefault("COLORTERM", "").isEmpty();
        return many || term.contains("kitty") || term.contains("direct") ? Theme.Depth.INDEXED : Theme.Depth.ANSI;
    }

    /** COLORFGBG is foreground;background in the 16 colours of rxvt: 0 to 6 and 8 are dark. */
    private static TuiSettings.Tint tint(Map<String, String> environment) {
        String colors = environment.getOrDefault("COLORFGBG", "");
        String background = colors.substring(colors.lastIndexOf(';') + 1);
        if (colors.isEmpty() || background.isEmpty() || background.length() > 2) {
            return TuiSettings.Tint.AUTO;
        }
        boolean light = background.equals("7") || background.compareTo("8") > 0 || background.length() == 2;
        return light ? TuiSettings.Tint.LIGHT : TuiSettings.Tint.DARK;
    }
}
