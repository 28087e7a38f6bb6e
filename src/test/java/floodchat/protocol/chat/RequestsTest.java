package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Private lines of strangers. */
class RequestsTest {
    /** Longer than it takes to open a letter. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final ChatSimulation simulation = new ChatSimulation(5);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    private final Map<Integer, LetterWriter> strangers = new HashMap<>();

    /** A stranger with this number writes their line with this number. */
    private void writes(int stranger, long line) {
        simulation.run(SOON);
        LetterWriter writer = strangers.computeIfAbsent(
                stranger, number -> new LetterWriter(Authors.identity(100 + number), "s" + number));
        ada.receiveSealed(writer.letter(ada.identity.key(), ada.prekeys(), "line " + line, simulation.nowMs()));
        simulation.run(SOON);
    }

    private int waiting() {
        List<ChatEvent.RequestsChanged> changes = ada.all(ChatEvent.RequestsChanged.class);
        return changes.isEmpty() ? 0 : changes.getLast().people();
    }

    @Test
    void threeStrangersAMinuteAreShownAndTheOthersWait() {
        for (int i = 1; i <= 5; i++) {
            writes(i, 1);
        }
        assertEquals(List.of("(direct) s1 -> line 1", "(direct) s2 -> line 1", "(direct) s3 -> line 1"), ada.lines());
        assertEquals(2, waiting());
        writes(1, 2);
        assertEquals(4, ada.lines().size());
        simulation.run(Duration.ofMinutes(1));
        writes(6, 1);
        assertEquals(5, ada.lines().size());
        writes(5, 2);
        assertEquals(5, ada.lines().size(), "who waits goes on waiting");
    }

