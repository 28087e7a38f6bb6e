package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.SafetyNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts, verification and blocking. */
class ContactsTest {
    private static final Identity BOB = Authors.identity(11);
    private static final Identity MALLORY = Authors.identity(13);
    private static final String BOB_WITH_KEY = new Person(BOB.key().hex(), "bob").nameWithSuffix();

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    private void isHere(Identity who, long beat, String name) {
        ada.receive(who, simulation.presence(beat, 0, name, false, 15));
    }

    private void add(String typed, String name) {
        ada.command(new ChatCommand.AddContact(Choice.of(typed), name));
    }

    private List<Contact> contacts() {
        return ada.latest(ChatEvent.ContactsChanged.class).contacts();
    }

    private String answer() {
        return String.join(" ", ada.latest(ChatEvent.Answered.class).sentences());
    }

    @Test
    void aContactIsSavedAndShownAndKnownAfterARestart() {
        isHere(BOB, 1, "bob");
        add("bob", "rob");
        Contact rob = new Contact(BOB.key().hex(), "rob", false, ada.savedPeople.contacts().getFirst().sinceMs());
        assertEquals(List.of(rob), contacts());
        assertEquals(List.of(rob), ada.savedPeople.contacts());
        ada.restart("ada");
        assertEquals(List.of(rob), contacts());
    }

