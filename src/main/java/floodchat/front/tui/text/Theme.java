package floodchat.front.tui.text;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/**
 * How each {@link StyleToken} looks. The background and the colour of plain text are the terminal's own. The other
 * colours are chosen for contrast from the 256-colour palette: bright ones for a dark background, deep ones for a light
 * background, and medium ones if the background is unknown.
 */
public final class Theme {
    /** How many colours the terminal has. */
    public enum Depth {
        NONE,
        ANSI,
        INDEXED
    }

    private static final int[] PEOPLE_ON_DARK = {75, 114, 180, 175, 80, 140, 209, 149, 117, 216};
    private static final int[] PEOPLE_ON_LIGHT = {25, 28, 94, 125, 23, 91, 130, 58, 54, 124};
    private static final int[] PEOPLE_ON_EITHER = {32, 65, 136, 168, 30, 98, 166, 64, 67, 131};
    private static final int[] PEOPLE_ANSI = {4, 2, 6, 5, 1, 4, 2, 6, 5, 1};

    private final Style[] styles = new Style[StyleToken.values().length];

    private Theme(Depth depth, int quiet, int accent, int direct, int warning, int[] people) {
        set(StyleToken.TEXT, depth, -1);
        set(StyleToken.QUIET, depth, quiet);
        set(StyleToken.STRONG, depth, -1, SGR.BOLD);
        set(StyleToken.ACCENT, depth, accent, SGR.BOLD);
        set(StyleToken.DIRECT, depth, direct, SGR.BOLD);
        set(StyleToken.WARNING, depth, warning);
        set(StyleToken.MENTION, depth, accent, SGR.BOLD, SGR.REVERSE);
        set(StyleToken.SELECTED, depth, -1, SGR.REVERSE);
        for (int i = 0; i < StyleToken.PEOPLE; i++) {
            styles[StyleToken.PERSON_0.ordinal() + i] = style(depth, people[i], SGR.BOLD);
        }
    }

    public static Theme of(Tint tint, Depth depth) {
        if (depth != Depth.INDEXED) {
            return new Theme(depth, -1, 6, 5, 1, PEOPLE_ANSI);
        }
        return switch (tint) {
            case DARK -> new Theme(depth, 246, 80, 213, 215, PEOPLE_ON_DARK);
            case LIGHT -> new Theme(depth, 241, 25, 127, 130, PEOPLE_ON_LIGHT);
            case AUTO -> new Theme(depth, 244, 32, 168, 166, PEOPLE_ON_EITHER);
        };
    }

    public Style style(StyleToken token) {
        return styles[token.ordinal()];
    }

    private void set(StyleToken style, Depth depth, int color, SGR... attributes) {
        styles[style.ordinal()] = style(depth, color, attributes);
    }

    private static Style style(Depth depth, int color, SGR... attributes) {
        EnumSet<SGR> set = EnumSet.noneOf(SGR.class);
        for (SGR attribute : attributes) {
            set.add(attribute);
        }
        return new Style(color(depth, color), set);
    }

    private static TextColor color(Depth depth, int number) {
        if (number < 0 || depth == Depth.NONE) {
            return TextColor.ANSI.DEFAULT;
        }
        return depth == Depth.INDEXED
                ? new TextColor.Indexed(number)
                : TextColor.ANSI.values()[number];
    }
}