    @Test
    void acceptingShowsWhatWasSaidAndMakesAConversation() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        writes(1, 1);
        writes(1, 2);
        assertEquals(List.of(), ada.lines());
        int before = ada.events.size();
        ada.command(new ChatCommand.Accept(Choice.of("s1")));
        List<ChatEvent> order = ada.events.subList(before, ada.events.size())
                .stream()
                .filter(event -> event instanceof ChatEvent.Answered || event instanceof ChatEvent.Told)
                .toList();
        assertEquals(3, order.size());
        assertInstanceOf(ChatEvent.Answered.class, order.getFirst(), "the sentence explains the lines below it");
        writes(1, 3);
        assertEquals(List.of("(direct) s1 -> line 1", "(direct) s1 -> line 2", "(direct) s1 -> line 3"), ada.lines());
        assertEquals(0, waiting());
    }

    @Test
    void nothingWaitsOfSomebodyWhoIsHereAndHasNotWritten() {
        ada.receive(Authors.identity(101), simulation.presence(1, 0, "s1", false, 15));
        ada.command(new ChatCommand.Accept(Choice.of("s1")));
        assertEquals("No line of s1 waits.", ada.refusal());
    }

    @Test
    void contactsAndThoseWeHaveWrittenToNeverWait() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        for (int i = 1; i <= 2; i++) {
            ada.receive(Authors.identity(100 + i), simulation.presence(1, 0, "s" + i, false, 15));
        }
        ada.command(new ChatCommand.AddContact(Choice.of("s1"), null));
        ada.tell("s2", "hi");
        writes(1, 1);
        writes(2, 1);
        assertEquals(0, waiting());
        assertTrue(ada.lines().containsAll(List.of("(direct) s1 -> line 1", "(direct) s2 -> line 1")));
    }

    @Test
    void aBotSeesAll() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        writes(1, 1);
        ada.command(new ChatCommand.SetRequests(RequestPolicy.OFF));
        for (int i = 2; i <= 20; i++) {
            writes(i, 1);
        }
        assertEquals(20, ada.lines().size());
        assertEquals(0, waiting());
    }

    @Test
    void whatWaitsIsBoundedAndWhatHasNoRoomIsCounted() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        for (int i = 1; i <= Requests.MAX_PEOPLE + 5; i++) {
            writes(i, 1);
        }
        for (int line = 2; line <= Requests.MAX_LINES_EACH + 3; line++) {
            writes(1, line);
        }
        assertEquals(Requests.MAX_PEOPLE, waiting());
        ada.command(new ChatCommand.ShowRequests());
        List<String> sentences = ada.latest(ChatEvent.Answered.class).sentences();
        assertEquals(Requests.MAX_PEOPLE + 2, sentences.size());
        assertTrue(sentences.getFirst().endsWith(", 8 lines: line 1"), sentences.getFirst());
        assertEquals(
                "8 further lines had no room. Their authors' programs try again for 7 days.",
                sentences.get(Requests.MAX_PEOPLE));
        ada.command(new ChatCommand.ClearRequests());
        assertEquals(0, waiting());
        assertEquals(List.of(), ada.lines());
    }

    @Test
    void aLineThatHadNoRoomIsTakenWhenItIsRepeated() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        for (int i = 1; i <= Requests.MAX_PEOPLE; i++) {
            writes(i, 1);
        }
        LetterWriter further = new LetterWriter(Authors.identity(99), "further");
        byte[] letter = further.letter(ada.identity.key(), ada.prekeys(), "line 1", simulation.nowMs());
        repeats(letter);
        repeats(letter);
        ada.command(new ChatCommand.ShowRequests());
        List<String> sentences = ada.latest(ChatEvent.Answered.class).sentences();
        assertTrue(sentences.get(Requests.MAX_PEOPLE).startsWith("1 further line had no room."), sentences::toString);
        ada.command(new ChatCommand.Accept(Choice.of("s1")));
        repeats(letter);
        assertEquals(Requests.MAX_PEOPLE, waiting());
        ada.command(new ChatCommand.Accept(Choice.of("further")));
        assertEquals(List.of("(direct) s1 -> line 1", "(direct) further -> line 1"), ada.lines());
    }

    @Test
    void whatWasClearedIsNotTakenAgain() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        LetterWriter writer = new LetterWriter(Authors.identity(101), "s1");
        simulation.run(SOON);
        byte[] letter = writer.letter(ada.identity.key(), ada.prekeys(), "line 1", simulation.nowMs());
        repeats(letter);
        assertEquals(1, waiting());
        ada.command(new ChatCommand.ClearRequests());
        repeats(letter);
        assertEquals(0, waiting());
    }

    private void repeats(byte[] letter) {
        ada.receiveSealed(letter);
        simulation.run(SOON);
    }

    @Test
    void blockingForgetsARequest() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        writes(1, 1);
        ada.command(new ChatCommand.Block(Choice.of("s1")));
        assertEquals(0, waiting());
        writes(1, 2);
        assertEquals(0, waiting());
    }

    @Test
    void aLineToEveryoneNeverWaits() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        ada.receive(Authors.identity(101), simulation.say(1, "s1", "hello"));
        assertEquals(List.of("s1 -> hello"), ada.lines());
    }

    @Test
    void whatWaitedWhenWeLeftWaitsAgainWhenItIsRepeated() {
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        LetterWriter writer = new LetterWriter(Authors.identity(101), "s1");
        simulation.run(SOON);
        byte[] letter = writer.letter(ada.identity.key(), ada.prekeys(), "line 1", simulation.nowMs());
        ada.receiveSealed(letter);
        simulation.run(SOON);
        assertEquals(1, waiting());
        ada.restart("ada");
        ada.command(new ChatCommand.SetRequests(RequestPolicy.ON));
        simulation.run(SOON);
        assertEquals(0, waiting());
        ada.receiveSealed(letter);
        simulation.run(SOON);
        assertEquals(1, waiting());
        ada.command(new ChatCommand.Accept(Choice.of("s1")));
        assertEquals(List.of("(direct) s1 -> line 1"), ada.lines());
        ada.restart("ada");
        ada.receiveSealed(letter);
        simulation.run(SOON);
        assertEquals(List.of(), ada.lines(), "what was shown is not shown again");
    }
}
