package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The rules for texts. Every text from the network or from a person passes through {@link #clean} before it is kept or
 * shown.
 */
public final class Texts {
    /** A text is at most this many bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = Bounds.MAX_TEXT_BYTES;

    private static final char EMPTY_BRAILLE_CELL = '\u2800';

    private Texts() {}

    /**
     * Returns the text in NFC (UAX #15), without anything that could deceive a terminal or an eye.
     *
     * <ul>
     *   <li>Removed: control sequences and control strings (ECMA-48), all other controls, bidirectional and zero-width
     *       controls, all other invisible characters except those that hold an emoji together or belong to the spelling
     *       ({@link Joiners}), and combining marks beyond 16 in a row.
     *   <li>Replaced: a tab by blanks up to the next multiple of 8 characters of its line, each kind of line break by a
     *       newline. Characters without an agreed form (private use, unassigned, half a surrogate pair) by U+FFFD, so
     *       that the reader sees that something was there.
     * </ul>
     *
     * The result may be longer than the text: at most 8 times, because of tabs.
     */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        String words = ControlSequences.remove(text);
        String visible = new TextSanitizer(Normalizer.normalize(words, Normalizer.Form.NFC)).sanitize();
        return Normalizer.normalize(visible, Normalizer.Form.NFC);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n');
    }

    /** The text without blanks at its ends. */
    public static String strip(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return stripTrailing(text.substring(start));
    }

    /** The text without blanks at its end. */
    public static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** True for a character that a person sees as empty space: also no-break spaces and the empty Braille cell. */
    public static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == EMPTY_BRAILLE_CELL;
    }

    /** How many bytes the text takes in UTF-8. Half a surrogate pair counts as 3, like U+FFFD. */
    public static int utf8Length(String text) {
        return text.codePoints().map(Texts::utf8Length).sum();
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** Null if this clean text may be sent, else one sentence that says why not. */
    public static @Nullable String problemWith(String text) {
        if (strip(text).isEmpty()) {
            return "There is nothing to send: the text is empty.";
        }
        int bytes = utf8Length(text);
        if (bytes > MAX_TEXT_BYTES) {
            return "The text is too long: it has %,d bytes, and %,d are allowed.".formatted(bytes, MAX_TEXT_BYTES);
        }
        return null;
    }
}
