package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada", "Zoë", "жанна", "日本", "हिन्दी", "x", "a_b-c.d", "42", "Лев", "Լևոն", "น้ำ", "ໝໍ",
        "ᎣᏏᏲ", "ⵣⵉⵔⵉ", "ᠮᠣᠩᠭᠣᠯ", "𞤀𞤣𞤤𞤢𞤥", "Саша_dev"})
    void aNameMayBeOfAnyScript(String name) {
        assertNull(Names.problemWith(Names.normalize(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "@ada", "ada lovelace", "ada·3f2a", "a/b", "a\nb", "\u0301a", "\uD83D\uDC4D", "a\u200Bb", "ada:", "\uD800",
        "e\u0301", "\uD801\uDC37", "a\u2071", "ａｄａ", "\uD835\uDC1A"
    })
    void anInvalidNameHasAProblem(String name) {
        assertNotNull(Names.problemWith(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "-", "__", "._-"})
    void aNameNeedsALetterOrADigit(String name) {
        assertEquals("A name needs at least one letter or digit.", Names.problemWith(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "bob\u14273f2a", "\u1427", "bob\u06603f2a", "bob\u06F0ace", "bob-\u1433", "bob\u2D48a", "bob\u145Ea",
        "bob\u2D51", "bob\uA6DDa"
    })
    void aNameCantHoldALetterThatLooksLikeTheDotOrTheArrow(String name) {
        assertEquals("A name can't hold a letter that looks like the dot before a key.", Names.problemWith(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ᐘᐸᓄ", "ᐃᓄᒃᑎᑐᑦ", "علي٢٠٢٥", "رضا۱۰", "ノア", "一郎", "रामः"})
    void aLetterWithADotStandsInANameOfItsOwnScript(String name) {
        assertNull(Names.problemWith(name));
    }

    @Test
    void aNameHasNoJoiners() {
        assertEquals("علیرضا", Names.normalize("علی\u200Cرضا"));
        assertEquals("A name can't hold invisible characters.", Names.problemWith("علی\u200Cرضا"));
    }

    @Test
    void wideLettersAndNarrowKanaGetTheirUsualWidth() {
        assertEquals("Ada_1", Names.normalize("Ａｄａ＿１"));
        assertEquals("ガギ", Names.normalize("ｶﾞｷﾞ"));
        assertEquals("A name can't hold invisible characters.", Names.problemWith("ａｄａ"));
    }

    @Test
    void theProblemNamesTheCharacter() {
        assertEquals(
                "A name is made of letters, digits, _ - and . alone; it can't hold a space.",
                Names.problemWith("ada lovelace"));
        assertEquals("A name is made of letters, digits, _ - and . alone; it can't hold \"/\".",
                Names.problemWith("a/b"));
        assertEquals("A name is made of letters and digits in everyday use; it can't hold \"ᛒ\".",
                Names.problemWith("ᛒᛟᛒ"));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertNull(Names.problemWith("\uD83A\uDD00".repeat(Names.MAX_NAME_LENGTH)));
        assertNotNull(Names.problemWith("a".repeat(Names.MAX_NAME_LENGTH + 1)));
    }

    @Test
    void normalizingComposesAndStrips() {
        assertEquals("Zoé", Names.normalize("  Zoe\u0301\u200B \n"));
    }

    @ParameterizedTest
    @CsvSource({"ada,ADA", "burn,bum", "ada,аdа", "ada,ａｄａ", "zoe,Zoë", "bob,b0b", "alice,aIice", "alice,a1ice",
        "max,мах", "BETA,Βετα", "ada,\uD835\uDC00\uD835\uDC03\uD835\uDC00", "Straße,Straβe", "Straße,STRASSE",
        "łódź,lodz", "vvanda,Wanda", "Ада,aдa", "محمد,مُحَمَّد", "paypal,раураl", "ада,aдa", "tom,тoм", "Yuri,Υυri"})
    void confusableNamesLookAlike(String a, String b) {
        assertTrue(Names.looksLike(a, b));
    }

    @ParameterizedTest
    @CsvSource({"ada,adam", "bob,rob", "राम,रम", "ada,eva", "nina,viva", "ray,guy", "rob,ross",
        "น้ำ,น้า", "ทำ,ทา"})
    void differentNamesDoNotLookAlike(String a, String b) {
        assertFalse(Names.looksLike(a, b));
    }

    @Test
    void foldingIgnoresLetterCase() {
        assertEquals(Names.fold("ADA"), Names.fold("aDa"));
        assertTrue(Names.fold("STRASSE").equals(Names.fold("straße")));
        assertEquals("οδυσ", Names.fold("ΟΔΥΣ"));
        assertEquals("ilker", Names.fold("İLKER"));
    }
}
