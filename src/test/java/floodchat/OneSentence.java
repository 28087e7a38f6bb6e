package floodchat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a person is told about a mistake. */
final class OneSentence {
    private static final int WORDS_AROUND = 400;

    /** A character may be written as an escape, such as {@code \\uFFFD}. */
    private static final int GROWTH = 8;

    private OneSentence() {}

    /** Fails if the sentence has several lines, holds control characters, or is much longer than what it is about. */
    static void check(String sentence, String about) {
        assertFalse(sentence.isBlank());
        assertTrue(sentence.chars().noneMatch(Character::isISOControl), sentence);
        assertTrue(sentence.length() <= WORDS_AROUND + GROWTH * about.length(), sentence);
    }
}
