package floodchat.front.tui.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/**
 * Grapheme clusters (what a person calls one character) and the columns that they fill. The JDK finds the clusters
 * (UAX #29); JLine's Unicode tables have the widths. Everything on the screen is measured here, never by
 * {@code length()}. Pure; any thread may call it.
 */
public final class Graphemes {
    /** Each character below this one is a cluster of its own and one column wide. */
    private static final char FIRST_COMBINING = '\u0300';

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
            clusters.add(text.substring(start, end));
            start = end;
        }
        return clusters;
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

    /** How many columns one cluster fills: 1 or 2. A cluster without a width is drawn on a blank and fills 1. */
    public static int widthOfCluster(String cluster) {
        if (cluster.length() == 1 && isNarrow(cluster.charAt(0))) {
            return 1;
        }
        return WCWidth.wcwidthForGraphemeCluster(cluster, 0) == 2 ? 2 : 1;
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
