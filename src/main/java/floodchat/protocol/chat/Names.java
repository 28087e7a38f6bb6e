package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a username may be: NFC, 1 to {@value #MAX_NAME_LENGTH} letters, digits, {@code _ - .}, in any script; a
 * combining mark counts as a character of its own. Pure functions; any thread may call them.
 */
public final class Names {
    /** In code points, so that a name fits into the narrowest peer list after folding. */
    public static final int MAX_NAME_LENGTH = Bounds.MAX_NAME_LENGTH;

    private static final int NONE = -1;

    private Names() {}

    /** What a person typed, as a name: clean, without blanks around it. {@link #problemWith} says whether it is one. */
    public static String normalize(String typed) {
        return Texts.clean(typed).strip();
    }

    /** Null where this normalized text may be a name, else one sentence for a person. */
    public static @Nullable String problemWith(String name) {
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            return "A name needs at least one letter or digit.";
        }
        if (name.startsWith("@")) {
            return "A name is written without @ at its start.";
        }
        if (length > MAX_NAME_LENGTH) {
            return "A name has %d characters at most; this one has %,d.".formatted(MAX_NAME_LENGTH, length);
        }
        return problemWithCharacters(name);
    }

    private static @Nullable String problemWithCharacters(String name) {
        if (!name.equals(normalize(name))) {
            return "A name can't hold invisible characters.";
        }
        if (isMark(name.codePointAt(0))) {
            return "A name can't start with an accent alone.";
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

    /** The name as it is compared when letter case does not matter. */
    public static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** What the eye keeps of a name: names that look alike have the same skeleton. */
    public static String skeleton(String name) {
        return Confusables.skeleton(name);
    }

    /**
     * Whether a person could take one name for the other: letter case, accents, widths and look-alike letters aside,
     * they are one.
     */
    public static boolean looksLike(String a, String b) {
        return Confusables.skeleton(a).equals(Confusables.skeleton(b));
    }
}
