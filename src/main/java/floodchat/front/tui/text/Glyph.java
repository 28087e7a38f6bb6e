package floodchat.front.tui.text;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cell on the screen: a cluster, or a part of it with a column of its own. Lanterna's own character has wrong
 * widths for emoji and composed letters, and refuses some clusters. This one has our widths. It never contains anything
 * that steers a terminal, and no joiner but those of emoji: tmux draws what follows a joiner into the cell before it,
 * and the terminal around tmux does not.
 */
public final class Glyph extends TextCharacter {
    private static final long serialVersionUID = 1L;

    /** A family with skin tones has 11 code points, a flag of tags 14. A longer cluster is a heap of marks. */
    private static final int MAX_CODE_POINTS = 16;

    private static final String UNPRINTABLE = "\uFFFD";

    private final String cluster;
    private final boolean wide;

    /** The link that this is a part of, percent-encoded; null for none. */
    private final @Nullable String link;

    Glyph(String cluster, TextColor foreground, EnumSet<SGR> attributes) {
        this(cluster, foreground, attributes, null);
    }

    @SuppressWarnings("deprecation") // the only public constructor; nobody reads its character
    private Glyph(String cluster, TextColor foreground, EnumSet<SGR> attributes, @Nullable String link) {
        super(' ', foreground, TextColor.ANSI.DEFAULT, attributes);
        this.cluster = harmless(cluster);
        this.link = link != null && isPrintable(link) ? link : null;
        this.wide = Graphemes.widthOfCluster(this.cluster) == 2;
    }

    /** The same as a part of this link. @param link percent-encoded */
    public static TextCharacter linked(TextCharacter cell, String link) {
        return new Glyph(cell.getCharacterString(), cell.getForegroundColor(), cell.getModifiers(), link);
    }

    /** The same in reverse, or as it was if it is in reverse. */
    public static TextCharacter reversed(TextCharacter cell) {
        EnumSet<SGR> attributes = EnumSet.copyOf(cell.getModifiers());
        if (!attributes.remove(SGR.REVERSE)) {
            attributes.add(SGR.REVERSE);
        }
        return new Glyph(cell.getCharacterString(), cell.getForegroundColor(), attributes, linkOf(cell));
    }

    /** The link that this is a part of; null for none. */
    public static @Nullable String linkOf(TextCharacter cell) {
        return cell instanceof Glyph glyph ? glyph.link : null;
    }

    /** What terminals make of a character's width. */
    public enum Width {
        /** All agree: ASCII, and what has been wide since Unicode 3. */
        SURE,
        /**
         * One column, or two in a terminal for East Asian locales (UAX #11, "ambiguous"), or none if it counts as a
         * mark. A run of these is put as one piece.
         */
        DOUBTFUL,
        /** Anything, such as emoji, clusters, and signs that lean left. */
        UNSURE
    }

    /** How sure the width of this character is. */
    public static Width widthOf(TextCharacter character) {
        String cluster = character.getCharacterString();
        char first = cluster.charAt(0);
        if (cluster.length() > 1 || Graphemes.leansLeft(cluster)) {
            return Width.UNSURE;
        }
        if (character.isDoubleWidth()) {
            return isOldWide(first) ? Width.SURE : Width.UNSURE;
        }
        return first < 0x80 ? Width.SURE : Width.DOUBTFUL;
    }

    /** Kana, ideographs, Yi, Hangul syllables, and the full-width forms of ASCII. */
    private static boolean isOldWide(char c) {
        boolean changedLater = c >= 0x3248 && c <= 0x324F || c >= 0x4DC0 && c <= 0x4DFF; // numbers, hexagrams
        boolean ideograph = c >= 0x3041 && c <= 0xA4CF && !changedLater;
        return ideograph || c >= 0xAC00 && c <= 0xD7A3 || c >= 0xFF01 && c <= 0xFF60;
    }

    /** True if a wrong width of this may spoil what is right of it. */
    public static boolean isRisky(TextCharacter character) {
        return character.getCharacterString().length() > 1;
    }

    /** True if some terminals draw this into the cell before it, so that both must be drawn together. */
    public static boolean leansLeft(TextCharacter character) {
        return Graphemes.leansLeft(character.getCharacterString());
    }

    /** Loads the classes of a character, which the first frame waits for longest. */
    public static void load() {
        TextCharacter.DEFAULT_CHARACTER.isBold();
    }

    private static String harmless(String cell) {
        StringBuilder shown = new StringBuilder(cell.length());
        int next;
        for (int at = 0, n = 0; at < cell.length() && n < MAX_CODE_POINTS; at = next, n++) {
            int codePoint = cell.codePointAt(at);
            next = at + Character.charCount(codePoint);
            if (steers(codePoint)) {
                return UNPRINTABLE;
            }
            if (codePoint != Graphemes.ZERO_WIDTH_JOINER || startsWithPictograph(cell, next)) {
                shown.appendCodePoint(codePoint);
            }
        }
        return onBlank(shown.toString());
    }

    private static boolean startsWithPictograph(String cell, int at) {
        return at < cell.length() && Character.isExtendedPictographic(cell.codePointAt(at));
    }

    /** True for controls, direction marks, lone surrogates, and line and paragraph separators. */
    private static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> !joins(codePoint) && !Graphemes.isVisibleFormat(codePoint);
            default -> false;
        };
    }

    /** The joiners of spellings and emoji, and the tags of flags. */
    private static boolean joins(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D || codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    /** A link goes into a command to the terminal, so nothing in it may end the command. */
    private static boolean isPrintable(String link) {
        return link.length() <= Links.MAX_BYTES && link.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static String onBlank(String cell) {
        return cell.isEmpty() || Graphemes.isMarkAlone(cell) ? " " + cell : cell;
    }

    @Override
    public String getCharacterString() {
        return cluster;
    }

    @Override
    public boolean is(char other) {
        return cluster.length() == 1 && cluster.charAt(0) == other;
    }

    @Override
    public boolean isDoubleWidth() {
        return wide;
    }

    @Override
    public TextCharacter withCharacter(char character) {
        return new Glyph(String.valueOf(character), getForegroundColor(), getModifiers(), link);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof Glyph glyph && cluster.equals(glyph.cluster) && looksLike(glyph);
    }

    private boolean looksLike(Glyph other) {
        return getForegroundColor().equals(other.getForegroundColor())
                && getModifiers().equals(other.getModifiers())
                && Objects.equals(link, other.link);
    }

    @Override
    public int hashCode() {
        return cluster.hashCode();
    }
}
