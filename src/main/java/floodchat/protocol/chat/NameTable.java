package floodchat.protocol.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What UTS #39 says of the characters beyond ASCII that stand in names: whether a name may hold them, and which
 * characters they look like. It is read from {@code names.txt}, which a test makes with ICU. A text can be reviewed,
 * and unlike constants of a class it is not kept beside the arrays, which take 27 KiB. It is read with the first
 * character beyond ASCII, so the first frame does without it. Immutable; any thread may read it.
 */
final class NameTable {
    private static final int HEX = 16;
    private static final int DECIMAL = 10;

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

    private NameTable(Numbers numbers) {
        allowed = ranges(numbers);
        dots = ranges(numbers);
        signs = ranges(numbers);
        characters = new int[numbers.nextSection()];
        starts = new char[characters.length + 1];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = numbers.next(HEX);
            do {
                all.appendCodePoint(numbers.next(HEX));
            } while (numbers.isBefore('+'));
            starts[i + 1] = (char) all.length();
        }
        prototypes = all.toString();
    }

    private static NameTable read(String name) {
        try (InputStream file = NameTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new NameTable(new Numbers(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] ranges(Numbers numbers) {
        int[] ranges = new int[2 * numbers.nextSection()];
        for (int i = 0; i < ranges.length; i += 2) {
            ranges[i] = numbers.next(HEX);
            ranges[i + 1] = numbers.isBefore('-') ? numbers.next(HEX) : ranges[i];
        }
        return ranges;
    }

    /** The numbers in the text, one by one: it is read while a person waits for their name. */
    private static final class Numbers {
        private final byte[] text;
        private int at;

        Numbers(byte[] text) {
            this.text = text;
        }

        /** Goes to the next line that begins with a word, and reads the number of items after the word. */
        int nextSection() {
            do {
                while (text[at++] != '\n') {}
            } while (text[at] < 'a');
            while (text[at] != ' ') {
                at++;
            }
            return next(DECIMAL);
        }

        int next(int radix) {
            while (Character.digit(text[at], radix) < 0) {
                at++;
            }
            int number = 0;
            for (int digit = 0; digit >= 0; digit = Character.digit(text[at], radix)) {
                number = number * radix + Character.digit(text[at++], radix);
            }
            return number;
        }

        /** Whether this sign follows the number that was read. */
        boolean isBefore(char sign) {
            return text[at] == sign;
        }
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
