package floodchat.front.tui.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/**
 * Grapheme clusters (what a person calls one character) and the cells that they fill. The JDK finds the clusters (UAX
 * #29); JLine's Unicode tables have the widths. Everything on the screen is measured here, never by {@code length()}.
 * Pure; any thread may call it.
 *
 * <p>A cursor moves by clusters; a terminal draws cells. Terminals such as xterm and tmux give each code point the
 * columns of wcwidth, also within a cluster: a Thai or Indic vowel sign that spaces has a column of its own. So a
 * cluster is cut into cells: a code point with a width, and those without one after it. Only an emoji sequence is one
 * cell of two columns. A terminal that draws the cluster narrower leaves a gap; nothing is ever drawn over a letter.
 */
public final class Graphemes {
    /** Each character below this one is a cluster of its own and one column wide. */
    private static final char FIRST_COMBINING = '\u0300';

    /**
     * A wider cluster is a heap of signs: it is taken apart, so that it can be broken at the end of a row. A Malayalam
     * syllable of four consonants and a vowel sign has 5 columns.
     */
    private static final int MAX_CLUSTER_COLUMNS = 8;

    static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;

    private Graphemes() {}

    /** The clusters of a text, in order. */
    public static List<String> of(String text) {
        List<String> clusters = new ArrayList<>(text.length());
        if (isSimple(text)) {
            for (int i = 0; i < text.length(); i++) {
                clusters.add(String.valueOf(text.charAt(i)));
            }
            return clusters;
        }
        BreakIterator breaks = breaks(text);
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String cluster = text.substring(start, end);
            if (cluster.length() > MAX_CLUSTER_COLUMNS && widthOfCluster(cluster) > MAX_CLUSTER_COLUMNS) {
                clusters.addAll(cells(cluster));
            } else {
                clusters.add(cluster);
            }
            start = end;
        }
        return clusters;
    }

    /** The cells of one cluster, from left to right; each fills 1 or 2 columns. */
    public static List<String> cells(String cluster) {
        if (cluster.length() == 1) {
            return List.of(cluster);
        }
        List<String> cells = new ArrayList<>();
        int start = 0;
        int before = cluster.codePointAt(0);
        for (int at = Character.charCount(before); at < cluster.length();) {
            int c = cluster.codePointAt(at);
            if (columns(c) > 0 && !joinsEmoji(before, c)) {
                cells.add(cluster.substring(start, at));
                start = at;
            }
            before = c;
            at += Character.charCount(c);
        }
        cells.add(cluster.substring(start));
        return cells;
    }

    /** Whether the second code point belongs to the emoji of the first: a joined part, a flag's half, a skin tone. */
    private static boolean joinsEmoji(int before, int c) {
        return before == ZERO_WIDTH_JOINER && Character.isExtendedPictographic(c)
                || WCWidth.isRegionalIndicator(c) && WCWidth.isRegionalIndicator(before)
                || Character.isEmojiModifier(c);
    }

    /** How many columns a terminal gives a code point: 0, 1 or 2. JLine's table, and where xterm and tmux differ. */
    private static int columns(int c) {
        if (isVisibleFormat(c)) {
            return 1;
        }
        if (c >= 0xD7B0 && c <= 0xD7FB) { // conjoining vowels and finals of old Hangul
            return 0;
        }
        boolean wideNumber = c >= 0x3248 && c <= 0x324F; // in a circle in a square
        return wideNumber ? 2 : Math.max(0, WCWidth.wcwidth(c));
    }

    /** Signs that stand before or around digits (UAX #44, Prepended_Concatenation_Mark): the format type, but drawn. */
    static boolean isVisibleFormat(int c) {
        return switch (c) {
            case 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD -> true;
            default -> c >= 0x0600 && c <= 0x0605;
        };
    }

    /** How many columns the text fills. */
    public static int width(String text) {
        if (isSimple(text)) {
            return text.length();
        }
        int width = 0;
        for (String cluster : of(text)) {
            width += widthOfCluster(cluster);
        }
        return width;
    }

    /** How many columns one cluster fills: those of its cells. */
    public static int widthOfCluster(String cluster) {
        if (cluster.length() == 1) {
            return isNarrow(cluster.charAt(0)) ? 1 : widthOfCell(cluster);
        }
        int width = 0;
        for (String cell : cells(cluster)) {
            width += widthOfCell(cell);
        }
        return width;
    }

    /** How many columns one cell fills: 1 or 2. A cell without a width is drawn on a blank and fills 1. */
    private static int widthOfCell(String cell) {
        int base = base(cell);
        boolean wide = columns(base) == 2 || Character.isEmojiModifier(base) || cell.indexOf(EMOJI_SELECTOR) > 0;
        return wide ? 2 : 1;
    }

    /** The code point that has a width; the first one if none has. */
    private static int base(String cell) {
        for (int at = 0; at < cell.length(); at += Character.charCount(cell.codePointAt(at))) {
            if (columns(cell.codePointAt(at)) > 0) {
                return cell.codePointAt(at);
            }
        }
        return cell.codePointAt(0);
    }

    /** True if the cell has nothing but marks: it needs a blank under them, or they would change the cell before it. */
    static boolean isMarkAlone(String cell) {
        int base = base(cell);
        return columns(base) == 0 && !Character.isEmojiModifier(base);
    }

    /** True if the cell begins with a sign that some terminals draw into the cell before it. */
    public static boolean leansLeft(String cell) {
        int first = cell.codePointAt(0);
        return switch (Character.getType(first)) {
            case Character.COMBINING_SPACING_MARK, Character.FORMAT -> true;
            default -> first == 0x0E33 || first == 0x0EB3 || first == 0xFF9E || first == 0xFF9F;
        };
    }

    /** The end of the cluster after this place. */
    public static int after(String text, int place) {
        if (place >= text.length()) {
            return text.length();
        }
        return isSimple(text) ? place + 1 : breaks(text).following(place);
    }

    /** The start of the cluster before this place. */
    public static int before(String text, int place) {
        if (place <= 0) {
            return 0;
        }
        return isSimple(text) ? place - 1 : breaks(text).preceding(place);
    }

    /** The text; if it is wider than this, its start and {@code …}. At least 1 column. */
    public static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder start = new StringBuilder();
        int used = 1;
        for (String cluster : of(text)) {
            used += widthOfCluster(cluster);
            if (used > columns) {
                break;
            }
            start.append(cluster);
        }
        return start.append('…').toString();
    }

    private static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isNarrow(c) || c == '\r') {
                return false;
            }
        }
        return true;
    }

    /** Latin letters, and the dashes, dots, box lines and blocks that the window itself is drawn with. */
    private static boolean isNarrow(char c) {
        return c < FIRST_COMBINING || c >= '\u2010' && c <= '\u2027' || c >= '\u2500' && c <= '\u259F';
    }

    private static BreakIterator breaks(String text) {
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        return breaks;
    }
}