    @Test
    void aContactIsRenamedAndRemoved() {
        isHere(BOB, 1, "bob");
        add("bob", null);
        ada.command(new ChatCommand.RenameContact(Choice.of("bob"), "robert"));
        assertEquals("robert*", contacts().getFirst().label());
        ada.command(new ChatCommand.RemoveContact(Choice.of("robert*")));
        assertEquals(List.of(), contacts());
        assertEquals(List.of(), ada.savedPeople.contacts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada", "rob", "r0b", "a b", "rob*"})
    void aNameOfOurOwnIsNobodyElsesAndNoSign(String name) {
        isHere(BOB, 1, "bob");
        isHere(MALLORY, 1, "mallory");
        add("bob", "rob");
        add("mallory", name);
        assertEquals(1, contacts().size());
    }

    @Test
    void aLineForAContactGoesToItsKeyAlsoIfItIsAway() {
        isHere(BOB, 1, "bob");
        add("bob", "rob");
        ada.receive(BOB, simulation.leave(1, 2));
        isHere(MALLORY, 1, "rob");
        ada.tell("rob", "hi");
        assertEquals(BOB.key().hex(), ada.latest(ChatEvent.Told.class).to().key());
    }

    /** What is chosen is a key: the name goes to somebody else before the line is sent. */
    @Test
    void aLineGoesToTheKeyThatWasChosen() {
        isHere(BOB, 1, "bob");
        Choice chosen = new Choice("bob", BOB.key().hex());
        isHere(BOB, 2, "bobby");
        isHere(MALLORY, 1, "bob");
        ada.command(new ChatCommand.Tell(chosen, "hi"));
        simulation.run(Duration.ofMillis(100));
        assertEquals(BOB.key().hex(), ada.latest(ChatEvent.Told.class).to().key());
        ada.receive(BOB, simulation.leave(1, 3));
        ada.command(new ChatCommand.Tell(chosen, "are you there?"));
        assertEquals(2, ada.all(ChatEvent.Told.class).size());
        assertEquals(BOB.key().hex(), ada.latest(ChatEvent.Told.class).to().key(), "it waits for bob");
    }

    /** The window shows lines of an earlier run, and knows the keys of their authors. */
    @Test
    void aLineToTheKeyOfSomebodyWhoHasNotBeenHereYetWaitsForThem() {
        ada.command(new ChatCommand.Tell(new Choice("bob·" + BOB.key().hex().substring(0, 8), BOB.key().hex()), "hi"));
        simulation.run(Duration.ofMillis(100));
        assertEquals(new Person(BOB.key().hex(), "bob"), ada.latest(ChatEvent.Told.class).to());
    }

    /** Attack 64. A known name under a new key is another person. */
    @ParameterizedTest
    @ValueSource(strings = {"rob", "Rob", "r0b", "rоb"})
    void weAreWarnedOfANewKeyWithTheNameOfAContact(String name) {
        isHere(BOB, 1, "bob");
        add("bob", "rob");
        isHere(MALLORY, 1, "eve");
        assertEquals(List.of(), ada.all(ChatEvent.Noticed.class));
        isHere(MALLORY, 2, name);
        String mallory = new Person(MALLORY.key().hex(), name).nameWithSuffix();
        assertEquals(mallory + " is not your contact rob*, but somebody else with such a name.",
                ada.latest(ChatEvent.Noticed.class).sentence());
    }

    /** Attack 64. */
    @Test
    void aCrowdOfNamesakesDoesNotFillTheWindow() {
        isHere(BOB, 1, "bob");
        add("bob", "bob");
        for (int i = 0; i < 20; i++) {
            isHere(Authors.identity(100 + i), 1, "bob");
        }
        assertEquals(Contacts.MAX_WARNINGS, ada.all(ChatEvent.Noticed.class).size());
    }

    @Test
    void bothSeeTheSameNumberAndOnlyAContactIsVerified() {
        isHere(BOB, 1, "bob");
        ada.command(new ChatCommand.ShowSafetyNumber(Choice.of("bob")));
        assertTrue(answer().replace('\n', ' ').contains(SafetyNumber.of(BOB.key(), ada.identity.key())), answer());
        assertTrue(answer().contains("/contact add bob and /verify bob yes"), answer());
        ada.command(new ChatCommand.MarkVerified(Choice.of("bob")));
        assertTrue(ada.refusal().contains("/contact add"), ada.refusal());
        add("bob", null);
        assertFalse(contacts().getFirst().verified());
        ada.command(new ChatCommand.MarkVerified(Choice.of("bob")));
        assertEquals("bob**", contacts().getFirst().label());
        assertEquals("bob is verified: bob**.", answer());
    }

    @Test
    void theNumberIsTheLastThingThatIsSaidInRowsOfFourGroups() {
        isHere(BOB, 1, "bob");
        ada.command(new ChatCommand.ShowSafetyNumber(Choice.of("bob")));
        List<String> rows = ada.latest(ChatEvent.Answered.class).sentences().getLast().lines().toList();
        assertTrue(rows.getFirst().startsWith("Your number with bob"), rows.getFirst());
        assertEquals(4, rows.size());
        for (String row : rows.subList(1, rows.size())) {
            assertTrue(row.matches("\\d{5}( \\d{5}){3}"), row);
        }
    }

    private String cardOfBob() {
        ada.command(new ChatCommand.ShowPerson(new Choice("bob", BOB.key().hex())));
        return answer();
    }

    @Test
    void aSentenceSaysANameAsThePeerListDoes() {
        isHere(BOB, 1, "bob");
        assertTrue(cardOfBob().startsWith("bob is not a contact of yours."), answer());
        ada.receive(BOB, simulation.leave(1, 2));
        assertTrue(cardOfBob().startsWith("bob is not a contact of yours."), answer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "Bob", "b0b", "bоb"})
    void aSentenceSaysASharedNameWithTheSuffix(String name) {
        isHere(BOB, 1, "bob");
        isHere(MALLORY, 1, name);
        assertTrue(cardOfBob().startsWith(BOB_WITH_KEY + " is not a contact of yours."), answer());
        ada.receive(MALLORY, simulation.leave(1, 2));
        assertTrue(cardOfBob().startsWith(BOB_WITH_KEY + " is not a contact of yours."), "also after the other went");
    }

    @Test
    void aSentenceSaysANameLikeOursOrAContactsWithTheSuffix() {
        isHere(BOB, 1, "Ada");
        assertTrue(cardOfBob().startsWith("Ada·" + BOB.key().hex().substring(0, 8) + " is not a contact"), answer());
        isHere(BOB, 2, "bob");
        isHere(MALLORY, 1, "mallory");
        add("mallory", "b0b");
        assertTrue(cardOfBob().startsWith(BOB_WITH_KEY + " is not a contact"), answer());
    }

    @Test
    void theCardOfAPersonSaysKeyAndStanding() {
        isHere(BOB, 1, "bob");
        add("bob", "rob");
        isHere(MALLORY, 1, "rob");
        ada.command(new ChatCommand.ShowPerson(Choice.of("rob")));
        assertTrue(answer().startsWith("rob* is your contact since 2027-01-15, not verified yet, and goes by the name"
                + " bob."), answer());
        assertTrue(answer().replace(" ", "").contains(BOB.key().hex()), answer());
        String mallory = new Person(MALLORY.key().hex(), "rob").nameWithSuffix();
        ada.command(new ChatCommand.ShowPerson(Choice.of(mallory)));
        assertTrue(answer().contains("This is not your contact rob*: only the name is alike."), answer());
    }

    @Test
    void nothingOfABlockedPersonIsShownAndTheyDoNotLearnOfIt() {
        isHere(MALLORY, 1, "mallory");
        ada.command(new ChatCommand.Block(Choice.of("mallory")));
        int published = ada.published().size();
        int events = ada.events.size();
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        ada.receiveEarlier(MALLORY, simulation.say(2, "mallory", "buy"));
        isHere(MALLORY, 2, "buy-now");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), ada.lines());
        assertEquals(List.of(), ada.all(ChatEvent.PeerRenamed.class));
        assertEquals(1, ada.events.subList(events, ada.events.size())
                .stream()
                .filter(ChatEvent.Noticed.class::isInstance)
                .count());
        assertEquals(published, ada.published().size());
        ada.command(new ChatCommand.Unblock(Choice.of("mallory")));
        assertTrue(answer().contains("Hidden since the start: 2 lines."), answer());
        ada.receive(MALLORY, simulation.say(3, "mallory", "sorry"));
        assertEquals(List.of("mallory -> sorry"), ada.lines());
    }

