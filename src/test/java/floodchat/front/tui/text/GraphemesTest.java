package floodchat.front.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphemesTest {
    @ParameterizedTest
    @CsvSource({
        "a, 1, 1",
        "é, 1, 1",
        "e\u0301, 1, 1",
        "你好, 2, 4",
        "한국, 2, 4",
        "ｱ, 1, 1",
        "✅, 1, 2",
        "👨‍👩‍👧‍👦, 1, 2",
        "👍🏽, 1, 2",
        "🇩🇪🇫🇷, 2, 4",
        "☀️, 1, 2",
        "☀, 1, 1",
        "1️⃣, 1, 2",
        "…, 1, 1",
        "─┐, 2, 2",
        "\u0301, 1, 1",
        "น้ำ, 1, 2",
        "का, 1, 2",
        "ｶﾞ, 1, 2",
        "ᄒᆞᆫ, 1, 2",
        "\u0600١, 1, 2",
        "㉈, 1, 2",
        "\u0301\u0302, 1, 1",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿, 1, 2"
    })
    void aTextHasClustersAndColumns(String text, int clusters, int columns) {
        assertEquals(clusters, Graphemes.of(text).size());
        assertEquals(columns, Graphemes.width(text));
    }

    @ParameterizedTest
    @CsvSource({
        "น้ำ, น้|ำ",
        "कि, क|ि",
        "क्\u200Dष, क्\u200D|ष",
        "👨‍👩‍👧‍👦, 👨‍👩‍👧‍👦",
        "🇩🇪, 🇩🇪",
        "👍🏽, 👍🏽",
        "ᄀ\u1100ᆞ, ᄀ|\u1100ᆞ",
        "می\u200C, م|ی\u200C"
    })
    void eachCodePointWithAWidthBeginsACellExceptInEmoji(String text, String cells) {
        assertEquals(cells, Graphemes.of(text)
                .stream()
                .flatMap(cluster -> Graphemes.cells(cluster).stream())
                .collect(Collectors.joining("|")));
    }

    @Test
    void aClusterThatIsTooWideForARowIsTakenApart() {
        String heap = "क" + "ा".repeat(200);
        assertEquals(201, Graphemes.of(heap).size());
        assertEquals(201, Graphemes.width(heap));
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdef, 5, abcd…",
        "你好吗, 5, 你好…",
        "你好吗, 4, 你…",
        "👨‍👩‍👧‍👦ab, 3, 👨‍👩‍👧‍👦…",
        "ab, 1, …"
    })
    void aLongTextIsCutBetweenClusters(String text, int columns, String fit) {
        assertEquals(fit, Graphemes.fit(text, columns));
    }

    @Test
    void placesStandBetweenClusters() {
        String text = "a👍🏽b";
        assertEquals(5, Graphemes.after(text, 1));
        assertEquals(1, Graphemes.before(text, 5));
        assertEquals(0, Graphemes.before(text, 0));
        assertEquals(text.length(), Graphemes.after(text, text.length()));
    }
}
