package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster roster = new Roster(ADA, List.of(ALICE, OTHER_ALICE, BOB));

    @Test
    void aUniqueNameHasNoShortKey() {
        assertEquals("bob", roster.label(BOB));
    }

    @Test
    void namesThatLookAlikeAreShownWithTheShortKey() {
        assertEquals("alice·3f2a", roster.label(ALICE));
        assertEquals("Alice·9b1c", roster.label(OTHER_ALICE));
        Person cyrillic = new Person("cccc0000cccc0000", "bоb");
        assertEquals("bоb·cccc", roster.label(cyrillic));
    }

    @Test
    void aPersonWhoLeftIsToldApartFromOneWithTheSameName() {
        assertEquals("bob·dddd", roster.label(new Person("dddd0000dddd0000", "bob")));
        assertEquals("zed", roster.label(new Person("eeee0000eeee0000", "zed")));
    }

    @Test
    void anExactNameWinsOverAnotherCase() {
        assertEquals(List.of(ALICE), roster.called("alice"));
        assertEquals(List.of(OTHER_ALICE), roster.called("Alice"));
        assertEquals(List.of(ALICE, OTHER_ALICE), roster.called("ALICE"));
        assertEquals(List.of(OTHER_ALICE), roster.called("alice·9b1c"));
        assertEquals(List.of(OTHER_ALICE), roster.called("ALICE·9B1CFF"));
        assertEquals(List.of(), roster.called("alice·9"));
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
        assertEquals("4 here: ada (you), alice·3f2a, Alice·9b1c and bob", roster.inWords());
        assertEquals("Nobody is here yet.", Roster.EMPTY.inWords());
    }

    @Test
    void theAudienceIsKnownBeforeALineIsSent() {
        assertEquals(new Audience.Everyone(), Audience.of("hello", roster));
        assertEquals(new Audience.Everyone(), Audience.of("//hello", roster));
        assertEquals(new Audience.OnlyOne("bob"), Audience.of("@bob: hi", roster));
        assertEquals(new Audience.OnlyOne("alice·3f2a"), Audience.of("@alice hi", roster));
        assertEquals(new Audience.Several("ALICE"), Audience.of("@ALICE", roster));
        assertEquals(new Audience.Unknown("zed"), Audience.of("@zed", roster));
        assertEquals(new Audience.Unknown(""), Audience.of(" @", roster));
        assertEquals(new Audience.Oneself(), Audience.of("@ada", roster));
        assertEquals(new Audience.Command(), Audience.of("  /hlep", roster));
        assertEquals(new Audience.Command(), Audience.of("exit", roster));
    }
}
