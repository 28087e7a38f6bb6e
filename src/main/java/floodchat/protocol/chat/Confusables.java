package floodchat.protocol.chat;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Set;

/**
 * Reduces a name to its skeleton, in the manner of UTS #39, section 4: people may mistake a name for another one with
 * the same skeleton. The JDK has no table of confusable characters. This one knows the Cyrillic, Greek and Armenian
 * letters that look like Latin ones. Compatibility decomposition adds widths, mathematical letters and ligatures.
 */
final class Confusables {
    private static final String LOOKALIKES = "аеорсхуіјѕԁһкмнтвгпѵԛԝӏзьбєαβεηικνορτυχωγσѡ" + "օսոհցյք";
    private static final String LATIN = "aeopcxyijsdhkmhtbrnvqwl3b6eabenlkvoptuxwyow" + "ounhgjp";

    /** Letters and digits that the table of UTS #39 likens to a middle dot, or to an arrow's head, in any place. */
    private static final Set<Integer> SIGNS = Set.of(0x013F, 0x0140, 0x02D1, 0x1427, 0x16B2, 0x2CB4, 0x2CB5, 0x2D48,
            0x2D66, 0xA6DD, 0xA78F, 0x1032D, 0x16AEC, 0x16F3F);

    /** The zeros of Arabic are dots in the middle of the line. */
    private static final Set<Integer> DOTTED_ZEROS = Set.of(0x0660, 0x06F0);

    private Confusables() {}

    /**
     * Whether the name could be read as a name and more: a shorter name with a suffix ({@code bob·3f2a}), or with an
     * arrow. A letter with such a look is no sign among the letters of its own script, where a reader expects it. So
     * Canadian syllabics (150 of them hold a dot) and Arabic zeros stand in names of that script alone.
     */
    static boolean holdsSign(String name) {
        return name.codePoints()
                .anyMatch(c -> SIGNS.contains(c) || isLikeSign(c) && !isAllIn(UnicodeScript.of(c), name));
    }

    private static boolean isLikeSign(int c) {
        boolean ascii = c < 0x80; // most names; the first frame does without the table of scripts then
        return !ascii && (DOTTED_ZEROS.contains(c) || UnicodeScript.of(c) == UnicodeScript.CANADIAN_ABORIGINAL);
    }

    private static boolean isAllIn(UnicodeScript script, String name) {
        return name.codePoints().filter(Character::isLetterOrDigit).allMatch(c -> UnicodeScript.of(c) == script);
    }

    static String skeleton(String name) {
        StringBuilder skeleton = new StringBuilder(name.length());
        decompose(Names.fold(decompose(name)))
                .codePoints()
                .filter(c -> !isAccent(c))
                .map(Confusables::prototype)
                .forEach(skeleton::appendCodePoint);
        return skeleton.toString().replace("rn", "m").replace("vv", "w");
    }

    private static String decompose(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD);
    }

    /** Only accents of Latin, Greek and Cyrillic. In other scripts a mark can be half of the name. */
    private static boolean isAccent(int c) {
        return c >= 0x0300 && c <= 0x036F;
    }

    /** The one character that stands for all characters that look like this one. */
    private static int prototype(int c) {
        int place = LOOKALIKES.indexOf(c);
        int latin = place >= 0 ? LATIN.charAt(place) : c;
        return switch (latin) {
            case '0' -> 'o';
            case '1', 'i', 'ı' -> 'l';
            case '5' -> 's';
            default -> latin;
        };
    }
}
