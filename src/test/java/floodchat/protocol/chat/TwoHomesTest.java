package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.message.Body;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attack 82. Two homes of one identity, because one was copied or restored. */
class TwoHomesTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final ChatSimulation simulation = new ChatSimulation(13);
    private final ChatSimulation.Participant bob = simulation.arrive("bob");
    private final ChatSimulation.Participant older = simulation.arrive("ada");

    TwoHomesTest() {
        simulation.run(Duration.ofMinutes(1));
    }

    private ChatSimulation.Participant copy() {
        ChatSimulation.Participant newer = simulation.copyOf(older, "ada");
        simulation.run(SHORT);
        return newer;
    }

    /** Attack 82. */
    @Test
    void theOlderOfTwoHomesStopsSendingAndSaysSo() {
        ChatSimulation.Participant newer = copy();
        assertEquals(List.of(new ChatEvent.RunsElsewhere("ada")), older.all(ChatEvent.RunsElsewhere.class));
        assertEquals(List.of(), newer.all(ChatEvent.RunsElsewhere.class));
        int published = older.published().size();
        older.say("is this on?");
        assertEquals(
                "Nothing is sent from here: you run elsewhere too. Type /takeover to speak from here.",
                older.refusal());
        simulation.run(Duration.ofMinutes(5));
        older.command(new ChatCommand.SetName("countess"));
        older.command(new ChatCommand.Leave(Duration.ofSeconds(1)));
        simulation.run(SHORT);
        assertEquals(published, older.published().size(), "no line, no presence, no goodbye");
        assertEquals(List.of("ada"), bob.roster());
        assertEquals(List.of(), bob.all(ChatEvent.PeerLeft.class));
        assertEquals(List.of(), bob.all(ChatEvent.Noticed.class));
    }

    @Test
    void theOlderHomeShowsWhatIsSaidElsewhereAsOurOwn() {
        ChatSimulation.Participant newer = copy();
        newer.say("from the other machine");
        bob.say("I hear you");
        simulation.run(SHORT);
        assertTrue(older.all(ChatEvent.Said.class).stream().anyMatch(ChatEvent.Said::own));
        assertEquals(
                List.of("ada -> from the other machine", "bob -> I hear you"),
                older.lines().stream().sorted().toList());
    }

    /** Attack 82. */
    @Test
    void whoTakesOverSpeaksAgainAndTheOtherStops() {
        ChatSimulation.Participant newer = copy();
        assertEquals(List.of(), older.all(ChatEvent.RunsHere.class));
        older.command(new ChatCommand.TakeOver());
        simulation.run(SHORT);
        assertEquals(List.of(new ChatEvent.RunsHere()), older.all(ChatEvent.RunsHere.class));
        assertEquals(List.of(), newer.all(ChatEvent.RunsHere.class));
        assertEquals(1, newer.all(ChatEvent.RunsElsewhere.class).size());
        older.say("here again");
        newer.say("not from here");
        simulation.run(SHORT);
        assertEquals(List.of("ada -> here again"), bob.lines());
        assertEquals(List.of("ada"), bob.roster());
        simulation.run(Duration.ofMinutes(2));
        assertEquals(1, older.all(ChatEvent.RunsElsewhere.class).size(), "told once");
        assertEquals(1, older.lines().stream().filter("ada -> here again"::equals).count());
    }

    /** Attack 82. The backup knows nothing of the last run, and the clock is behind. */
    @Test
    void aRestoredHomeLearnsOfItsLaterRunFromTheBacklog() {
        older.say("before the disk broke");
        byte[] line = older.published().getLast().payload();
        simulation.run(SHORT);
        older.die();
        ChatSimulation.Participant restored = simulation.restoredFrom(older, -3_600_000);
        assertTrue(restored.savedRun < older.savedRun);
        restored.receive(line, true);
        assertEquals(1, restored.all(ChatEvent.RunsElsewhere.class).size());
        restored.command(new ChatCommand.TakeOver());
        assertTrue(restored.savedRun > older.savedRun);
    }

    @Test
    void afterATakeOverAPresenceCountsTheMessagesOfTheNewRunAlone() {
        older.say("sent");
        simulation.run(SHORT);
        older.unlink();
        older.say("unsent");
        older.receive(copy().published().getFirst().payload(), false);
        older.command(new ChatCommand.TakeOver());
        older.link();
        Body.Presence presence = older.bodies(Body.Presence.class).getLast();
        assertEquals(older.savedRun, presence.run());
        assertEquals(0, presence.seq());
    }

    @Test
    void withoutAnotherRunThereIsNothingToTakeOver() {
        int published = bob.published().size();
        bob.command(new ChatCommand.TakeOver());
        assertEquals(
                "There is nothing to take over: you run here alone, as far as Floodchat knows.", bob.refusal());
        assertEquals(published, bob.published().size());
    }

    /** What was typed before the take-over comes back by the backlog: it stands there already. */
    @Test
    void afterATakeOverOwnLinesAreNotShownTwice() {
        older.say("one");
        byte[] line = older.published().getLast().payload();
        copy();
        older.command(new ChatCommand.TakeOver());
        older.receive(line, true);
        simulation.run(SHORT);
        assertEquals(List.of("ada -> one"), older.lines());
        assertEquals(List.of(), older.all(ChatEvent.CaughtUp.class));
    }
}
