package floodchat.front.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import floodchat.front.Roster;
import floodchat.front.tui.text.ColourDistance.Eyes;
import floodchat.front.tui.text.ColourDistance.Lab;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    /** Backgrounds of terminals: black, and the greys of editors. */
    private static final List<TextColor> DARK = List.of(grey(0), grey(0x1E));

    private static final List<TextColor> LIGHT = List.of(grey(0xFF), grey(0xF5));

    /** The 16 colours of xterm. Those that Lanterna knows are the ones of VGA. */
    private static final Map<TextColor.ANSI, TextColor> XTERM = new EnumMap<>(Map.of(
            TextColor.ANSI.RED, new TextColor.RGB(205, 0, 0),
            TextColor.ANSI.BLUE, new TextColor.RGB(0, 0, 238),
            TextColor.ANSI.MAGENTA, new TextColor.RGB(205, 0, 205),
            TextColor.ANSI.RED_BRIGHT, new TextColor.RGB(255, 0, 0),
            TextColor.ANSI.GREEN_BRIGHT, new TextColor.RGB(0, 255, 0),
            TextColor.ANSI.YELLOW_BRIGHT, new TextColor.RGB(255, 255, 0),
            TextColor.ANSI.MAGENTA_BRIGHT, new TextColor.RGB(255, 0, 255),
            TextColor.ANSI.CYAN_BRIGHT, new TextColor.RGB(0, 255, 255)));

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void aTerminalWithoutColoursIsGivenNone(StyleToken token) {
        for (Palette palette : Palette.values()) {
            for (Tint tint : Tint.values()) {
                TextCharacter glyph = glyph(palette, tint, Theme.Depth.NONE, token);
                assertEquals(TextColor.ANSI.DEFAULT, glyph.getForegroundColor());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void theMonochromePaletteHasNoColours(StyleToken token) {
        for (Theme.Depth depth : Theme.Depth.values()) {
            TextCharacter glyph = glyph(Palette.MONO, Tint.DARK, depth, token);
            assertEquals(TextColor.ANSI.DEFAULT, glyph.getForegroundColor());
        }
    }

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void aPaletteForOneBackgroundDoesNotFollowTheOther(StyleToken token) {
        if (token == StyleToken.CODE || token == StyleToken.CODE_BLANK) {
            return; // phones read it only if it is dark on light
        }
        for (Theme.Depth depth : Theme.Depth.values()) {
            assertEquals(glyph(Tint.DARK, depth, token), glyph(Palette.DARK, Tint.LIGHT, depth, token));
            assertEquals(glyph(Tint.LIGHT, depth, token), glyph(Palette.LIGHT, Tint.DARK, depth, token));
        }
    }

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void highContrastIsSevenToOneOnEitherBackground(StyleToken token) {
        for (Theme.Depth depth : Theme.Depth.values()) {
            assertReadable(glyph(Palette.HIGH_CONTRAST, Tint.DARK, depth, token).getForegroundColor(), DARK, 7);
            assertReadable(glyph(Palette.HIGH_CONTRAST, Tint.LIGHT, depth, token).getForegroundColor(), LIGHT, 7);
            TextCharacter unknown = glyph(Palette.HIGH_CONTRAST, Tint.AUTO, depth, token);
            assertEquals(TextColor.ANSI.DEFAULT, unknown.getForegroundColor(), "no colour does that on both");
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK, 14.0", "LIGHT, 9.5"})
    void inHighContrastSixColoursAndALineTellPeopleApart(Tint tint, double leastDistance) {
        Set<TextCharacter> looks = new HashSet<>();
        Set<TextColor> colours = new HashSet<>();
        for (int i = 0; i < StyleToken.PEOPLE; i++) {
            TextCharacter look = glyph(Palette.HIGH_CONTRAST, tint, Theme.Depth.INDEXED, StyleToken.ofPerson(i));
            looks.add(look);
            colours.add(look.getForegroundColor());
        }
        assertEquals(StyleToken.PEOPLE, looks.size());
        assertEquals(6, colours.size());
        colours.add(glyph(Palette.HIGH_CONTRAST, tint, Theme.Depth.INDEXED, StyleToken.DIRECT).getForegroundColor());
        List<TextColor> all = List.copyOf(colours);
        assertEquals(7, all.size());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertApart(all.get(i), all.get(j), leastDistance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void theCodeThatPhonesReadIsDarkOnLightInAllPalettes(Palette palette) {
        for (Theme.Depth depth : Theme.Depth.values()) {
            for (Tint tint : List.of(Tint.DARK, Tint.LIGHT)) {
                Theme theme = Theme.of(palette, tint, depth);
                assertEquals(tint == Tint.LIGHT, isReversed(theme, StyleToken.CODE));
                assertEquals(tint == Tint.DARK, isReversed(theme, StyleToken.CODE_BLANK));
            }
        }
    }

    private static boolean isReversed(Theme theme, StyleToken token) {
        return theme.style(token).glyph("x").getModifiers().contains(SGR.REVERSE);
    }

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void everyColourCanBeReadOnItsBackground(StyleToken token) {
        assertReadable(color(Tint.DARK, Theme.Depth.INDEXED, token), DARK, 4.5);
        assertReadable(color(Tint.LIGHT, Theme.Depth.INDEXED, token), LIGHT, 4.5);
        assertReadable(color(Tint.AUTO, Theme.Depth.INDEXED, token), List.of(grey(0), grey(0xFF)), 3);
    }

    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void oneOfThe16ColoursCanBeReadOnItsBackgroundToo(StyleToken token) {
        assertReadable(color(Tint.DARK, Theme.Depth.ANSI, token), List.of(grey(0)), 4.5);
        assertReadable(inXterm(Tint.DARK, token), List.of(grey(0)), 4.5);
        assertReadable(color(Tint.LIGHT, Theme.Depth.ANSI, token), List.of(grey(0xFF)), 4.5);
        assertReadable(inXterm(Tint.LIGHT, token), List.of(grey(0xFF)), 4.5);
        assertReadable(inXterm(Tint.AUTO, token), List.of(grey(0), grey(0xFF)), 3);
    }

    /** Many terminals show a bold dark colour as the bright one: lime and cyan on white. */
    @ParameterizedTest
    @EnumSource(StyleToken.class)
    void noneOfThe16ColoursIsMadeBrightByBoldOnALightBackground(StyleToken token) {
        for (Tint tint : List.of(Tint.LIGHT, Tint.AUTO)) {
            TextCharacter glyph = glyph(tint, Theme.Depth.ANSI, token);
            boolean colored = glyph.getForegroundColor() != TextColor.ANSI.DEFAULT;
            assertTrue(!colored || !glyph.getModifiers().contains(SGR.BOLD));
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK, 8.5", "LIGHT, 7.0", "AUTO, 7.0"})
    void peopleAreToldApartByAllEyes(Tint tint, double leastDistance) {
        for (int i = 0; i < StyleToken.PEOPLE; i++) {
            TextColor person = color(tint, Theme.Depth.INDEXED, StyleToken.ofPerson(i));
            assertApart(person, color(tint, Theme.Depth.INDEXED, StyleToken.DIRECT), leastDistance);
            for (int j = 0; j < i; j++) {
                assertApart(person, color(tint, Theme.Depth.INDEXED, StyleToken.ofPerson(j)), leastDistance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Tint.class)
    void of16ColoursSixStylesTellPeopleApart(Tint tint) {
        for (int i = 0; i < StyleToken.PEOPLE; i++) {
            Set<TextCharacter> sixInARow = new HashSet<>();
            for (int j = i; j < i + 6; j++) {
                sixInARow.add(glyph(tint, Theme.Depth.ANSI, StyleToken.ofPerson(j % StyleToken.PEOPLE)));
            }
            assertEquals(6, sixInARow.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Tint.class)
    void noPersonHasTheColourOfWhatIsForOnePersonAlone(Tint tint) {
        for (Theme.Depth depth : List.of(Theme.Depth.ANSI, Theme.Depth.INDEXED)) {
            for (int i = 0; i < StyleToken.PEOPLE; i++) {
                assertNotEquals(color(tint, depth, StyleToken.DIRECT), color(tint, depth, StyleToken.ofPerson(i)));
            }
        }
    }

    @Test
    void thereIsAStyleForEachColourOfAPerson() {
        assertEquals(Roster.COLOURS, StyleToken.PEOPLE);
        assertEquals(
                StyleToken.PEOPLE,
                IntStream.range(0, Roster.COLOURS).mapToObj(StyleToken::ofPerson).distinct().count());
    }

    /** Of the test data that Sharma, Wu and Dalal publish with the formula. */
    @Test
    void distancesAreThoseOfCiede2000() {
        assertEquals(2.0425, distance(50, 2.6772, -79.7751, 50, 0, -82.7485), 1e-4);
        assertEquals(7.1792, distance(50, 2.49, -0.001, 50, -2.49, 0.0009), 1e-4);
        assertEquals(27.1492, distance(50, 2.5, 0, 73, 25, -18), 1e-4);
        assertEquals(31.9030, distance(50, 2.5, 0, 56, -27, -3), 1e-4);
        assertEquals(1.2644, distance(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387), 1e-4);
    }

    private static double distance(double l1, double a1, double b1, double l2, double a2, double b2) {
        return ColourDistance.ciede2000(new Lab(l1, a1, b1), new Lab(l2, a2, b2));
    }

    private static TextColor grey(int value) {
        return new TextColor.RGB(value, value, value);
    }

    private static TextCharacter glyph(Tint tint, Theme.Depth depth, StyleToken token) {
        return glyph(Palette.AUTO, tint, depth, token);
    }

    private static TextCharacter glyph(Palette palette, Tint tint, Theme.Depth depth, StyleToken token) {
        return Theme.of(palette, tint, depth).style(token).glyph("x");
    }

    private static TextColor color(Tint tint, Theme.Depth depth, StyleToken token) {
        return glyph(tint, depth, token).getForegroundColor();
    }

    private static TextColor inXterm(Tint tint, StyleToken token) {
        TextColor color = color(tint, Theme.Depth.ANSI, token);
        return color == TextColor.ANSI.DEFAULT ? color : XTERM.get(color);
    }

    private static void assertReadable(TextColor color, List<TextColor> backgrounds, double least) {
        if (color == TextColor.ANSI.DEFAULT) {
            return; // the terminal's own
        }
        for (TextColor background : backgrounds) {
            double contrast = ColourDistance.contrast(color, background);
            assertTrue(contrast >= least, color + " has a contrast of " + contrast + " on " + background);
        }
    }

    private static void assertApart(TextColor one, TextColor other, double least) {
        for (Eyes eyes : Eyes.values()) {
            double distance = ColourDistance.between(one, other, eyes);
            assertTrue(distance >= least, one + " and " + other + ": " + distance + " to " + eyes);
        }
    }
}
