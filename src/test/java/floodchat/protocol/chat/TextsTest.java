package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "plain words, and a\nsecond line",
        "Zoë, жизнь, 日本語, हिन्दी, ไทย",
        "    four blanks\n        eight",
        "می\u200Cخواهم, خانه\u200Cها, مُ\u200Cم", // UAX #31, context A1
        "क्\u200Cष, ക്\u200Cഷ", // A2
        "ක්\u200Dය, र्\u200Dय, ക്\u200D, ക്\u200D.", // B
        "র\u200D্যাব",
        "\u06DD١٢, \u0600١٢٣, \u070Fܐ, \u08E2, \uD804\uDCBD", // visible format characters
        "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "heart \u2764\uFE0F and rainbow flag \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
        "thumb \uD83D\uDC4D\uD83C\uDFFD, doctor \uD83D\uDC69\uD83C\uDFFD\u200D\u2695\uFE0F",
        "keycap 1\uFE0F\u20E3, flag \uD83C\uDDEB\uD83C\uDDF7",
        "Wales \uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC77\uDB40\uDC6C\uDB40\uDC73\uDB40\uDC7F",
    })
    void ordinaryTextIsNotChanged(String text) {
        assertEquals(text, Texts.clean(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\u0000", "\u0007", "\u001B", "\u007F", "\u0084", "\u009C", // C0, DEL, C1
        "\u202A", "\u202E", "\u2066", "\u2069", "\u200E", "\u200F", "\u061C", // bidirectional
        "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\uFFF9", "\uFFFB", // zero width
        "\u034F", "\u115F", "\u180E", "\u3164", "\uFE0E", "\uFE0F", "\uFFA0", // shown as nothing
        "\uDB40\uDC67", "\uDB40\uDC7F", "\uDB40\uDD00" // tags without a flag, a variation selector
    })
    void deceptiveCharactersAreRemoved(String trick) {
        assertEquals("ab", Texts.clean("a" + trick + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\u001B[31m", "\u001B[2J", "\u001B[?1049h", "\u001B[38;2;1;2;3m", "\u001B[1 q", "\u009B31m", // CSI
        "\u001B]0;owned\u0007", "\u001B]52;c;b3duZWQ=\u001B\\", "\u009D0;owned\u009C", // OSC
        "\u001B]8;;http://a\u001B\\",
        "\u001BP1$r0m\u001B\\", "\u001BPq\n#0\u001B\\", "\u001B_G\u001B\\", "\u001B^pm\u009C", // other strings
        "\u001BXsos\u001B\\",
        "\u001B(B", "\u001B#8", "\u001Bc", "\u001B7", "\u001BM", "\u001B=", "\u001B\u001B[31m", // others
    })
    void anEscapeSequenceVanishesAsAWhole(String sequence) {
        assertEquals("red", Texts.clean("re" + sequence + "d"));
    }

    @Test
    void aControlStringWithoutAnEndTakesTheRestOfItsLine() {
        assertEquals("a\nb", Texts.clean("a\u001B]0;owned\nb"));
        assertEquals("a", Texts.clean("a\u009D0;owned"));
        assertEquals("ab", Texts.clean("a\u001B[31\u202Eb"));
    }

    @Test
    void everyLineBreakBecomesANewline() {
        assertEquals("a\nb\nc\nd\ne\nf\ng\nh",
                Texts.clean("a\r\nb\rc\u2028d\u2029e\u000Bf\fg\u0085h"));
    }

    @Test
    void aTabBecomesBlanksToTheNextStopOfItsLine() {
        assertEquals("        if\nab      c", Texts.clean("\tif\nab\tc"));
        assertEquals("12345678        x", Texts.clean("12345678\tx"));
        assertEquals("x\u0323       y", Texts.clean("x\u0323\ty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a\u200Cb", "a\u200Db", "ر\u200Cک", "ک\u200C", "ک\u200C ک", "\u200Cک", "ک\u200Dک", "क\u200Cष", "क\u200Dष",
        "क्\u200C", "क्\u200Dा", " ्\u200Dक", "日\u200C本"
    })
    void aJoinerThatChangesNoLetterIsRemoved(String text) {
        assertEquals(text.replaceAll("[\u200C\u200D]", ""), Texts.clean(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u2007\u202F \u3000", "\u2800", "\u3164\u115F", "\u200B\u2060", "\u001B[31m"})
    void aTextOfBlanksAndInvisibleCharactersIsEmpty(String text) {
        assertNotNull(Texts.problemWith(Texts.clean(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\uDC00", "\uE000", "\uDBFF\uDFFD", "\uFFFF", "\u0378"})
    void charactersWithoutAnAgreedFormAreReplaced(String unknown) {
        assertEquals("a\uFFFDb", Texts.clean("a" + unknown + "b"));
    }

    @Test
    void aJoinerBeforeAReservedPictographIsRemoved() {
        assertEquals("\u2764\uFFFD", Texts.clean("\u2764\u200D\uD83E\uDEFF"));
    }

    @Test
    void decomposedLettersAreComposed() {
        assertEquals("é", Texts.clean("e\u0301"));
        assertEquals("é", Texts.clean("e\u200B\u0301"));
    }

    @Test
    void aStackOfMarksIsShortened() {
        assertEquals("x" + "\u0323".repeat(16) + "y", Texts.clean("x" + "\u0323".repeat(900) + "y"));
    }

    @Test
    void cleaningTwiceChangesNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String once = Texts.clean(anyText(random));
            assertEquals(once, Texts.clean(once), () -> "seed " + seed);
        }
    }

    @Test
    void utf8LengthCountsBytes() {
        for (String text : new String[] {"", "ada", "Zoë", "日本語", "\uD83D\uDC4D"}) {
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Texts.utf8Length(text));
        }
    }

    @Test
    void anEmptyAndATooLongTextHaveAProblem() {
        assertNull(Texts.problemWith("a".repeat(Texts.MAX_TEXT_BYTES)));
        assertNotNull(Texts.problemWith("é".repeat(Texts.MAX_TEXT_BYTES / 2) + "a"));
        assertNotNull(Texts.problemWith(" \n "));
    }

    private static String anyText(Random random) {
        int[] tricky = {'a', '1', '#', 0x301, 0x344, 0x200D, 0xFE0F, 0x20E3, 0x1F3F4, 0xE0067, 0xE007F, 0x1F468,
            0x1F3FD, 0x2764, 0x3164, 0x1FAFF, '\r', '\n', '\t', 0x1B, '[', ']', 0x9B, 0x200C, 0x06CC, 0x0627, 0x064E,
            0x0915,
            0x093C, 0x094D, 0x0323};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    random.nextInt(3) == 0 ? random.nextInt(0x110000) : tricky[random.nextInt(tricky.length)]);
        }
        return text.toString();
    }
}
