package floodchat.front.plain;

import static floodchat.front.People.ADA;
import static floodchat.front.People.ALICE;
import static floodchat.front.People.BOB;
import static floodchat.front.People.NOON;
import static floodchat.front.People.OTHER_ALICE;
import static floodchat.front.People.roster;
import static floodchat.front.People.said;
import static floodchat.front.People.saidByUs;
import static floodchat.front.People.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PlainFrontTest {
    private final EventBus bus = new EventBus();
    private final Mailbox<ChatCommand> chat = new Mailbox<>("chat", 1);
    private final List<ChatCommand> commands = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void linesAreCommandsAndTheEndOfTheInputLeaves() throws InterruptedException {
        int exitCode = run("hello\n@bob hi\n\nset username\nada\nconnect here:1\n", 0);
        assertEquals(
                List.of(
                        new ChatCommand.Say("hello"),
                        new ChatCommand.Tell("bob", "hi"),
                        new ChatCommand.SetName("ada"),
                        new ChatCommand.Connect("here:1"),
                        new ChatCommand.Leave(LineSource.PATIENCE)),
                commands);
        assertEquals(0, exitCode);
        assertEquals("", text(out));
    }

    @Test
    void whatReachedNobodyIsAnError() throws InterruptedException {
        assertEquals(1, run("hello\n", 1));
        assertTrue(text(err).contains("1 message could be handed to nobody"));
    }

    @Test
    void exitLeavesTheRestUnread() throws InterruptedException {
        assertEquals(0, run("one\nexit\ntwo\n", 0));
        assertEquals(List.of(new ChatCommand.Say("one"), new ChatCommand.Leave(LineSource.PATIENCE)), commands);
    }

    @Test
    void aMistypedCommandIsNotSaid() throws InterruptedException {
        run("/hlep\n", 0);
        assertEquals(List.of(new ChatCommand.Leave(LineSource.PATIENCE)), commands);
        assertTrue(text(err).contains("did you mean /help?"));
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheNextOneIsSaid() throws InterruptedException {
        run("x".repeat(100_000) + "\nshort\n", 0);
        assertEquals(new ChatCommand.Say("short"), commands.getFirst());
        assertTrue(text(err).contains("was not sent"));
    }

    @Test
    void manyLinesAreSaidCompletelyAndInOrderHoweverSlowTheChatIs() throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("line ").append(i).append('\n');
        }
        run(lines.toString(), 0);
        assertEquals(501, commands.size());
        for (int i = 0; i < 500; i++) {
            assertEquals(new ChatCommand.Say("line " + i), commands.get(i));
        }
    }

    @Test
    void messagesAreLinesOfStandardOutputAndNothingElseIs() throws InterruptedException {
        run(
                "",
                0,
                roster(ADA, ALICE, OTHER_ALICE, BOB),
                said(BOB, 1, "hello"),
                told(BOB, ADA, 2, "psst"),
                saidByUs(ADA, 1, "our own"),
                said(ALICE, 1, "two\nlines \u001B[31m\u0007"),
                new ChatEvent.PeerJoined(BOB, NOON),
                new ChatEvent.Noticed("a notice"),
                new ChatEvent.Missed(3));
        assertEquals("bob -> hello\n(direct) bob -> psst\nalice·3f2a -> two ⏎ lines [31m\n", text(out));
        assertEquals("bob joined.\na notice\n3 messages were missed here.\n", text(err));
    }

    @Test
    void aFailureOfThePeerEndsWithItsReason() throws InterruptedException {
        assertEquals(1, runInSilence(new ChatEvent.Failed("The port is gone."), out));
        assertEquals("The port is gone.\n", text(err));
    }

    @Test
    void aReaderWhoWentAwayEndsItQuietly() throws InterruptedException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        assertEquals(0, runInSilence(said(BOB, 1, "hello"), closed));
        assertEquals("", text(err));
    }

    /** Runs a front end on this input with a chat that answers goodbye, after these events. */
    private int run(String input, int unsent, ChatEvent... events) throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        PlainFront front =
                new PlainFront(bus, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
        for (ChatEvent event : events) {
            bus.tell(event);
        }
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(unsent));
        front.open();
        int exitCode = front.run();
        front.close();
        service.join();
        return exitCode;
    }

    /** Runs a front end whose input says nothing until the end of the test, on one event. */
    private int runInSilence(ChatEvent event, OutputStream output) throws InterruptedException {
        SilentInput silent = new SilentInput();
        PlainFront front = new PlainFront(bus, silent, output, err);
        front.open();
        bus.tell(event);
        int exitCode = front.run();
        front.close();
        silent.ended.countDown();
        return exitCode;
    }

    private void answerGoodbye(int unsent) {
        try {
            ChatCommand command = chat.take();
            while (!(command instanceof ChatCommand.Leave)) {
                commands.add(command);
                command = chat.take();
            }
            commands.add(command);
            bus.tell(new ChatEvent.Left(unsent));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A pipe whose other end says nothing. */
    private static final class SilentInput extends InputStream {
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public int read() {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                ended.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
