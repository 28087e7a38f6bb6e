package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody takes a name that another person had first. The name never stands alone for them. */
class NamesakeAttacksTest {
    private static final String MALLORY = "bad0bad0bad0bad0";

    /** Attacks 62 and 65. Other scripts, other letter case, digits and accents. */
    @ParameterizedTest
    @ValueSource(strings = {"bob", "Bob", "BOB", "b0b", "bоb", "Ьоb", "ꓐꓳꓐ", "böb", "bọb", "ᏴOB"})
    void aNewcomerWithANameThatLooksTheSameCarriesTheSuffix(String name) {
        Person mallory = new Person(MALLORY, name);
        Transcript transcript = after(new ChatEvent.PeerFound(BOB, NOON), roster(ADA, BOB),
                new ChatEvent.PeerJoined(mallory, NOON), roster(ADA, BOB, mallory), said(mallory, 1, "hi"));
        assertEquals("bob", transcript.roster().label(BOB));
        assertEquals(name + "·bad0bad0", transcript.roster().label(mallory));
    }

    /** Attack 63. */
    @Test
    void aSuffixWithTheSameFourDigitsIsAnotherOne() {
        Person mallory = new Person("bb07dead00000000", "bob");
        Roster roster = new Roster(ADA, List.of(BOB, mallory));
        assertEquals("bob·bb07bb07", roster.label(BOB));
        assertEquals("bob·bb07dead", roster.label(mallory));
        assertEquals(List.of(), roster.called("bob·bb07"));
    }

    /** Attack 64. */
    @Test
    void whoIsRenamedToAKnownNameCarriesTheSuffix() {
        Person eve = new Person(MALLORY, "eve");
        Person asBob = new Person(MALLORY, "bob");
        Transcript transcript = after(roster(ADA, BOB, eve), said(eve, 1, "hi"), roster(ADA, eve),
                new ChatEvent.PeerRenamed(eve, asBob, NOON), roster(ADA, asBob));
        assertEquals("bob·bad0bad0", transcript.roster().label(asBob));
        assertEquals("eve", transcript.roster().label(eve), "in lines from before");
        TranscriptEntry.PresenceChanged renamed =
                (TranscriptEntry.PresenceChanged) transcript.entries().getLast();
        assertEquals("eve is now called bob·bad0bad0", renamed.changes().inWords(transcript.roster()));
        Transcript listed = after(roster(ADA, BOB, eve), roster(ADA, asBob));
        assertEquals("bob·bad0bad0", listed.roster().label(asBob), "no line names anybody");
    }

    /** Attack 64. Our own name is ours, even if somebody had it before us. */
    @Test
    void ourOwnNameIsNobodyElses() {
        Person us = new Person(ADA.key(), "bob");
        Transcript transcript = after(roster(ADA, BOB), new ChatEvent.NameSet(us));
        assertEquals("bob", transcript.roster().label(us));
        assertEquals("bob·bb07bb07", transcript.roster().label(BOB));
        Person mallory = new Person(MALLORY, "ada");
        assertEquals("ada·bad0bad0", after(roster(us, mallory)).with(said(mallory, 1, "x"), NOON)
                .with(new ChatEvent.NameSet(ADA), NOON)
                .roster()
                .label(mallory));
    }

    /** Attack 64. A name of ours from before this one. */
    @Test
    void aNameThatWeHadIsNobodyElses() {
        Person us = new Person(ADA.key(), "adele");
        Person mallory = new Person(MALLORY, "ada");
        Transcript transcript =
                after(new ChatEvent.NameSet(ADA), new ChatEvent.NameSet(us), roster(us, mallory));
        assertEquals("ada·bad0bad0", transcript.roster().label(mallory));
    }

    /** Attack 64. What contacts will need: a name that we gave somebody is theirs, even if others had it first. */
    @Test
    void aReservedNameIsItsOwners() {
        Person contact = new Person(CAROL.key(), "bob");
        Namesakes namesakes = Namesakes.none(10).listed(List.of(BOB)).reserving(List.of(contact));
        assertTrue(namesakes.isNamesake(BOB));
        assertFalse(namesakes.isNamesake(contact));
        assertFalse(namesakes.reserving(List.of()).isNamesake(BOB));
    }

