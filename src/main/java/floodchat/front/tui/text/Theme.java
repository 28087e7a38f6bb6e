package floodchat.front.tui.text;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * How each {@link StyleToken} looks. The background and the colour of plain text are the terminal's own. The other
 * colours are chosen for contrast: 4.5 to 1 or more (WCAG 2, 1.4.3) on a dark or a light background, and 3 to 1 on both
 * if the background is unknown. In {@link Palette#HIGH_CONTRAST} it is 7 to 1 or more (1.4.6).
 *
 * <p>The colours of people are far from each other, and from {@link StyleToken#DIRECT}: found by a search among the 256
 * colours in the manner of Glasbey and others ("Colour displays for categorical images", 2007), for the greatest
 * CIEDE2000 distance that the two nearest have, also to eyes that don't see red or green (simulated by the matrices of
 * Machado, Oliveira and Fernandes, 2009).
 */
public final class Theme {
    /** How many colours the terminal has. */
    public enum Depth {
        NONE,
        ANSI,
        INDEXED
    }

    private static final int[] PEOPLE_ON_DARK = {205, 51, 154, 135, 37, 218, 34, 209, 158, 167, 229, 42};
    private static final int[] PEOPLE_ON_LIGHT = {162, 23, 57, 124, 20, 22, 90, 95, 18, 52, 96, 53};
    private static final int[] PEOPLE_ON_EITHER = {162, 25, 130, 93, 65, 133, 95, 201, 68, 139, 96, 202};

    private static final int[] PEOPLE_IN_CONTRAST_ON_DARK = {225, 144, 226, 194, 142, 248};
    private static final int[] PEOPLE_IN_CONTRAST_ON_LIGHT = {21, 52, 22, 239, 17, 233};

    private final Style[] styles = new Style[StyleToken.values().length];

    private Theme() {
        set(StyleToken.TEXT, plain());
        set(StyleToken.STRONG, plain(SGR.BOLD));
        set(StyleToken.SELECTED, plain(SGR.REVERSE));
        set(StyleToken.CODE, plain());
        set(StyleToken.CODE_BLANK, plain(SGR.REVERSE));
    }

    /** @param background what the terminal has */
    public static Theme of(Palette palette, Tint background, Depth depth) {
        Theme theme = new Theme();
        Tint tint = palette.tint(background);
        if (depth == Depth.NONE || palette == Palette.MONO) {
            theme.withoutColours();
        } else if (palette == Palette.HIGH_CONTRAST) {
            theme.withContrast(tint, depth);
        } else if (depth == Depth.ANSI) {
            theme.with16Colours(tint);
        } else {
            theme.with256Colours(tint);
        }
        if ((background == Tint.AUTO ? tint : background) == Tint.LIGHT) {
            theme.set(StyleToken.CODE, plain(SGR.REVERSE)); // as light as the background
            theme.set(StyleToken.CODE_BLANK, plain());
        }
        return theme;
    }

    public Style style(StyleToken token) {
        return styles[token.ordinal()];
    }

    private void withoutColours() {
        set(StyleToken.QUIET, plain());
        set(StyleToken.ACCENT, plain(SGR.BOLD));
        set(StyleToken.DIRECT, plain(SGR.BOLD));
        set(StyleToken.WARNING, plain());
        set(StyleToken.MENTION, plain(SGR.BOLD, SGR.REVERSE));
        people(List.of(plain(SGR.BOLD)));
    }

    /**
     * Of the 16 colours only a few can be read on a background, so underlining tells more people apart. The dark ones
     * are never bold: many terminals show them as the bright ones then, which can't be read on white. Magenta is for
     * {@link StyleToken#DIRECT} alone.
     */
    private void with16Colours(Tint tint) {
        set(StyleToken.QUIET, plain());
        switch (tint) {
            case DARK -> {
                set(StyleToken.ACCENT, ansi(TextColor.ANSI.CYAN_BRIGHT, SGR.BOLD));
                set(StyleToken.DIRECT, ansi(TextColor.ANSI.MAGENTA_BRIGHT, SGR.BOLD));
                set(StyleToken.WARNING, ansi(TextColor.ANSI.YELLOW_BRIGHT));
                set(StyleToken.MENTION, ansi(TextColor.ANSI.CYAN_BRIGHT, SGR.BOLD, SGR.REVERSE));
                people(List.of(
                        ansi(TextColor.ANSI.GREEN_BRIGHT, SGR.BOLD),
                        ansi(TextColor.ANSI.RED_BRIGHT, SGR.BOLD),
                        plain(SGR.BOLD),
                        ansi(TextColor.ANSI.CYAN_BRIGHT, SGR.BOLD, SGR.UNDERLINE),
                        ansi(TextColor.ANSI.YELLOW_BRIGHT, SGR.BOLD),
                        ansi(TextColor.ANSI.RED_BRIGHT, SGR.BOLD, SGR.UNDERLINE)));
            }
            case LIGHT -> {
                set(StyleToken.ACCENT, ansi(TextColor.ANSI.BLUE));
                set(StyleToken.DIRECT, ansi(TextColor.ANSI.MAGENTA));
                set(StyleToken.WARNING, ansi(TextColor.ANSI.RED));
                set(StyleToken.MENTION, ansi(TextColor.ANSI.BLUE, SGR.REVERSE));
                people(List.of(
                        ansi(TextColor.ANSI.BLUE),
                        ansi(TextColor.ANSI.RED),
                        plain(SGR.BOLD),
                        ansi(TextColor.ANSI.BLUE, SGR.UNDERLINE),
                        ansi(TextColor.ANSI.RED, SGR.UNDERLINE),
                        plain(SGR.BOLD, SGR.UNDERLINE)));
            }
            case AUTO -> {
                set(StyleToken.ACCENT, plain(SGR.BOLD));
                set(StyleToken.DIRECT, ansi(TextColor.ANSI.MAGENTA));
                set(StyleToken.WARNING, ansi(TextColor.ANSI.RED));
                set(StyleToken.MENTION, plain(SGR.BOLD, SGR.REVERSE));
                people(List.of(
                        plain(SGR.BOLD),
                        ansi(TextColor.ANSI.RED),
                        plain(SGR.UNDERLINE),
                        plain(),
                        ansi(TextColor.ANSI.RED, SGR.UNDERLINE),
                        plain(SGR.BOLD, SGR.UNDERLINE)));
            }
        }
    }

    private void with256Colours(Tint tint) {
        switch (tint) {
            case DARK -> with256Colours(246, 80, 213, 215, PEOPLE_ON_DARK);
            case LIGHT -> with256Colours(241, 25, 127, 94, PEOPLE_ON_LIGHT);
            case AUTO -> with256Colours(244, 32, 168, 166, PEOPLE_ON_EITHER);
        }
    }

    private void with256Colours(int quiet, int accent, int direct, int warning, int[] people) {
        set(StyleToken.QUIET, indexed(quiet));
        set(StyleToken.ACCENT, indexed(accent, SGR.BOLD));
        set(StyleToken.DIRECT, indexed(direct, SGR.BOLD));
        set(StyleToken.WARNING, indexed(warning));
        set(StyleToken.MENTION, indexed(accent, SGR.BOLD, SGR.REVERSE));
        List<Style> looks = new ArrayList<>();
        for (int number : people) {
            looks.add(indexed(number, SGR.BOLD));
        }
        people(looks);
    }

    /**
     * No single colour has a contrast of 7 to 1 on every background, and of the 16 colours only three have it on a dark
     * one, so there are colours only if the background is known and there are 256 of them. So few of these are far from
     * each other that underlining tells half of the people apart.
     */
    private void withContrast(Tint tint, Depth depth) {
        if (tint == Tint.AUTO || depth != Depth.INDEXED) {
            withoutColours();
            return;
        }
        boolean dark = tint == Tint.DARK;
        int accent = dark ? 87 : 18;
        set(StyleToken.QUIET, plain());
        set(StyleToken.ACCENT, indexed(accent, SGR.BOLD));
        set(StyleToken.DIRECT, indexed(dark ? 213 : 90, SGR.BOLD));
        set(StyleToken.WARNING, indexed(dark ? 220 : 88, SGR.BOLD));
        set(StyleToken.MENTION, indexed(accent, SGR.BOLD, SGR.REVERSE));
        List<Style> looks = new ArrayList<>();
        for (int number : dark ? PEOPLE_IN_CONTRAST_ON_DARK : PEOPLE_IN_CONTRAST_ON_LIGHT) {
            looks.add(indexed(number, SGR.BOLD));
        }
        for (int number : dark ? PEOPLE_IN_CONTRAST_ON_DARK : PEOPLE_IN_CONTRAST_ON_LIGHT) {
            looks.add(indexed(number, SGR.BOLD, SGR.UNDERLINE));
        }
        people(looks);
    }

    /** Gives people these styles in turn. */
    private void people(List<Style> looks) {
        for (int i = 0; i < StyleToken.PEOPLE; i++) {
            set(StyleToken.ofPerson(i), looks.get(i % looks.size()));
        }
    }

    private void set(StyleToken token, Style style) {
        styles[token.ordinal()] = style;
    }

    private static Style plain(SGR... attributes) {
        return ansi(TextColor.ANSI.DEFAULT, attributes);
    }

    private static Style indexed(int number, SGR... attributes) {
        return style(new TextColor.Indexed(number), attributes);
    }

    private static Style ansi(TextColor.ANSI color, SGR... attributes) {
        return style(color, attributes);
    }

    private static Style style(TextColor color, SGR... attributes) {
        EnumSet<SGR> set = EnumSet.noneOf(SGR.class);
        set.addAll(Arrays.asList(attributes));
        return new Style(color, set);
    }
}
