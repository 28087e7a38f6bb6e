package floodchat.protocol.chat;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;

/**
 * Reduces a name to its skeletons: people may mistake a name for another one that has a skeleton in common with it. A
 * skeleton is that of UTS #39, section 4, made coarser: letter case and accents don't count, nor do pairs that a hasty
 * reader confuses, such as 5 and s. Pure; any thread may call it.
 */
final class Confusables {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    /** ᕯ, a letter of Canada. A star stands behind the name of a contact. */
    private static final int LETTER_LIKE_A_STAR = 0x156F;

    private Confusables() {}

    /**
     * Whether the name could be read as a name and more: a shorter name with a suffix ({@code bob·3f2a00aa}), or with
     * an arrow. A letter with such a look is no sign among the letters of its own script, where a reader expects it.
     */
    static boolean holdsSign(String name) {
        return name.codePoints().anyMatch(c -> c >= FIRST_BEYOND_ASCII && isSign(c, name));
    }

    private static boolean isSign(int c, String name) {
        NameTable table = NameTable.TABLE;
        return c == LETTER_LIKE_A_STAR || table.isDot(c) || table.isLikeSign(c) && !isAllIn(UnicodeScript.of(c), name);
    }

    private static boolean isAllIn(UnicodeScript script, String name) {
        return name.codePoints().filter(Character::isLetterOrDigit).allMatch(c -> UnicodeScript.of(c) == script);
    }

    /**
     * The skeleton of the name as it is written, and that of the name in small letters if it is another one. Two are
     * needed, because letters that look alike need not do so in the other case: Y and Greek Υ only do as capitals.
     */
    static List<String> skeletons(String name) {
        if (isAscii(name)) {
            return List.of(skeletonOfAscii(name));
        }
        String written = skeleton(name);
        String small = skeleton(Names.fold(name));
        return small.equals(written) ? List.of(written) : List.of(written, small);
    }

    /** Most names are of ASCII alone. They need no table, and the first frame no lambda. */
    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String skeletonOfAscii(String name) {
        StringBuilder skeleton = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            skeleton.append(prototype(name.charAt(i)));
        }
        return name.contentEquals(skeleton) ? name : skeleton.toString(); // what is kept of a crowd is smaller
    }

    private static String skeleton(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD);
        StringBuilder skeleton = new StringBuilder(decomposed.length() + 4);
        decomposed.codePoints().forEach(c -> append(c, skeleton));
        return withoutAccents(Normalizer.normalize(skeleton, Normalizer.Form.NFD));
    }

    private static void append(int c, StringBuilder skeleton) {
        if (c < FIRST_BEYOND_ASCII) {
            skeleton.append(prototype((char) c));
        } else {
            NameTable.TABLE.appendPrototype(c, skeleton);
        }
    }

    /** What stands for this character of ASCII, and for all that look like it. */
    static String prototype(char ascii) {
        char small = Character.toLowerCase(ascii);
        return switch (small) {
            case '0' -> "o";
            case '1', 'i' -> "l";
            case '5' -> "s";
            case 'm' -> "rn";
            case 'w' -> "vv";
            default -> String.valueOf(small);
        };
    }

    private static String withoutAccents(String skeleton) {
        StringBuilder plain = new StringBuilder(skeleton.length());
        int base = 0;
        for (int c : skeleton.codePoints().toArray()) {
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            base = mark ? base : c;
            if (!mark || !hasAccents(base)) {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    /**
     * Whether a mark on this letter is an accent, or a sign of Arabic or Hebrew that many leave out. On letters of
     * other scripts a mark can be half of the name.
     */
    private static boolean hasAccents(int base) {
        if (Character.isLowerCase(base) || base < FIRST_BEYOND_ASCII) {
            return true;
        }
        UnicodeScript script = UnicodeScript.of(base);
        return script == UnicodeScript.ARABIC || script == UnicodeScript.HEBREW;
    }
}
