package floodchat.front.tui.text;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How text looks: colour and attributes. Keeps the glyphs that were made in it. For the thread that owns the screen.
 */
public final class Style {
    /** More different clusters than this are not kept: then all are dropped, and kept again as they come. */
    private static final int MAX_KEPT = 4096;

    private static final int ASCII = 128;

    private final TextColor foreground;
    private final EnumSet<SGR> attributes;
    private final TextCharacter[] ascii = new TextCharacter[ASCII];
    private final Map<String, TextCharacter> others = new HashMap<>();

    Style(TextColor foreground, EnumSet<SGR> attributes) {
        this.foreground = foreground;
        this.attributes = attributes;
    }

    /** The cluster in this style, without anything that steers a terminal. */
    public TextCharacter glyph(String cluster) {
        char first = cluster.charAt(0);
        if (cluster.length() == 1 && first < ASCII) {
            if (ascii[first] == null) {
                ascii[first] = draw(cluster);
            }
            return ascii[first];
        }
        TextCharacter kept = others.get(cluster);
        return kept != null ? kept : keep(cluster);
    }

    private TextCharacter keep(String cluster) {
        if (others.size() >= MAX_KEPT) {
            others.clear();
        }
        TextCharacter drawn = draw(cluster);
        others.put(cluster, drawn);
        return drawn;
    }

    private TextCharacter draw(String cluster) {
        boolean blank = cluster.equals(" ") && foreground == TextColor.ANSI.DEFAULT && attributes.isEmpty();
        return blank ? TextCharacter.DEFAULT_CHARACTER : new Glyph(cluster, foreground, attributes);
    }
}
