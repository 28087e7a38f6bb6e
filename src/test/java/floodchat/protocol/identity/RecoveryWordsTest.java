package floodchat.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryWordsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** BIP-39, test vectors: entropy of zeros, of 7f, and of random bits. */
    @Test
    void theWordsAreThoseOfThePublishedVectors() {
        assertEquals("abandon ".repeat(23) + "art", words("00".repeat(32)));
        assertEquals(
                "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful"
                        + " legal winner thank year wave sausage worth title",
                words("7f".repeat(32)));
        assertEquals(
                "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen"
                        + " patrol group space point ten exist slush involve unfold",
                words("f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f"));
    }

    private static String words(String seed) {
        return String.join(" ", RecoveryWords.of(HEX.parseHex(seed)));
    }

    @Test
    void wordsAreReadAsTheyWereWritten() throws Exception {
        byte[] seed = Identity.create(new SecureRandom()).seed();
        List<String> words = RecoveryWords.of(seed);
        assertArrayEquals(seed, RecoveryWords.read(String.join(" ", words)));
        assertArrayEquals(seed,
                RecoveryWords.read("\n  " + String.join("\t\n ", words).toUpperCase(Locale.ROOT) + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d %s ", "%d. %s\n", "%2d.%s\t", "%d) %s ", "%d: %s "})
    void theNumbersThatPeopleWriteBeforeTheWordsDoNotMatter(String form) throws Exception {
        byte[] seed = Identity.create(new SecureRandom()).seed();
        List<String> words = RecoveryWords.of(seed);
        StringBuilder paper = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            paper.append(form.formatted(i + 1, words.get(i)));
        }
        assertEquals(24, RecoveryWords.count(paper.toString()));
        assertArrayEquals(seed, RecoveryWords.read(paper.toString()));
    }

    @Test
    void whatIsMistypedIsSaid() {
        List<String> words = RecoveryWords.of(HEX.parseHex("7f".repeat(32)));
        assertEquals("An identity has 24 words; these are 23.", problem(words.subList(0, 23)));
        assertEquals("An identity has 24 words; these are 0.", problem(List.of()));
        List<String> unknown = new java.util.ArrayList<>(words);
        unknown.set(4, "waves");
        assertEquals("Word 5, \"waves\", is not in the list.", problem(unknown));
        unknown.set(4, "sausage5");
        assertEquals("Word 5, \"sausage5\", is not in the list.", problem(unknown));
        List<String> swapped = new java.util.ArrayList<>(words);
        Collections.swap(swapped, 0, 1);
        assertEquals("These words do not belong together: check each of them, and their order.", problem(swapped));
    }

    private static String problem(List<String> words) {
        String typed = String.join(" ", words);
        return assertThrows(RecoveryWords.Mistyped.class, () -> RecoveryWords.read(typed)).getMessage();
    }
}
