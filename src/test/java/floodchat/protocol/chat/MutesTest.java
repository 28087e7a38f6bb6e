package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people say whom we muted. */
class MutesTest {
    private static final Identity MALLORY = Authors.identity(13);
    private static final Duration SHORT = Duration.ofSeconds(12);

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    private void malloryIsHere(long beat, String name) {
        ada.receive(MALLORY, simulation.presence(beat, 0, name, false, 15));
    }

    private void mute(String typed, @Nullable Duration time) {
        ada.command(new ChatCommand.Mute(Choice.of(typed), time));
    }

    private String answer() {
        return String.join(" ", ada.latest(ChatEvent.Answered.class).sentences());
    }

    private List<Integer> hidden() {
        return ada.all(ChatEvent.Hidden.class).stream().map(ChatEvent.Hidden::lines).toList();
    }

    @Test
    void whatAMutedPersonSaysIsHiddenAndCountedAndTheyDoNotLearnOfIt() {
        malloryIsHere(1, "mallory");
        mute("mallory", Duration.ofHours(2));
        assertEquals("What mallory says is hidden for 2 h; mallory does not learn this. /unmute ends it.", answer());
        int published = ada.published().size();
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        ada.receiveEarlier(MALLORY, simulation.say(2, "mallory", "buy"));
        malloryIsHere(2, "buy-now");
        simulation.run(Duration.ofSeconds(1));
        assertEquals(List.of(), ada.lines());
        assertEquals(List.of(1, 2), hidden());
        assertEquals(List.of(), ada.all(ChatEvent.PeerRenamed.class), "a name can be a message, too");
        assertEquals(published, ada.published().size());
    }

    @Test
    void aMuteEndsByItself() {
        malloryIsHere(1, "mallory");
        mute("mallory", Duration.ofSeconds(20));
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        simulation.run(Duration.ofSeconds(19));
        assertEquals(1, ada.savedPeople.muted().size());
        simulation.run(Duration.ofSeconds(2));
        assertEquals(List.of(), ada.savedPeople.muted());
        assertEquals(List.of(), ada.latest(ChatEvent.ContactsChanged.class).muted());
        assertEquals("mallory is not muted any more. Hidden since the start: 1 line.",
                ada.latest(ChatEvent.Noticed.class).sentence());
        ada.receive(MALLORY, simulation.say(2, "mallory", "sorry"));
        assertEquals(List.of("mallory -> sorry"), ada.lines());
    }

    @Test
    void aMuteWithoutATimeLastsUntilItIsEnded() {
        malloryIsHere(1, "mallory");
        mute("mallory", null);
        simulation.run(Duration.ofMinutes(10));
        assertEquals(Muted.NO_END, ada.savedPeople.muted().getFirst().untilMs());
        ada.command(new ChatCommand.Unmute(Choice.of("mallory")));
        assertTrue(answer().endsWith(" is not muted any more."), answer());
        assertEquals(List.of(), ada.savedPeople.muted());
    }

    @Test
    void aMuteAndItsEndAreKeptOverARestart() {
        malloryIsHere(1, "mallory");
        mute("mallory", Duration.ofMinutes(1));
        ada.restart("ada");
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        assertEquals(List.of(), ada.lines());
        simulation.run(Duration.ofSeconds(61));
        ada.receive(MALLORY, simulation.say(2, "mallory", "sorry"));
        simulation.run(SHORT);
        assertEquals(List.of("mallory -> sorry"), ada.lines());
    }

    @Test
    void aMuteThatIsOverBeforeTheStartCountsNoMore() {
        malloryIsHere(1, "mallory");
        mute("mallory", Duration.ofMinutes(1));
        ada.die();
        simulation.run(Duration.ofMinutes(2));
        ada.restart("ada");
        simulation.run(Duration.ofMillis(1));
        assertEquals(List.of(), ada.savedPeople.muted());
    }

    @Test
    void aClockThatIsSetAheadEndsAMute() {
        malloryIsHere(1, "mallory");
        mute("mallory", Duration.ofHours(1));
        ada.input(new ChatInput.ClockSet(Duration.ofHours(2).toMillis()));
        assertEquals(List.of(), ada.savedPeople.muted());
    }

