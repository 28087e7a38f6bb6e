package floodchat.front.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    private static final double READABLE = 3.0;
    private static final double BLACK = 0.0;
    private static final double WHITE = 1.0;

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void aTerminalWithoutColoursIsGivenNone(StyleToken token) {
        assertEquals(TextColor.ANSI.DEFAULT, color(Tint.DARK, Theme.Depth.NONE, token));
    }

    /** Contrast as WCAG 2 counts it, against the background that the colours are chosen for. */
    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void everyColourCanBeReadOnItsBackground(StyleToken token) {
        TextColor onDark = color(Tint.DARK, Theme.Depth.INDEXED, token);
        TextColor onLight = color(Tint.LIGHT, Theme.Depth.INDEXED, token);
        TextColor onEither = color(Tint.AUTO, Theme.Depth.INDEXED, token);
        assertReadable(onDark, BLACK, 4.5);
        assertReadable(onLight, WHITE, 4.5);
        assertReadable(onEither, BLACK, READABLE);
        assertReadable(onEither, WHITE, READABLE);
    }

    @Test
    void peopleHaveAllColoursOfPeopleAndNoOther() {
        Set<StyleToken> used = EnumSet.noneOf(StyleToken.class);
        for (int i = 0; i < 1_000; i++) {
            used.add(StyleToken.ofPerson(HexFormat.of().toHexDigits(i)));
        }
        assertEquals(EnumSet.range(StyleToken.PERSON_0, StyleToken.PERSON_9), used);
    }

    private static TextColor color(Tint tint, Theme.Depth depth, StyleToken token) {
        return Theme.of(tint, depth).style(token).glyph("x").getForegroundColor();
    }

    private static void assertReadable(TextColor color, double background, double least) {
        if (color == TextColor.ANSI.DEFAULT) {
            return; // the terminal's own
        }
        double light = luminance(color);
        double contrast = (Math.max(light, background) + 0.05) / (Math.min(light, background) + 0.05);
        assertTrue(contrast >= least, color + " has a contrast of " + contrast);
    }

    private static double luminance(TextColor color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
