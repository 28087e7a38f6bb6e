package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules for usernames: NFC, 1 to {@value #MAX_NAME_LENGTH} letters, digits, {@code _ - .}, in any script; at least
 * one letter or digit. A combining mark counts as a character of its own. No joiners: two names would differ in nothing
 * that one sees (UTS #39, section 3.1, does not allow them either). No letter that looks like the dot of the suffix.
 */
public final class Names {
    /** The longest name, in code points. */
    public static final int MAX_NAME_LENGTH = Bounds.MAX_NAME_LENGTH;

    private static final int NONE = -1;

    private Names() {}

    /**
     * Sanitizes what a person typed, and drops joiners and the blanks around it. {@link #problemWith} then says whether
     * it is a name.
     */
    public static String normalize(String typed) {
        return Texts.strip(withoutJoiners(Texts.clean(typed)));
    }

    /** The text without the joiners that {@link Texts#clean} keeps, in NFC. */
    private static String withoutJoiners(String text) {
        String joined = text.replace(Character.toString(Joiners.NON_JOINER), "")
                .replace(Character.toString(Joiners.JOINER), "");
        return joined.length() == text.length() ? text : Normalizer.normalize(joined, Normalizer.Form.NFC);
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
        if (odd != NONE) {
            return "A name is made of letters, digits, _ - and . alone; it can't hold " + inWords(odd) + ".";
        }
        if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return "A name needs at least one letter or digit.";
        }
        return Confusables.holdsSign(name) ? "A name can't hold a letter that looks like the dot before a key." : null;
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

    /**
     * The form in which two names are equal if they differ only in letter case. Each character is folded by itself, so
     * that the start of a name folds to the start of the folded name: Greek has one sigma, and the Turkish İ and ı are
     * an i.
     */
    public static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.toUpperCase(Locale.ROOT).codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
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
