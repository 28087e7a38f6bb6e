package floodchat.protocol.chat;

import java.text.Normalizer;

/**
 * Reduces a name to what the eye keeps of it, in the manner of UTS #39, section 4: two names with one skeleton can be
 * taken for each other. The JDK has no table of confusable characters; this one knows the letters of Cyrillic, Greek
 * and Armenian that pass for Latin ones, and what compatibility decomposition knows: widths, mathematical letters,
 * ligatures.
 */
final class Confusables {
    private static final String TWINS = "аеорсхуіјѕԁһкмнтвгпѵԛԝӏзьбєαβεηικνορτυχωγσѡ" + "օսոհցյք";
    private static final String LATIN = "aeopcxyijsdhkmhtbrnvqwl3b6eabenlkvoptuxwyow" + "ounhgjp";

    private Confusables() {}

    static String skeleton(String name) {
        StringBuilder skeleton = new StringBuilder(name.length());
        decompose(Names.fold(decompose(name)))
                .codePoints()
                .filter(c -> !isAccent(c))
                .map(Confusables::twin)
                .forEach(skeleton::appendCodePoint);
        return skeleton.toString().replace("rn", "m").replace("vv", "w");
    }

    private static String decompose(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD);
    }

    /** Only accents of Latin, Greek and Cyrillic: in other scripts a mark can be half of the name. */
    private static boolean isAccent(int c) {
        return c >= 0x0300 && c <= 0x036F;
    }

    private static int twin(int c) {
        int place = TWINS.indexOf(c);
        int latin = place >= 0 ? LATIN.charAt(place) : c;
        return switch (latin) {
            case '0' -> 'o';
            case '1', 'i', 'ı' -> 'l';
            case '5' -> 's';
            default -> latin;
        };
    }
}
