package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster roster = new Roster(ADA, List.of(ALICE, OTHER_ALICE, BOB));

    @Test
    void aUniqueNameHasNoSuffix() {
        assertEquals("bob", roster.label(BOB));
    }

    @Test
    void namesThatLookAlikeAreShownWithTheSuffix() {
        assertEquals("alice·3f2a00aa", roster.label(ALICE));
        assertEquals("Alice·9b1cffee", roster.label(OTHER_ALICE));
        Person cyrillic = new Person("cccc0000cccc0000", "bоb");
        assertEquals("bоb·cccc0000", roster.label(cyrillic));
    }

    @Test
    void aPersonWhoLeftIsToldApartFromOneWithTheSameName() {
        assertEquals("bob·dddd0000", roster.label(new Person("dddd0000dddd0000", "bob")));
        Person zed = new Person("eeee0000eeee0000", "zed");
        assertEquals("zed", roster.naming(List.of(zed)).label(zed));
    }

    @Test
    void aPersonOfWhomALetterAloneTellsCarriesTheSuffix() {
        Person zed = new Person("eeee0000eeee0000", "zed");
        ChatEvent.Told letter = new ChatEvent.Told(
                new MessageId(zed.key(), 1, 1, ALICE.key()), zed, ALICE, "hi", Instant.EPOCH, false);
        assertEquals("zed·eeee0000", roster.naming(letter).label(zed));
        assertEquals("zed", roster.naming(letter).with(null, List.of(zed)).label(zed), "when zed comes");
    }

    @Test
    void neighboursInTheListNeverHaveOneColour() {
        Random random = new Random(7);
        List<Person> others = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            others.add(new Person("%016x".formatted(random.nextLong()), "guest-" + i));
        }
        Roster crowd = new Roster(ADA, others);
        int changed = 0;
        Person above = ADA;
        for (Person person : others) {
            int distance = crowd.colour(person) - crowd.colour(above);
            assertNotEquals(0, distance % Roster.FEWEST_COLOURS, "with 16 colours too");
            changed += crowd.colour(person) == Roster.colourOfKey(person.key()) ? 0 : 1;
            above = person;
        }
        assertTrue(changed < 250, changed + " colours are not those of the key");
    }

    @Test
    void aColourComesFromTheKeyAndAllAreUsed() {
        assertEquals(Roster.colourOfKey(BOB.key()), roster.colour(new Person(BOB.key(), "robert")));
        long used = IntStream.range(0, 1_000)
                .map(i -> Roster.colourOfKey(HexFormat.of().toHexDigits(i)))
                .distinct()
                .count();
        assertEquals(Roster.COLOURS, used);
    }

    @Test
    void ofACrowdSomeAreListedAndTheOthersCounted() {
        List<Person> others = IntStream.range(0, 20_000)
                .mapToObj(i -> new Person("%016x".formatted(i), "guest-" + i))
                .toList();
        String words = new Roster(ADA, others).inWords();
        assertTrue(words.startsWith("20,001 here: ada (you), guest-0, guest-1, "), words);
        assertTrue(words.endsWith(", guest-199 and 19,800 others"), words);
    }

    @Test
    void aNameInAnyLetterCaseMeansAllWhoHaveIt() {
        assertEquals(List.of(ALICE, OTHER_ALICE), roster.called("alice"));
        assertEquals(List.of(ALICE, OTHER_ALICE), roster.called("ALICE"));
        assertEquals(List.of(OTHER_ALICE), roster.called("alice·9b1cffee"));
        assertEquals(List.of(OTHER_ALICE), roster.called("ALICE·9B1CFFEE9B"));
        assertEquals(List.of(), roster.called("alice·9b1cffe"));
    }

    @Test
    void aNameMeansOneselfOnlyIfNobodyElseHasIt() {
        Person otherAda = new Person("dddd0000dddd0000", "Ada");
        assertEquals(List.of(ADA), roster.called("ada"));
        assertEquals(List.of(otherAda), new Roster(ADA, List.of(otherAda)).called("ada"));
    }

    @Test
    void ourNameIsFoundInAText() {
        assertTrue(roster.isNamedIn("Ada, are you there?"));
        assertFalse(roster.isNamedIn("adage"));
        assertFalse(Roster.EMPTY.isNamedIn("ada"));
    }

    @Test
    void thePeopleHereAreListedInASentence() {
        assertEquals("4 here: ada (you), alice·3f2a00aa, Alice·9b1cffee and bob", roster.inWords());
        assertEquals("Nobody is here yet.", Roster.EMPTY.inWords());
    }

    @Test
    void theAudienceIsKnownBeforeALineIsSent() {
        assertEquals(new Audience.Everyone(), Audience.of("hello", roster));
        assertEquals(new Audience.Everyone(), Audience.of("//hello", roster));
        assertEquals(new Audience.OnlyOne("bob"), Audience.of("@bob: hi", roster));
        assertEquals(new Audience.OnlyOne("alice·3f2a00aa"), Audience.of("@alice·3f2a00aa hi", roster));
        assertEquals(new Audience.Several("ALICE"), Audience.of("@ALICE", roster));
        assertEquals(new Audience.Unknown("zed"), Audience.of("@zed", roster));
        assertEquals(new Audience.Unknown(""), Audience.of(" @", roster));
        assertEquals(new Audience.Oneself(), Audience.of("@ada", roster));
        assertEquals(new Audience.Command(), Audience.of("  /hlep", roster));
        assertEquals(new Audience.Command(), Audience.of("exit", roster));
    }

    @Test
    void whoHasLeftIsStillMeantByNameUnlessSomebodyHereIs() {
        Roster left = new Roster(ADA, List.of(CAROL)).withGone(BOB, NOON);
        assertEquals(List.of(BOB), left.called("bob"));
        assertEquals(List.of(BOB), left.called(BOB.nameWithSuffix()));
        assertEquals(List.of(CAROL, BOB), left.addressable());
        Person another = new Person(CAROL.key(), "bob");
        assertEquals(List.of(another), left.with(ADA, List.of(another)).called("bob"));
        assertEquals(List.of(BOB), left.with(ADA, List.of(another)).called(BOB.nameWithSuffix()));
        assertEquals(List.of(CAROL), left.withGone(ADA, NOON)
                .with(ADA, List.of(CAROL, BOB))
                .addressable()
                .stream()
                .filter(person -> !person.equals(BOB))
                .toList(), "nobody twice, and not ourselves");
    }
}