    /** Attack 68. Bob has spoken, was listed, or both; then he left. */
    @Test
    void theNameOfSomebodyWhoLeftStaysTheirs() {
        Person mallory = new Person(MALLORY, "bob");
        Transcript spoke = after(said(BOB, 1, "bye"), new ChatEvent.PeerLeft(BOB, false, NOON));
        Transcript listed = after(roster(ADA, BOB), roster(ADA));
        for (Transcript transcript : List.of(spoke, listed)) {
            Transcript later = transcript.with(new ChatEvent.PeerJoined(mallory, NOON), NOON)
                    .with(roster(ADA, mallory), NOON)
                    .with(said(mallory, 1, "hi"), NOON);
            assertEquals("bob·bad0bad0", later.roster().label(mallory));
            assertEquals("bob", later.roster().label(BOB));
        }
    }

    /** Attack 68. A crowd joins in between, so that the names of some are counted only, and Bob is one of them. */
    @Test
    void aCrowdDoesNotMakeANameFree() {
        List<Person> crowd = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            crowd.add(new Person("%016x".formatted(i), "guest-" + i));
        }
        Person mallory = new Person(MALLORY, "bob");
        Transcript transcript = after(new ChatEvent.RosterChanged(ADA, crowd, Map.of()));
        for (Person guest : crowd) {
            transcript = transcript.with(new ChatEvent.PeerJoined(guest, NOON), NOON);
        }
        transcript = transcript.with(new ChatEvent.PeerJoined(BOB, NOON), NOON)
                .with(roster(ADA, BOB), NOON)
                .with(roster(ADA), NOON)
                .with(new ChatEvent.RosterChanged(ADA, crowd, Map.of()), NOON)
                .with(new ChatEvent.PeerJoined(mallory, NOON), NOON);
        assertEquals("bob·bad0bad0", transcript.roster().label(mallory));
    }

    /** Attack 68. A crowd that is larger than all that is remembered of people in lists. */
    @Test
    void aCrowdDoesNotMakeTheNameOfASpeakerFree() {
        List<Person> crowd = new ArrayList<>();
        for (int i = 0; i < Namesakes.MAX_LISTED + 10; i++) {
            crowd.add(new Person("%016x".formatted(i), "guest-" + i));
        }
        Person mallory = new Person(MALLORY, "bob");
        Transcript transcript =
                after(said(BOB, 1, "bye"), new ChatEvent.RosterChanged(ADA, crowd, Map.of()), roster(ADA, mallory));
        assertEquals("bob·bad0bad0", transcript.roster().label(mallory));
        assertEquals("bob", transcript.roster().label(BOB), "on the screen");
    }

    /** Attack 68. The key decides nothing: it can be ground until it comes first in a list. */
    @Test
    void ofTwoWhoAreFoundAtOnceNobodyHasThePlainName() {
        Person mallory = new Person("0000000000000000", "bob");
        Roster roster = new Roster(ADA, List.of(mallory, BOB));
        assertEquals("bob·00000000", roster.label(mallory));
        assertEquals("bob·bb07bb07", roster.label(BOB));
        assertNotEquals("bob", roster.with(ADA, List.of(mallory)).label(mallory), "also alone");
    }

    /** Attack 68. What is offered behind an at sign means the one person who is marked. */
    @Test
    void aCompletionMeansOnePersonAlone() {
        Person mallory = new Person(MALLORY, "bob");
        Transcript transcript = after(roster(ADA, BOB), said(BOB, 1, "hi"), roster(ADA, BOB, mallory));
        List<Completion.Candidate> candidates = Completion.at("@b", 2, transcript).candidates();
        assertEquals(List.of("bob", "bob·bad0bad0"), candidates.stream().map(Completion.Candidate::label).toList());
        for (Completion.Candidate candidate : candidates) {
            String typed = candidate.replacement().strip().substring(1);
            assertEquals(List.of(candidate.person()), transcript.roster().called(typed));
        }
    }
}
