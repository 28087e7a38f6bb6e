package floodchat.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    @Test
    void aNameIsFoundAnywhereInAnyCase() {
        assertEquals(List.of("Al", "AL", "al"), mentions("al", "Al, hear AL! so does al"));
    }

    @Test
    void aPartOfAWordIsNoMention() {
        assertEquals(List.of(), mentions("al", "also total al_ al7 für_al"));
    }

    @Test
    void punctuationAroundANameIsNoPartOfIt() {
        assertEquals(List.of("al", "al"), mentions("al", "@al: (al)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a win-win", "win@example.org", "me@win", "win.example.org", "http://win/", "https://a.org/win", "win/lose",
        "lose/win", "win:7001", "win.txt", "x.win"
    })
    void aWordThatIsJoinedToAnotherOneIsNoMention(String text) {
        assertEquals(List.of(), mentions("win", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "thanks, win.", "win: hello", "win, win's", "@win", "-- win", "well...win?", "win...", "\"win\"", "(win)",
        "l'win"
    })
    void aWordAmongPunctuationIsAMention(String text) {
        assertEquals("win", mentions("win", text).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"Οδυσσέας, hear ΟΔΥΣΣΈΑΣ now, ΟΔΥΣΣΈΑΣ", "İlker, so ilker!, ilker", "Weiß, HERR WEISS, WEISS",
        "ılgaz, Ilgaz here, Ilgaz"})
    void letterCaseIsIgnoredInEveryScript(String name, String text, String mention) {
        assertEquals(List.of(mention), mentions(name, text));
    }

    @Test
    void aPartOfAFoldedLetterIsNoMention() {
        assertEquals(List.of(), mentions("s", "ß"));
    }

    /** Words of these scripts have no blanks between them (UAX #29, section 4.1). */
    @ParameterizedTest
    @CsvSource({"太郎, 太郎さんはどこ", "李雷, 我问李雷吧", "น้ำ, ถามน้ำหน่อย"})
    void aNameIsFoundWhereWordsHaveNoBlanksBetweenThem(String name, String text) {
        assertEquals(List.of(name), mentions(name, text));
    }

    @Test
    void aVowelSignThatFollowsIsPartOfTheWord() {
        assertEquals(List.of(), mentions("क", "का कि"));
    }

    @Test
    void aJoinerInTheTextDoesNotMatter() {
        assertEquals(List.of("علی\u200Cرضا"), mentions("علیرضا", "سلام علی\u200Cرضا!"));
    }

    private static List<String> mentions(String name, String text) {
        return Mentions.of(name, text)
                .stream()
                .map(place -> text.substring(place.start(), place.end()))
                .toList();
    }
}
