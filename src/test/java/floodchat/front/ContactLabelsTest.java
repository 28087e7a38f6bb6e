package floodchat.front;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.after;
import static floodchat.front.SamplePeople.roster;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own name for a key wins, and looks different from a name that somebody chose. */
class ContactLabelsTest {
    private static final Contact ROB = new Contact(BOB.key(), "rob", false, 0);
    private static final Contact VERIFIED = new Contact(CAROL.key(), "carol", true, 0);
    private static final ChatEvent KNOWN = new ChatEvent.ContactsChanged(List.of(ROB, VERIFIED), List.of(), List.of());
    private static final String MALLORY = "bad0bad0bad0bad0";

    @Test
    void aContactIsShownByOurOwnNameAndASign() {
        Roster roster = after(roster(ADA, BOB, CAROL), KNOWN).roster();
        assertEquals("rob*", roster.label(BOB));
        assertEquals("carol**", roster.label(CAROL));
        assertEquals("3 here: ada (you), rob* and carol**", roster.inWords());
    }

    @Test
    void theNameBelongsToTheKeyWhateverThePersonIsCalled() {
        Person renamed = new Person(BOB.key(), "carol");
        Transcript transcript = after(roster(ADA, BOB, CAROL), KNOWN,
                new ChatEvent.PeerRenamed(BOB, renamed, NOON), roster(ADA, renamed, CAROL));
        assertEquals("rob*", transcript.roster().label(renamed));
        TranscriptEntry.PresenceChanged entry = (TranscriptEntry.PresenceChanged) transcript.entries().getLast();
        assertEquals("rob* is now called carol·bb07bb07", entry.changes().inWords(transcript.roster()));
    }

    /** Attack 64. The contact is away, and was never seen in this run. */
    @ParameterizedTest
    @ValueSource(strings = {"rob", "Rob", "r0b", "rоb"})
    void whoIsRenamedToAContactsNameCarriesTheSuffix(String name) {
        Person eve = new Person(MALLORY, "eve");
        Person asRob = new Person(MALLORY, name);
        Roster roster = after(KNOWN, roster(ADA, eve),
                new ChatEvent.PeerRenamed(eve, asRob, NOON), roster(ADA, asRob)).roster();
        assertEquals(name + "·bad0bad0", roster.label(asRob));
        assertTrue(roster.isLookalike(asRob));
        assertFalse(roster.isLookalike(CAROL));
    }

    /** Attack 66. */
    @Test
    void noNameLooksLikeAContact() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String name = "rob" + Character.toString(c);
            if (Names.problemWith(name) == null) {
                assertFalse(Names.skeletons(name).toString().contains(Contact.SIGN), name);
            }
        }
    }

    @Test
    void aContactsNameMeansTheContactAlone() {
        Person asRob = new Person(MALLORY, "rob");
        Roster roster = after(KNOWN, roster(ADA, BOB, asRob)).roster();
        assertEquals(List.of(BOB), roster.called("rob"));
        assertEquals(List.of(BOB), roster.called("rob*"));
        assertEquals(List.of(asRob), roster.called("rob·bad0bad0"));
        assertEquals(new Audience.OnlyOne("rob*"), Audience.of("@rob hi", roster));
    }

    @Test
    void aContactWhoIsAwayCanBeWrittenTo() {
        Transcript transcript = after(KNOWN, roster(ADA));
        assertEquals(new Audience.OnlyOne("rob*"), Audience.of("@rob hi", transcript.roster()));
        Completion completion = Completion.at("@r", 2, transcript);
        assertNotNull(completion);
        assertEquals("@rob ", completion.candidates().getFirst().replacement());
    }

    /** What is typed goes to the key that was meant then, whatever the name does until it is sent. */
    @Test
    void aNameBecomesAKeyWhenItIsChosen() {
        assertEquals(new Intent.Send(new ChatCommand.Tell(new Choice("rob", BOB.key()), "hi")),
                CommandParser.parse("@rob hi", after(KNOWN, roster(ADA, BOB)).roster()));
        assertEquals(new Intent.Send(new ChatCommand.Block(new Choice("carol", CAROL.key()))),
                CommandParser.parse("/block @carol", after(KNOWN, roster(ADA, CAROL)).roster()));
    }

    @Test
    void someoneWhomWeBlockedIsMarked() {
        Roster roster =
                after(roster(ADA, BOB), new ChatEvent.ContactsChanged(List.of(), List.of(BOB), List.of())).roster();
        assertEquals("2 here: ada (you) and bob (blocked)", roster.inWords());
    }

    @Test
    void onlyTheFirstRequestHasALine() {
        Transcript transcript = after(new ChatEvent.RequestsChanged(1, null, List.of()),
                new ChatEvent.RequestsChanged(2, null, List.of()));
        assertEquals(1, transcript.entries().size());
        assertEquals(2, transcript.roster().requests());
    }
}