    /** The receipt goes as usual, so bob sees two ticks. */
    @Test
    void aPrivateLineOfAMutedPersonIsTakenAndHidden() {
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        ada.tell("bob", "hi");
        simulation.run(SHORT);
        mute("bob", null);
        bob.tell("ada", "are you there?");
        simulation.run(SHORT);
        assertEquals(1, ada.lines().size(), "our own alone");
        assertEquals("are you there?", ada.latest(ChatEvent.Hidden.class).line().text());
        assertEquals(Delivery.SHOWN, bob.latest(ChatEvent.DeliveryChanged.class).delivery());
        ada.command(new ChatCommand.Unmute(Choice.of("bob")));
        simulation.run(Duration.ofMinutes(10));
        assertEquals(1, ada.lines().size(), "it is not shown later either");
        bob.tell("ada", "now?");
        simulation.run(SHORT);
        assertEquals("(direct) bob -> now?", ada.lines().getLast());
    }

    @Test
    void aLineOfAMutedStrangerDoesNotWaitAmongTheRequests() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        bob.tell("ada", "hi");
        simulation.run(SHORT);
        assertEquals(1, ada.latest(ChatEvent.RequestsChanged.class).people());
        mute("bob", Duration.ofHours(2));
        assertEquals(0, ada.latest(ChatEvent.RequestsChanged.class).people());
        bob.tell("ada", "hi again");
        simulation.run(SHORT);
        assertEquals(0, ada.latest(ChatEvent.RequestsChanged.class).people());
        assertEquals(List.of(1), hidden());
    }

    @Test
    void whoWritesToAMutedPersonIsTold() {
        malloryIsHere(1, "mallory");
        mute("mallory", null);
        ada.tell("mallory", "hi");
        assertTrue(ada.all(ChatEvent.Noticed.class)
                .contains(new ChatEvent.Noticed(
                        "You muted mallory: you do not see an answer. /unmute ends that.")));
        assertEquals(1, ada.all(ChatEvent.Told.class).size());
    }

    @Test
    void whoIsMutedIsListedWithTheTimeThatIsLeft() {
        ada.command(new ChatCommand.ShowMuted());
        assertTrue(answer().startsWith("Nobody is muted"), answer());
        malloryIsHere(1, "mallory");
        mute("mallory", Duration.ofDays(3));
        ada.command(new ChatCommand.ShowMuted());
        assertEquals("mallory is muted for 3 days.", answer());
        mute("mallory", Duration.ofMinutes(90));
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        ada.command(new ChatCommand.ShowMuted());
        assertEquals("mallory is muted for 1 h 30 min. Hidden since the start: 1 line.", answer());
        ada.command(new ChatCommand.ShowPerson(Choice.of("mallory")));
        assertTrue(answer().contains("Muted for 1 h 30 min."), answer());
        ada.command(new ChatCommand.ShowContacts());
        assertTrue(answer().endsWith("mallory: muted."), answer());
    }

    /** Blocking is more than muting: nothing is taken, and nothing is counted twice. */
    @Test
    void aBlockGoesBeforeAMute() {
        malloryIsHere(1, "mallory");
        mute("mallory", null);
        ada.command(new ChatCommand.Block(Choice.of("mallory")));
        ada.receive(MALLORY, simulation.say(1, "mallory", "buy"));
        assertEquals(List.of(), hidden());
        mute("mallory", null);
        assertTrue(ada.refusal().startsWith("You blocked mallory"), ada.refusal());
    }

    @Test
    void onlyAsManyAreMutedAsHaveRoom() {
        List<Muted> crowd = IntStream.rangeClosed(0, Mutes.MAX_MUTED)
                .mapToObj(i -> new Muted(new Person("%064x".formatted(i), "p" + i), Muted.NO_END))
                .toList();
        ada.savedPeople = new SavedPeople(List.of(), List.of(), crowd);
        ada.restart("ada");
        assertEquals(Mutes.MAX_MUTED, ada.latest(ChatEvent.ContactsChanged.class).muted().size());
        malloryIsHere(1, "mallory");
        mute("mallory", null);
        assertTrue(ada.refusal().startsWith("You have muted 1,000 people"), ada.refusal());
    }
}