    @Test
    void somebodyWhoIsHereAndNotBlockedIsNotCalledUnknown() {
        isHere(BOB, 1, "bob");
        ada.command(new ChatCommand.Unblock(Choice.of("bob")));
        assertEquals("bob is not blocked.", ada.refusal());
        ada.command(new ChatCommand.Unblock(Choice.of("ada")));
        assertEquals("That is you.", ada.refusal());
        ada.command(new ChatCommand.Unblock(Choice.of("carol")));
        assertEquals("Nobody here is called \"carol\": type /who to see who is here.", ada.refusal());
    }

    @Test
    void whoIsBlockedStaysSoAfterARestart() {
        isHere(MALLORY, 1, "mallory");
        ada.command(new ChatCommand.Block(Choice.of("mallory")));
        ada.restart("ada");
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        assertEquals(List.of(), ada.lines());
        ada.command(new ChatCommand.Tell("mallory", "hi"));
        assertTrue(ada.refusal().startsWith("You blocked mallory"), ada.refusal());
    }

    /** Nobody is here after a restart. The names on the disk are those of contacts and of people who are blocked. */
    @Test
    void aBlockFindsPeopleWhoseNamesAreOnTheDisk() {
        isHere(BOB, 1, "bob");
        isHere(MALLORY, 1, "mallory");
        add("bob", "rob");
        ada.command(new ChatCommand.Block(Choice.of("mallory")));
        ada.restart("ada");
        ada.command(new ChatCommand.Block(Choice.of("mallory")));
        assertTrue(answer().endsWith(" is blocked already."), answer());
        ada.command(new ChatCommand.Block(Choice.of("rob")));
        assertEquals(BOB.key().hex(), ada.savedPeople.blocked().getLast().key());
    }

    @Test
    void eachChangeOfStandingIsTold() {
        List<String> told = new ArrayList<>();
        Contacts contacts = new Contacts();
        contacts.onStandingChanged((key, isContact, isBlocked, _) -> told
                .add(key + (isContact ? " contact" : "") + (isBlocked ? " blocked" : "")));
        ChatContext context = new ChatContext(1, 1, _ -> {});
        contacts.start(new SavedPeople(List.of(new Contact("b", "bob", false, 0)), List.of()), context);
        contacts.block(new Person("b", "bob"), context);
        contacts.unblock("b", context);
        contacts.remove("b", context);
        assertEquals(List.of("b contact", "b contact blocked", "b contact", "b"), told);
    }

    @Test
    void contactsAndBlockedPeopleAreBounded() {
        ChatContext context = new ChatContext(1, 1, _ -> {});
        Contacts contacts = new Contacts();
        for (int i = 0; i < Contacts.MAX_BLOCKED; i++) {
            assertFalse(contacts.areTooManyBlocked());
            contacts.block(new Person("k" + i, "n" + i), context);
        }
        assertTrue(contacts.areTooManyBlocked());
    }
}
