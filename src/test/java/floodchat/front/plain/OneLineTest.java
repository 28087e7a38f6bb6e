package floodchat.front.plain;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.CAROL;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code --say}: one line, and how it ends. */
@Timeout(20)
class OneLineTest {
    private static final FloodEvent LINKED = new FloodEvent.StatusChanged(
            new Address("192.168.1.20", 55_555), 1, new FloodEvent.Phase.Linked());

    private final EventBus bus = new EventBus();
    private final Mailbox<ChatCommand> chat = new Mailbox<>(10);
    private final List<ChatCommand> commands = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aLineToEveryoneIsSaidAndNothingElseIsTold() throws InterruptedException {
        assertEquals(0, run("/quit", List.of(), new ChatEvent.Left(0, 0)));
        assertEquals(new ChatCommand.Say("/quit"), commands.getFirst());
        assertTrue(commands.get(1) instanceof ChatCommand.Leave, commands.toString());
        assertEquals(2, commands.size());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLineThatNobodyGotIsGivenUp() throws InterruptedException {
        assertEquals(3, run("hi", List.of(), new ChatEvent.Left(1, 0)));
        assertEquals("1 message reached nobody.\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPrivateLineIsDeliveredWhenItsReadersHaveSeenIt() throws InterruptedException {
        ChatEvent.Told toBob = own(BOB);
        ChatEvent.Told toCarol = own(CAROL);
        ChatEvent.Told earlier = new ChatEvent.Told(
                new MessageId(ADA.key(), 6, 1, BOB.key()), ADA, BOB, "of an earlier run", NOON, true);
        int exitCode = run("hi", List.of("bob", "carol"), toBob, toCarol,
                new ChatEvent.DeliveryChanged(earlier.id(), Delivery.SHOWN),
                new ChatEvent.DeliveryChanged(toBob.id(), Delivery.SENT),
                new ChatEvent.DeliveryChanged(toBob.id(), Delivery.SHOWN),
                new ChatEvent.DeliveryChanged(toCarol.id(), Delivery.SHOWN),
                new ChatEvent.Left(0, 0));
        assertEquals(0, exitCode);
        assertTrue(commands.getFirst() instanceof ChatCommand.TellAll, commands.toString());
    }

    @Test
    void aPrivateLineOfWhichNobodyTellsThatItWasShownHasACodeOfItsOwn() throws InterruptedException {
        ChatEvent.Told toBob = own(BOB);
        int exitCode = run(Duration.ofMillis(50), "hi", List.of("bob"), toBob,
                new ChatEvent.DeliveryChanged(toBob.id(), Delivery.SENT), new ChatEvent.Left(0, 0));
        assertEquals(4, exitCode);
        assertEquals(PlainLines.NOT_SHOWN + "\n", err.toString(StandardCharsets.UTF_8));
        assertEquals(new ChatCommand.Leave(Duration.ZERO), commands.getLast());
    }

    @Test
    void aRefusedLineEndsAtOnce() throws InterruptedException {
        ChatCommand tell = new ChatCommand.Tell("eve", "hi");
        assertEquals(1, run("hi", List.of("eve"), new ChatEvent.Refused(tell, "Nobody is eve."),
                new ChatEvent.Left(0, 0)));
        assertEquals("Nobody is eve.\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aReaderWhoAnswersLateIsWaitedFor() throws InterruptedException {
        Person dave = new Person("4d4e4d4e4d4e4d4e", "dave");
        Thread late = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(Arrival.ANSWERED_WITHIN.plusMillis(500).toNanos());
            bus.tell(roster(ADA, BOB, dave));
        });
        run(Duration.ofSeconds(3), "hi", List.of("dave"), new ChatEvent.Left(0, 0));
        late.join();
        assertEquals(new ChatCommand.Tell(new Choice("dave", dave.key()), "hi"), commands.getFirst());
    }

    @Test
    void anEmptyLineIsRefused() throws InterruptedException {
        assertEquals(1, run(" ", List.of(), new ChatEvent.Left(0, 0)));
        assertEquals("There is nothing to send: the text is empty.\n", err.toString(StandardCharsets.UTF_8));
    }

    private static ChatEvent.Told own(Person reader) {
        return new ChatEvent.Told(new MessageId(ADA.key(), 7, 1, reader.key()), ADA, reader, "hi", NOON, true);
    }

    private int run(String text, List<String> to, ChatEvent... answers) throws InterruptedException {
        return run(PlainSettings.DEFAULT_PATIENCE, text, to, answers);
    }

    /** Says the text. The chat gives all answers but the last when it has the line, and that when it is to leave. */
    private int run(Duration patience, String text, List<String> to, ChatEvent... answers)
            throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        PlainFront front = new PlainFront(bus, InputStream.nullInputStream(), out, err,
                new PlainSettings(false, 0, text, to, patience), new TextFormat(true), null);
        bus.tell(LINKED);
        bus.tell(roster(ADA, BOB, CAROL));
        bus.tell(said(BOB, 1, "chatter"));
        Thread service = Thread.ofVirtual().start(() -> answer(List.of(answers)));
        front.open();
        int exitCode = front.run();
        front.close();
        service.join();
        return exitCode;
    }

    private void answer(List<ChatEvent> answers) {
        try {
            ChatCommand command = chat.take();
            if (!(command instanceof ChatCommand.Leave)) {
                commands.add(command);
                answers.subList(0, answers.size() - 1).forEach(bus::tell);
                command = chat.take();
            }
            commands.add(command);
            bus.tell(answers.getLast());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
