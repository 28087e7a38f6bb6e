package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Private lines of ours that wait. */
class OutboxCommandsTest {
    private static final Duration SHORT = Duration.ofSeconds(12);

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");
    private final ChatSimulation.Participant bob = simulation.arrive("bob");

    OutboxCommandsTest() {
        simulation.run(SHORT);
    }

    private List<String> outbox() {
        ada.command(new ChatCommand.ShowOutbox());
        return ada.latest(ChatEvent.Answered.class).sentences();
    }

    private String answer() {
        return ada.latest(ChatEvent.Answered.class).sentences().getFirst();
    }

    private void bobLeaves() {
        bob.unlink();
        simulation.run(Duration.ofMinutes(2));
    }

    @Test
    void anEmptyOutboxSaysSo() {
        assertEquals(List.of("No private line of yours waits."), outbox());
    }

    @Test
    void linesThatWaitAreListedWithTheReason() {
        ada.unlink();
        ada.tell("bob", "one\ntwo");
        simulation.run(Duration.ofMinutes(5));
        assertEquals("1: to bob, 5 min ago, there is no link to a peer: one two", outbox().getFirst());
    }

    @Test
    void aLineForSomebodyWhoIsNotHereSaysThat() {
        bobLeaves();
        ada.tell("bob", "x".repeat(100));
        assertEquals("1: to bob, 1 min ago, not here: " + "x".repeat(80) + "…", outbox().getFirst());
        ada.command(new ChatCommand.Block(Choice.of("bob")));
        assertTrue(outbox().getFirst().contains(", you blocked them: "), answer());
    }

    /** bob has never written to ada and is no contact of his, so no receipt comes. */
    @Test
    void aLineThatWasPassedOnWaitsForItsReceipt() {
        ada.tell("bob", "hi");
        simulation.run(SHORT);
        assertEquals("1: to bob, 1 min ago, passed on, not shown yet: hi", outbox().getFirst());
        bob.tell("ada", "hello");
        simulation.run(Duration.ofMinutes(2));
        assertEquals(List.of("No private line of yours waits."), outbox());
    }

    @Test
    void aLineThatIsGivenUpIsNotSentAgain() {
        bobLeaves();
        ada.tell("bob", "first");
        ada.tell("bob", "second");
        ada.unlink();
        outbox();
        ada.command(new ChatCommand.DropLine(1));
        assertTrue(answer().startsWith("1 line for bob given up"), answer());
        assertEquals(Delivery.GIVEN_UP, ada.latest(ChatEvent.DeliveryChanged.class).delivery());
        assertEquals(1, ada.latest(ChatEvent.DeliveryChanged.class).id().sequence());
        ada.restart("ada");
        assertEquals(2, outbox().size(), "one line, and what one may do");
        assertTrue(outbox().getFirst().endsWith(": second"), answer());
    }

    /** The list may have become shorter since our person read it. */
    @Test
    void aNumberMeansWhatStoodThereWhenItWasListed() {
        bobLeaves();
        ada.tell("bob", "first");
        ada.tell("bob", "second");
        ada.tell("bob", "third");
        outbox();
        ada.command(new ChatCommand.DropLine(1));
        ada.command(new ChatCommand.DropLine(2));
        assertTrue(outbox().getFirst().endsWith(": third"), answer());
        ada.command(new ChatCommand.DropLine(2));
        assertEquals("No line with the number 2 waits: /outbox lists them.", ada.refusal());
    }

    @Test
    void allLinesForAPersonAreGivenUp() {
        ada.tell("bob", "one");
        simulation.run(SHORT);
        ada.tell("bob", "two");
        ada.command(new ChatCommand.DropLinesTo(Choice.of("bob")));
        assertEquals("2 lines for bob given up, as you wanted. What was passed on already may still arrive.", answer());
        assertEquals(List.of("No private line of yours waits."), outbox());
        ada.command(new ChatCommand.DropLinesTo(Choice.of("bob")));
        assertEquals("No line for bob waits.", ada.refusal());
        ada.command(new ChatCommand.DropLinesTo(Choice.of("zoe")));
        assertTrue(ada.refusal().startsWith("Nobody here is called"), ada.refusal());
    }

    @Test
    void ofManyLinesTheFirstAreListed() {
        bobLeaves();
        for (int i = 0; i < 25; i++) {
            ada.tell("bob", "line " + i);
        }
        List<String> outbox = outbox();
        assertEquals(OutboxCommands.MAX_LISTED + 2, outbox.size());
        assertEquals("5 more wait.", outbox.get(OutboxCommands.MAX_LISTED));
    }
}
