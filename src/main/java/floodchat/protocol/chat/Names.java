package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules for usernames: NFC, 1 to {@value #MAX_NAME_LENGTH} letters, digits, {@code _ - .}, in any script. A
 * combining mark counts as a character of its own.
 */
public final class Names {
    /** The longest name, in code points. */
    public static final int MAX_NAME_LENGTH = Bounds.MAX_NAME_LENGTH;

    private static final int NONE = -1;

    private Names() {}

    /**
     * Sanitizes what a person typed and strips blanks around it. {@link #problemWith} then says whether it is a name.
     */
    public static String normalize(String typed) {
        return Texts.clean(typed).strip();
    }

    /** Null if this normalized text may be a name, else one sentence for a person. */
    public static @Nullable String problemWith(String name) {
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            return "A name needs at least one letter or digit.";
        }
        if (name.startsWith("@")) {
            return "Write the name without the @.";
        }
        if (length > MAX_NAME_LENGTH) {
            return "A name has at most %d characters. This one has %,d.".formatted(MAX_NAME_LENGTH, length);
        }
        return problemWithCharacters(name);
    }

    private static @Nullable String problemWithCharacters(String name) {
        if (!name.equals(normalize(name))) {
            return "A name can't hold invisible characters.";
        }
        if (isMark(name.codePointAt(0))) {
            return "A name can't start with an accent.";
        }
        int odd = name.codePoints().filter(c -> !isNameCharacter(c)).findFirst().orElse(NONE);
        return odd == NONE
                ? null
                : "A name is made of letters, digits, _ - and . alone; it can't hold " + inWords(odd) + ".";
    }

    private static String inWords(int c) {
        boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
        return space ? "a space" : "\"" + Character.toString(c) + "\"";
    }

    private static boolean isNameCharacter(int c) {
        return Character.isLetterOrDigit(c) || isMark(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** The form in which two names are equal if they differ only in letter case. */
    public static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** The skeleton of a name (UTS #39): names that look alike have the same one. */
    public static String skeleton(String name) {
        return Confusables.skeleton(name);
    }

    /**
     * Whether a person could take one name for the other: they differ only in letter case, accents, widths or letters
     * that look alike.
     */
    public static boolean looksLike(String a, String b) {
        return skeleton(a).equals(skeleton(b));
    }
}
