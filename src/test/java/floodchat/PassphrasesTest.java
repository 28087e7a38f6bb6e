package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;

class PassphrasesTest {
    private static final String FIRST = "Your 24 words, in one row or in several (they are not shown):";

    private final List<String> questions = new ArrayList<>();

    private int countOfWords(String... rows) throws IOException {
        Deque<String> typed = new ArrayDeque<>(List.of(rows));
        String words = Passphrases.words(question -> {
            questions.add(question);
            return typed.poll();
        });
        assertEquals(0, typed.size(), "a row that is not read would go to the shell, which shows and keeps it");
        return new StringTokenizer(words).countTokens();
    }

    @Test
    void theWordsMayBeTypedInOneRow() throws IOException {
        assertEquals(24, countOfWords("word ".repeat(24)));
        assertEquals(List.of(FIRST), questions);
    }

    @Test
    void theWordsMayBeTypedInTheRowsOfThePaper() throws IOException {
        String row = "a b c d e f";
        assertEquals(24, countOfWords(row, row, row, row));
        assertEquals(
                List.of(FIRST, "6 of 24; the next ones:", "12 of 24; the next ones:", "18 of 24; the next ones:"),
                questions);
    }

    @Test
    void theNumbersOfTheWordsAreNotCounted() throws IOException {
        assertEquals(12, countOfWords("1 a 2 b 3 c 4 d", "5 e 6 f", ""));
        assertEquals(List.of(FIRST, "4 of 24; the next ones:", "6 of 24; the next ones:"), questions);
    }

    @Test
    void anEmptyRowEndsThem() throws IOException {
        assertEquals(2, countOfWords("a b", ""));
    }

    @Test
    void aTerminalThatIsGoneEndsThem() throws IOException {
        assertEquals(3, countOfWords("a b c"));
        assertEquals(0, countOfWords());
    }
}
