package floodchat.protocol.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringTokenizer;

/**
 * What UTS #39 says of the characters beyond ASCII that stand in names: whether a name may hold them, and which
 * characters they look like. It is read from {@code names.txt}, which a test makes with ICU. A text can be reviewed,
 * and unlike constants of a class it is not kept beside the arrays, which take 27 KiB. It is read with the first
 * character beyond ASCII, so the first frame does without it. Immutable; any thread may read it.
 */
final class NameTable {
    /** Read by the first call that needs it. */
    static final NameTable TABLE = read("names.txt");

    /** The first and the last character of each range, in order. So are the next two. */
    private final int[] allowed;

    private final int[] dots;
    private final int[] signs;

    /** The characters that have a prototype, in order. */
    private final int[] characters;

    /** Where the prototype of each of them begins in the prototypes, and the end of the last one. */
    private final char[] starts;

    private final String prototypes;

    private NameTable(StringTokenizer words) {
        allowed = ranges("allowed", words);
        dots = ranges("dots", words);
        signs = ranges("signs", words);
        characters = new int[count("prototypes", words)];
        starts = new char[characters.length + 1];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            String[] sides = words.nextToken().split("=", -1);
            characters[i] = codePoint(sides[0]);
            for (String prototype : sides[1].split("\\+", -1)) {
                all.appendCodePoint(codePoint(prototype));
            }
            starts[i + 1] = (char) all.length();
        }
        prototypes = all.toString();
    }

    private static NameTable read(String name) {
        try (InputStream file = NameTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return new NameTable(new StringTokenizer(text.substring(text.indexOf("\nallowed"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] ranges(String section, StringTokenizer words) {
        int[] ranges = new int[2 * count(section, words)];
        for (int i = 0; i < ranges.length; i += 2) {
            String range = words.nextToken();
            int dash = range.indexOf('-');
            ranges[i] = codePoint(dash < 0 ? range : range.substring(0, dash));
            ranges[i + 1] = dash < 0 ? ranges[i] : codePoint(range.substring(dash + 1));
        }
        return ranges;
    }

    private static int count(String section, StringTokenizer words) {
        String found = words.nextToken();
        if (!found.equals(section)) {
            throw new IllegalStateException(found + " in place of " + section);
        }
        return Integer.parseInt(words.nextToken());
    }

    private static int codePoint(String digits) {
        return Integer.parseInt(digits, 16);
    }

    private static boolean isIn(int[] ranges, int c) {
        int place = Arrays.binarySearch(ranges, c);
        return place >= 0 || (-place - 1) % 2 == 1;
    }

    /** Whether a name may hold this character. */
    boolean allows(int c) {
        return isIn(allowed, c);
    }

    /** Whether it looks like the dot of the suffix and like nothing else. */
    boolean isDot(int c) {
        return isIn(dots, c);
    }

    /** Whether it has a part that looks like a sign that stands beside a name: the dot, an arrow, the mark "!". */
    boolean isLikeSign(int c) {
        return isIn(signs, c);
    }

    /** Appends what this character beyond ASCII looks like, or its small letter if it looks like nothing else. */
    void appendPrototype(int c, StringBuilder skeleton) {
        int place = Arrays.binarySearch(characters, c);
        if (place >= 0) {
            skeleton.append(prototypes, starts[place], starts[place + 1]);
        } else {
            skeleton.appendCodePoint(Character.toLowerCase(c));
        }
    }
}
