package floodchat.front.plain;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The search of plain mode. */
@Timeout(20)
class PlainSearchTest {
    private final EventBus bus = new EventBus();
    private final Mailbox<ChatCommand> chat = new Mailbox<>(10);
    private final Mailbox<HistoryInquiry> history = new Mailbox<>(10);
    private final List<HistoryInquiry> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static HistoryLine line(int number, ChatEvent.Spoken spoken) {
        return new HistoryLine(new HistoryPosition(202611, 1, number), spoken, spoken.at(), Delivery.SENT);
    }

    private static HistoryLine said(Person from, int number, String text) {
        return line(number, new ChatEvent.Said(
                new MessageId(from.key(), 1, number), from, text, NOON.plusSeconds(number), from.equals(ADA)));
    }

    private static HistoryLine told(Person from, Person to, int number) {
        return line(number, new ChatEvent.Told(
                new MessageId(from.key(), 1, number, to.key()), from, to, "psst", NOON.plusSeconds(number),
                from.equals(ADA)));
    }

    private int run(String input, Function<HistoryInquiry.Search, List<HistoryEvent>> answers)
            throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        bus.subscribe(HistoryInquiry.class, history);
        PlainFront front = new PlainFront(
                bus, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, 20);
        Thread service = Thread.ofVirtual().start(() -> answer(answers));
        front.open();
        int exitCode = front.run();
        front.close();
        service.interrupt();
        service.join();
        return exitCode;
    }

    private void answer(Function<HistoryInquiry.Search, List<HistoryEvent>> answers) {
        try {
            Thread goodbye = Thread.ofVirtual().start(this::answerGoodbye);
            while (goodbye.isAlive()) {
                HistoryInquiry inquiry = history.poll(10);
                if (inquiry instanceof HistoryInquiry.Search search) {
                    asked.add(search);
                    answers.apply(search).forEach(bus::tell);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerGoodbye() {
        try {
            chat.take();
            bus.tell(new ChatEvent.Left(0, 0));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hitsAreMessagesOnStandardOutputTheOldestFirst() throws InterruptedException {
        Person otherBob = new Person("eeee0000eeee0000", "bob");
        int exitCode = run("/search otter\n", search -> List.of(
                new HistoryEvent.Found(
                        search,
                        List.of(told(ADA, BOB, 4), told(BOB, ADA, 3), said(otherBob, 2, "two\n\u001B[2Jlines")),
                        false),
                new HistoryEvent.Found(search, List.of(said(BOB, 1, "first")), true)));
        assertEquals(0, exitCode);
        assertEquals(
                """
                        (earlier 2026-11-22T12:00:01Z) bob -> first
                        (earlier 2026-11-22T12:00:02Z) bob·eeee0000 -> two ⏎ lines
                        (earlier 2026-11-22T12:00:03Z) (direct) bob -> psst
                        (earlier 2026-11-22T12:00:04Z) (direct) ada to bob -> psst
                        """,
                text(out));
        assertEquals("4 lines have that.\n", text(err));
    }

    @Test
    void theNewestTwentyAreShownAndTheOthersCounted() throws InterruptedException {
        int exitCode = run("/search otter\n", search -> {
            List<HistoryEvent> events = new ArrayList<>();
            for (int i = search.limit(); i > 0; i--) {
                events.add(new HistoryEvent.Found(search, List.of(said(BOB, i, "otter " + i)), i == 1));
            }
            return events;
        });
        assertEquals(0, exitCode);
        List<String> lines = text(out).lines().toList();
        assertEquals(20, lines.size());
        assertTrue(lines.getFirst().endsWith("bob -> otter 981"), lines.getFirst());
        assertTrue(lines.getLast().endsWith("bob -> otter 1000"), lines.getLast());
        assertEquals("At least 1,000 lines have that; these are the newest 20.\n", text(err));
    }

    @Test
    void nothingFoundIsAFailureAsWithGrep() throws InterruptedException {
        assertEquals(1, run("/search otter\n", search -> List.of(new HistoryEvent.Found(search, List.of(), true))));
        assertEquals("", text(out));
        assertEquals("No line has that.\n", text(err));
    }

    @Test
    void aQueryWithAMistakeIsRefusedAndNotAsked() throws InterruptedException {
        assertEquals(1, run("/search since:yesterday\n/search\n", _ -> List.of()));
        assertEquals(List.of(), asked);
        List<String> lines = text(err).lines().toList();
        assertEquals("since: needs a day, such as since:2026-11-01.", lines.getFirst());
        assertTrue(lines.get(1).startsWith("/search WORDS lists"), lines.get(1));
    }

    @Test
    void aHistoryThatIsNotKeptSaysWhy() throws InterruptedException {
        assertEquals(1, run(
                "/search otter\n", search -> List.of(new HistoryEvent.Refused(search, "Nothing is kept."))));
        assertEquals("Nothing is kept.\n", text(err));
    }
}
