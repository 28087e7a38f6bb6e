package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.message.Body;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person stays the same person over all starts of the program. */
class RestartTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final ChatSimulation simulation = new ChatSimulation(12);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");
    private final ChatSimulation.Participant bob = simulation.arrive("bob");

    RestartTest() {
        simulation.run(Duration.ofMinutes(2));
    }

    @Test
    void aPersonWhoRestartsAfterACrashStaysOnePerson() {
        Person before = bob.person();
        bob.say("one");
        simulation.run(SHORT);
        bob.restart("bob");
        simulation.run(SHORT);
        bob.say("two");
        simulation.run(SHORT);
        assertEquals(before, bob.person());
        assertEquals(List.of(before), ada.latest(ChatEvent.RosterChanged.class).others());
        assertEquals(List.of("bob -> one", "bob -> two"), ada.lines());
        assertEquals(List.of(), ada.all(ChatEvent.PeerLeft.class));
        assertEquals(List.of(), ada.all(ChatEvent.PeerJoined.class));
        assertEquals(List.of(), ada.all(ChatEvent.Noticed.class), "no namesake");
        ada.tell("bob", "it is you");
        simulation.run(SHORT);
        assertEquals("(direct) ada -> it is you", bob.lines().getLast());
    }

    @Test
    void theFirstLineAfterARestartIsNotHeldUp() {
        bob.say("one");
        simulation.run(SHORT);
        bob.restart("bob");
        bob.say("two");
        simulation.run(Duration.ofMillis(60));
        assertEquals("bob -> two", ada.lines().getLast());
    }

    @Test
    void theLinesAfterARestartAreInOrderToo() {
        bob.say("one");
        bob.say("two");
        simulation.run(SHORT);
        bob.restart("bob");
        bob.unlink();
        simulation.run(SHORT);
        long run = bob.savedRun;
        ada.receive(bob.identity, new Body.Say(run, 2, simulation.nowMs(), "bob", "four"));
        ada.receive(bob.identity, new Body.Say(run, 1, simulation.nowMs(), "bob", "three"));
        assertEquals(List.of("bob -> one", "bob -> two", "bob -> three", "bob -> four"), ada.lines());
    }

    @Test
    void whoSaysGoodbyeAndComesBackHasLeftAndJoined() {
        bob.command(new ChatCommand.Leave(Duration.ofSeconds(1)));
        simulation.run(SHORT);
        assertEquals(List.of(), ada.roster());
        bob.restart("bob");
        simulation.run(SHORT);
        assertEquals(List.of("bob"), ada.roster());
        assertEquals(1, ada.all(ChatEvent.PeerLeft.class).size());
        assertEquals(1, ada.all(ChatEvent.PeerJoined.class).size());
    }

    @Test
    void whatIsHeldOfTheRunBeforeIsShownBeforeTheNewOne() {
        long old = bob.savedRun;
        ada.receive(bob.identity, new Body.Say(old, 9, simulation.nowMs(), "bob", "after a gap"));
        simulation.run(Duration.ofMillis(100));
        assertEquals(List.of(), ada.lines());
        bob.restart("bob");
        bob.say("again");
        simulation.run(SHORT);
        assertEquals(List.of("bob -> after a gap", "bob -> again"), ada.lines());
        ada.receive(bob.identity, new Body.Say(old, 8, simulation.nowMs(), "bob", "late"));
        assertEquals("bob -> late", ada.lines().getLast());
    }

    @Test
    void aGoodbyeThatWasHeldDoesNotRemoveTheNewRun() {
        long old = bob.savedRun;
        ada.receive(bob.identity, new Body.Leave(old, 9, 1_000, simulation.nowMs()));
        bob.restart("bob");
        simulation.run(Duration.ofSeconds(10));
        assertEquals(List.of("bob"), ada.roster());
    }

    @Test
    void ownLinesOfTheBacklogAreOursAfterARestart() {
        ada.say("I was here");
        byte[] line = ada.published().getLast().payload();
        MessageId id = ada.latest(ChatEvent.Said.class).id();
        simulation.run(SHORT);
        ada.restart("countess");
        ada.receive(line, true);
        ada.receive(line, true);
        simulation.run(SHORT);
        List<ChatEvent.Spoken> messages = ada.latest(ChatEvent.CaughtUp.class).messages();
        assertEquals(1, messages.size());
        assertEquals(id, messages.getFirst().id());
        assertTrue(messages.getFirst().own());
        assertEquals(new Person(ada.person().key(), "ada"), messages.getFirst().from());
        assertEquals(List.of("bob"), ada.roster(), "no dead twin");
        assertEquals(List.of(), ada.all(ChatEvent.Noticed.class));
        assertEquals(List.of(), ada.all(ChatEvent.RunsElsewhere.class));
    }

    @Test
    void aRunNeverUsesTheNumbersOfTheOneBefore() {
        bob.say("one");
        MessageId before = bob.latest(ChatEvent.Said.class).id();
        bob.input(new ChatInput.ClockSet(-3_600_000));
        bob.restart("bob");
        bob.say("one");
        MessageId after = bob.latest(ChatEvent.Said.class).id();
        assertTrue(after.run() > before.run());
        assertEquals(before.sequence(), after.sequence());
    }
}
