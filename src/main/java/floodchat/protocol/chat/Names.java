package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for usernames: NFC, 1 to {@value #MAX_NAME_LENGTH} letters, digits, {@code _ - .}, in any script; at least
 * one letter or digit. A combining mark counts as a character of its own. Letters, digits and marks are those that
 * UTS #39 allows in identifiers, and those of living scripts that it leaves out. No joiners: two names would differ in
 * nothing that one sees. No letter that looks like the dot of the suffix.
 */
public final class Names {
    /** The longest name, in code points. */
    public static final int MAX_NAME_LENGTH = Bounds.MAX_NAME_LENGTH;

    /** The skeletons of words that stand in place of a name: "to everyone", "nobody is called bob", "ada (you)". */
    static final Set<String> WORDS_OF_THE_CHAT = Set.of("everyone", "nobody", "you");

    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int NONE = -1;

    /** The block "Halfwidth and Fullwidth Forms", as far as it has letters and digits. */
    private static final char FIRST_OF_OTHER_WIDTH = '\uFF01';

    private static final char LAST_OF_OTHER_WIDTH = '\uFFDC';

    private Names() {}

    /**
     * Sanitizes what a person typed, gives each character its usual width, and drops joiners and the blanks around it.
     * {@link #problemWith} then says whether it is a name.
     */
    public static String normalize(String typed) {
        return Texts.strip(ofUsualWidth(withoutJoiners(Texts.clean(typed))));
    }

    /** Input methods of East Asia write the letters of ASCII wide and kana narrow. */
    private static String ofUsualWidth(String text) {
        if (!hasOtherWidth(text)) {
            return text;
        }
        StringBuilder usual = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String character = text.substring(i, i + 1);
            usual.append(hasOtherWidth(character) ? Normalizer.normalize(character, Normalizer.Form.NFKC) : character);
        }
        return Normalizer.normalize(usual, Normalizer.Form.NFC);
    }

    private static boolean hasOtherWidth(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_OF_OTHER_WIDTH && text.charAt(i) <= LAST_OF_OTHER_WIDTH) {
                return true;
            }
        }
        return false;
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
            return tooLong(length);
        }
        return problemWithCharacters(name);
    }

    static String tooLong(int length) {
        return "A name has at most %d characters. This one has %,d.".formatted(MAX_NAME_LENGTH, length);
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
            return "A name is made of " + (isLetterDigitOrMark(odd)
                    ? "letters and digits in everyday use"
                    : "letters, digits, _ - and . alone") + "; it can't hold " + inWords(odd) + ".";
        }
        if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return "A name needs at least one letter or digit.";
        }
        if (Confusables.holdsSign(name)) {
            return "A name can't hold a letter that looks like the dot before a key.";
        }
        return isWordOfTheChat(name)
                ? "The chat uses \"" + name + "\" as a word of its own: choose another name."
                : null;
    }

    private static boolean isWordOfTheChat(String name) {
        for (String skeleton : skeletons(name)) {
            if (WORDS_OF_THE_CHAT.contains(skeleton)) {
                return true;
            }
        }
        return false;
    }

    private static String inWords(int c) {
        boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
        return space ? "a space" : "\"" + Character.toString(c) + "\"";
    }

    private static boolean isNameCharacter(int c) {
        boolean ascii = c < 0x80; // most names; the first frame does without the table then
        return ascii ? Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' : NameTable.TABLE.allows(c);
    }

    private static boolean isLetterDigitOrMark(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
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
        if (name.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)) {
            return name.toLowerCase(Locale.ROOT); // the same, and quick among thousands
        }
        StringBuilder folded = new StringBuilder(name.length());
        name.toUpperCase(Locale.ROOT).codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** The skeletons of a name (UTS #39), one or two: names that look alike have one in common. */
    public static List<String> skeletons(String name) {
        return Confusables.skeletons(name);
    }

    /**
     * Whether a person could take one name for the other: they differ only in letter case, accents, widths or letters
     * that look alike.
     */
    public static boolean looksLike(String a, String b) {
        return !Collections.disjoint(skeletons(a), skeletons(b));
    }
}
