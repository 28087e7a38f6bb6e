package floodchat.protocol.chat;

import java.text.Normalizer;

/**
 * Reduces a name to its skeleton, in the manner of UTS #39, section 4: people may mistake a name for another one with
 * the same skeleton. The JDK has no table of confusable characters. This one knows the Cyrillic, Greek and Armenian
 * letters that look like Latin ones. Compatibility decomposition adds widths, mathematical letters and ligatures.
 */
final class Confusables {
    private static final String LOOKALIKES = "аеорсхуіјѕԁһкмнтвгпѵԛԝӏзьбєαβεηικνορτυχωγσѡ" + "օսոհցյք";
    private static final String LATIN = "aeopcxyijsdhkmhtbrnvqwl3b6eabenlkvoptuxwyow" + "ounhgjp";

    private Confusables() {}

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
