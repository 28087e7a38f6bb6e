package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a typed name means. The chat sends by these rules, and the front end shows the reader by the same ones. */
class NameLookupTest {
    private static final Person SELF = new Person("5e1f000000000000", "ada");
    private static final Person LOWER = new Person("aaaa111100000000", "bob");
    private static final Person UPPER = new Person("bbbb222200000000", "Bob");
    private static final Person TWIN = new Person("aaaa111133330000", "bob");
    private static final Person STRASSE = new Person("cccc4444", "straße");

    @Test
    void letterCaseTellsNobodyApart() {
        assertEquals(List.of(LOWER, UPPER), find("bob", LOWER, UPPER));
        assertEquals(List.of(LOWER, UPPER), find("Bob", LOWER, UPPER));
        assertEquals(List.of(LOWER, UPPER), find("BOB", LOWER, UPPER));
        assertEquals(List.of(UPPER), find("bob", UPPER));
        assertEquals(List.of(STRASSE), find("STRASSE", LOWER, STRASSE));
    }

    @Test
    void aNameThatSeveralHaveMeansAllOfThem() {
        assertEquals(List.of(LOWER, TWIN), find("bob", LOWER, TWIN));
    }

    @Test
    void digitsOfTheKeyTellPeopleWithOneNameApart() {
        assertEquals(List.of(LOWER, TWIN), find("bob·aaaa1111", LOWER, UPPER, TWIN));
        assertEquals(List.of(TWIN), find("bob·aaaa11113", LOWER, UPPER, TWIN));
        assertEquals(List.of(UPPER), find("bob·bbbb2222", LOWER, UPPER, TWIN));
        assertEquals(List.of(UPPER), find("BOB·BBBB22220000", LOWER, UPPER, TWIN));
        assertEquals(List.of(), find("bob·bbbb222200003", LOWER, UPPER, TWIN));
        assertEquals(List.of(), find("bob·cccc4444", LOWER, UPPER, TWIN, STRASSE));
    }

    @Test
    void tooFewDigitsMeanNobody() {
        assertEquals(List.of(), find("bob·aaaa111", LOWER));
        assertEquals(List.of(), find("bob·", LOWER));
    }

    @Test
    void whatIsTypedIsNormalized() {
        assertEquals(List.of(LOWER), find(" b\u200Bob ", LOWER));
    }

    @Test
    void weAreMeantOnlyIfNobodyElseHasTheName() {
        Person otherAda = new Person("dddd5555", "Ada");
        assertEquals(List.of(SELF), find("ada", LOWER));
        assertEquals(List.of(SELF), find("ADA", LOWER));
        assertEquals(List.of(otherAda), find("ada", otherAda));
        assertEquals(List.of(), find(null, "ada", LOWER));
    }

    @Test
    void ourOwnDigitsMeanUsEvenIfSomeoneHasTheSameOnes() {
        Person imitator = new Person("5e1f000099990000", "ada");
        assertEquals(List.of(SELF), find("ada·5e1f0000", imitator));
        assertEquals(List.of(imitator), find("ada·5e1f00009", imitator));
        assertEquals(List.of(imitator), find(null, "ada·5e1f0000", imitator));
    }

    @Test
    void nobodyIsMeantByAnUnknownName() {
        assertEquals(List.of(), find("zed", LOWER));
        assertEquals(List.of(), find("", LOWER));
    }

    private static List<Person> find(String typed, Person... others) {
        return find(SELF, typed, others);
    }

    private static List<Person> find(@Nullable Person self, String typed, Person... others) {
        return NameLookup.find(typed, self, List.of(others), List.of());
    }
}
