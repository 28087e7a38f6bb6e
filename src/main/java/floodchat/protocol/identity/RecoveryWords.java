package floodchat.protocol.identity;

import floodchat.protocol.kdf.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A seed as 24 English words that a person can write down (BIP-39, "Generating the mnemonic"): 256 bits of the seed and
 * 8 bits of checksum, 11 bits for each word. The seed is the entropy of BIP-39; no passphrase goes into it.
 */
public final class RecoveryWords {
    /** How many words a seed has. */
    public static final int COUNT = 24;

    private static final int WORD_BITS = 11;
    private static final List<String> LIST = readList();

    /** The number of a word, as people write it: {@code 7}, {@code 7.}, {@code 7)}. */
    private static final Pattern PLACE = Pattern.compile("(?<!\\S)[0-9]+[.):]*");

    private RecoveryWords() {}

    /** What a person typed is no seed. The message is one sentence that says what to do. */
    public static final class Mistyped extends Exception {
        private static final long serialVersionUID = 1;

        Mistyped(String sentence) {
            super(sentence);
        }
    }

    /** The words of a seed of {@value Identity#SEED_BYTES} bytes. */
    public static List<String> of(byte[] seed) {
        byte[] bits = Arrays.copyOf(seed, seed.length + 1);
        bits[seed.length] = checksum(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            words.add(LIST.get(number(bits, i * WORD_BITS)));
        }
        return words;
    }

    /** How many words a person has typed, without the numbers in front of them. */
    public static int count(String typed) {
        return split(typed).size();
    }

    private static List<String> split(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String words = PLACE.matcher(text).replaceAll(" ").strip();
        return words.isEmpty() ? List.of() : List.of(words.split("\\s+"));
    }

    /**
     * The seed of the words that a person typed. Case, the blanks between them and the numbers in front of them do not
     * matter.
     *
     * @throws Mistyped if it is not {@value #COUNT} words of the list whose checksum is right
     */
    public static byte[] read(String typed) throws Mistyped {
        List<String> words = split(typed);
        if (words.size() != COUNT) {
            throw new Mistyped("An identity has %d words; these are %d.".formatted(COUNT, words.size()));
        }
        byte[] bits = new byte[Identity.SEED_BYTES + 1];
        for (int i = 0; i < COUNT; i++) {
            put(bits, i * WORD_BITS, numberOf(words.get(i), i + 1));
        }
        byte[] seed = Arrays.copyOf(bits, Identity.SEED_BYTES);
        if (bits[Identity.SEED_BYTES] != checksum(seed)) {
            throw new Mistyped("These words do not belong together: check each of them, and their order.");
        }
        return seed;
    }

    private static int numberOf(String word, int place) throws Mistyped {
        int number = Collections.binarySearch(LIST, word);
        if (number < 0) {
            throw new Mistyped("Word %d, \"%s\", is not in the list.".formatted(place, word));
        }
        return number;
    }

    /** The first 8 bits of SHA-256: one bit of checksum for 32 bits of the seed. */
    private static byte checksum(byte[] seed) {
        return Sha256.hash(seed)[0];
    }

    private static int number(byte[] bits, int from) {
        int number = 0;
        for (int i = from; i < from + WORD_BITS; i++) {
            number = number << 1 | bits[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1;
        }
        return number;
    }

    private static void put(byte[] bits, int from, int number) {
        for (int i = 0; i < WORD_BITS; i++) {
            int bit = number >> (WORD_BITS - 1 - i) & 1;
            bits[(from + i) / Byte.SIZE] |= (byte) (bit << (Byte.SIZE - 1 - (from + i) % Byte.SIZE));
        }
    }

    /** The English list of BIP-39, 2,048 words in order. */
    private static List<String> readList() {
        try (InputStream in = RecoveryWords.class.getResourceAsStream("recovery-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of words is missing");
            }
            return List.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
