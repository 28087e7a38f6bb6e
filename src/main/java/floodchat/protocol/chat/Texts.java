package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a text may hold, and how a text becomes one that may be shown. Everything from the network is hostile: it passes
 * through {@link #clean} when it enters the model. Pure functions; any thread may call them.
 */
public final class Texts {
    /** A text is at most this many bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = Bounds.MAX_TEXT_BYTES;

    private Texts() {}

    /**
     * The text in NFC (UAX #15) without anything that a terminal or an eye could be deceived by. Taken away: C0 and C1
     * controls, DEL, bidirectional and zero-width controls and every other invisible character (those stay that hold an
     * emoji together), and combining marks in heaps. A tab becomes a space; a line break of any kind becomes a newline.
     * What has no agreed form (private use, unassigned, half a surrogate pair) becomes U+FFFD, so that the reader sees
     * that something was there.
     */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        String visible = new TextSanitizer(Normalizer.normalize(text, Normalizer.Form.NFC)).clean();
        return Normalizer.normalize(visible, Normalizer.Form.NFC);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n');
    }

    /** How many bytes the text takes in UTF-8; half a surrogate pair counts as U+FFFD would. */
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

    /** Null where a person may send this clean text, else one sentence that says why not. */
    public static @Nullable String problemWith(String text) {
        if (text.isBlank()) {
            return "There is nothing to send: the text is empty.";
        }
        int bytes = utf8Length(text);
        if (bytes > MAX_TEXT_BYTES) {
            return "The text is too long: it takes %,d bytes, and %,d are allowed.".formatted(bytes, MAX_TEXT_BYTES);
        }
        return null;
    }
}
