package floodchat.front.json;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.ALICE;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.NOON;
import static floodchat.front.SamplePeople.OTHER_ALICE;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static floodchat.front.SamplePeople.saidByUs;
import static floodchat.front.SamplePeople.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.Roster;
import floodchat.front.SampleReports;
import floodchat.front.plain.PlainFront;
import floodchat.front.plain.PlainSettings;
import floodchat.front.plain.TextOutput;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(20)
class JsonFrontTest {
    private static final Address HERE = new Address("192.168.1.20", 55_555);
    private static final FloodEvent LINKED = new FloodEvent.StatusChanged(HERE, 1, new FloodEvent.Phase.Linked());
    private static final ChatEvent.Told TOLD_BY_US = new ChatEvent.Told(
            new MessageId(ADA.key(), 1, 2, BOB.key()), ADA, BOB, "psst", NOON, true);

    private final BotSchema schema = new BotSchema();
    private final EventBus bus = new EventBus();
    private final Mailbox<ChatCommand> chat = new Mailbox<>(1);
    private final List<ChatCommand> commands = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aLineIsAnObjectWithAllThatIsKnownOfIt() throws InterruptedException {
        run("", 0, roster(ADA, ALICE, OTHER_ALICE), said(ALICE, 1, "two\nlines"), told(ALICE, ADA, 2, "psst"));
        assertEquals(List.of(
                "{\"type\":\"say\",\"from\":\"alice·3f2a00aa\",\"key\":\"3f2a00aa3f2a00aa\",\"text\":\"two\\nlines\","
                        + "\"at\":\"2026-11-22T12:00:00Z\",\"direct\":false,\"earlier\":false,\"own\":false,"
                        + "\"id\":\"3f2a00aa3f2a00aa.1.1\"}",
                "{\"type\":\"say\",\"from\":\"alice·3f2a00aa\",\"key\":\"3f2a00aa3f2a00aa\",\"text\":\"psst\","
                        + "\"at\":\"2026-11-22T12:00:00Z\",\"direct\":true,\"earlier\":false,\"own\":false,"
                        + "\"id\":\"3f2a00aa3f2a00aa.1.2\"}",
                "{\"type\":\"left\",\"unsent\":0,\"kept\":0,\"code\":0}"), lines());
        assertEquals("", text(err));
    }

    @Test
    void ourOwnLineComesBeforeItsDeliveryAndNamesItsReader() throws InterruptedException {
        run("", 0, roster(ADA, BOB), TOLD_BY_US,
                new ChatEvent.DeliveryChanged(TOLD_BY_US.id(), Delivery.QUEUED),
                new ChatEvent.DeliveryChanged(TOLD_BY_US.id(), Delivery.GIVEN_UP));
        List<JsonNode> objects = objects();
        assertEquals("psst", objects.get(0).get("text").stringValue());
        assertEquals("bob", objects.get(0).get("to").stringValue());
        assertEquals(BOB.key(), objects.get(0).get("toKey").stringValue());
        assertEquals(objects.get(0).get("id"), objects.get(1).get("id"));
        assertEquals("queued", objects.get(1).get("state").stringValue());
        assertEquals("given-up", objects.get(2).get("state").stringValue());
    }

    @Test
    void mistakesAreObjectsWithTheirLineAndTheNextLineIsRead() throws InterruptedException {
        String tooLong = "{\"type\":\"say\",\"text\":\"" + "x".repeat(JsonFormat.MAX_LINE_BYTES) + "\"}";
        int exitCode = run("hello\n\n" + tooLong + "\n{\"type\":\"sya\"}\n{\"type\":\"say\",\"text\":\"hi\"}\n", 0);
        assertEquals(1, exitCode);
        assertEquals(new ChatCommand.Say("hi"), commands.getFirst());
        assertEquals(2, commands.size());
        List<JsonNode> errors = objects().stream().filter(object -> type(object).equals("error")).toList();
        assertEquals(List.of(1, 3, 4), errors.stream().map(error -> error.get("line").intValue()).toList());
        assertTrue(errors.get(1).get("text").stringValue().startsWith("A line of more than 32768 bytes was not read"));
        assertEquals("", text(err));
    }

    @Test
    void aTextOfFullLengthInEscapesFits() throws InterruptedException {
        run("{\"type\":\"say\",\"text\":\"" + "\\u0061".repeat(4_096) + "\"}\n", 0);
        assertEquals(new ChatCommand.Say("a".repeat(4_096)), commands.getFirst());
    }

    @Test
    void whatTheChatRefusesIsNamed() throws InterruptedException {
        assertEquals(1, run("", 0, new ChatEvent.Refused(new ChatCommand.Tell("eve", "hi"), "Nobody is eve.")));
        assertEquals("{\"type\":\"error\",\"text\":\"Nobody is eve.\",\"refused\":\"@eve hi\"}", lines().getFirst());
    }

    @Test
    void leaveLeavesTheRestUnreadAndTheLastObjectHasTheExitCode() throws InterruptedException {
        assertEquals(3, run("{\"type\":\"leave\"}\n{\"type\":\"who\"}\n", 2));
        assertEquals(List.of("{\"type\":\"left\",\"unsent\":2,\"kept\":0,\"code\":3}"), lines());
    }

    @Test
    void theStatusIsToldWhenItHasChanged() throws InterruptedException {
        FloodEvent looking = new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.Joining(HERE, true));
        FloodEvent waiting = new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.Waiting(HERE, 5, true));
        run("", 0, looking, waiting, looking, LINKED, LINKED);
        assertEquals(List.of(
                "{\"type\":\"status\",\"listening\":\"192.168.1.20:55555\",\"links\":0,\"state\":\"looking\"}",
                "{\"type\":\"status\",\"listening\":\"192.168.1.20:55555\",\"links\":1,\"state\":\"linked\"}"),
                lines().subList(0, 2));
        assertEquals(3, lines().size());
    }

    @Test
    void everyKindOfEventIsWrittenAsTheSchemaSaysAndNoKindIsLeftOut() throws InterruptedException {
        List<ChatEvent> events = List.of(
                roster(ADA, BOB, ALICE),
                new ChatEvent.ContactsChanged(List.of(new Contact(BOB.key(), "rob", true, 0)), List.of(), List.of()),
                said(BOB, 1, "hello"), TOLD_BY_US,
                new ChatEvent.CaughtUp(List.of(said(ALICE, 1, "before"), saidByUs(ADA, 9, "mine"))),
                new ChatEvent.Hidden(said(BOB, 2, "x"), 10),
                new ChatEvent.Hidden(said(BOB, 3, "x"), 11),
                new ChatEvent.WrittenToAway(BOB, new Absence(true, NOON, "lunch")),
                new ChatEvent.DeliveryChanged(TOLD_BY_US.id(), Delivery.SHOWN),
                new ChatEvent.NameSet(ADA),
                new ChatEvent.Refused(new ChatCommand.SetName("x"), "No."),
                new ChatEvent.PeerFound(BOB, NOON),
                new ChatEvent.PeerJoined(ALICE, NOON.plusNanos(123_456_789)),
                new ChatEvent.PeerRenamed(ALICE, new Person(ALICE.key(), "al"), NOON),
                new ChatEvent.PeerLeft(ALICE, true, NOON),
                new ChatEvent.RequestsChanged(1, told(OTHER_ALICE, ADA, 1, "buy"), List.of()),
                new ChatEvent.Answered(List.of("One.", "Two.")),
                new ChatEvent.Noticed("A notice."),
                new ChatEvent.RunsElsewhere("ada"), new ChatEvent.RunsHere(),
                new ChatEvent.StorageChanged(false, "The disk is full."),
                new ChatEvent.RefusalsCounted(Map.of(Refusal.TOO_MANY, 2L)),
                new ChatEvent.Missed(3));
        Set<Class<?>> given = events.stream().map(Object::getClass).collect(Collectors.toSet());
        given.addAll(List.of(ChatEvent.Failed.class, ChatEvent.Left.class)); // they end it
        Set<Class<?>> all = new HashSet<>(Arrays.asList(ChatEvent.class.getPermittedSubclasses()));
        all.addAll(Arrays.asList(ChatEvent.Spoken.class.getPermittedSubclasses()));
        all.remove(ChatEvent.Spoken.class);
        assertEquals(all, given);

        List<Object> told = new ArrayList<>(events);
        told.add(new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.ClockDiffers(10_800_000, 2)));
        run("{\"type\":\"command\",\"line\":\"/help\"}\n", 0, told.toArray());
        writeAnswers();

        for (JsonNode object : objects()) {
            assertEquals(List.of(), schema.problemsWithEvent(object), object.toString());
        }
        Set<String> types = objects().stream().map(JsonFrontTest::type).collect(Collectors.toSet());
        assertEquals(schema.eventTypes(), types);
    }

    /** Answers to questions: other tests prove that they are asked. */
    private void writeAnswers() {
        TextOutput output = new TextOutput("standard output", out);
        JsonWriter writer = new JsonWriter(output);
        writer.who(new Roster(ADA, List.of(BOB, ALICE)).withAbsences(
                Map.of(BOB.key(), new Absence(false, NOON, ""))));
        writer.who(Roster.EMPTY);
        writer.network(SampleReports.linked(7), new Roster(ADA, List.of(BOB)), Map.of(Refusal.FORGED, 1L), null);
        writer.network(SampleReports.linked(2), Roster.EMPTY, Map.of(), "The disk is full.");
        writer.found(2, 2, true);
        writer.failed("The port is gone.");
        output.flush();
    }

    /** Runs a front end on this input, after these events. The chat answers goodbye. */
    private int run(String input, int unsent, Object... events) throws InterruptedException {
        bus.subscribe(ChatCommand.class, chat);
        PlainSettings settings =
                new PlainSettings(true, 20, null, List.of(), PlainSettings.DEFAULT_PATIENCE);
        PlainFront front = new PlainFront(bus, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out,
                err, settings, new JsonFormat(), null);
        for (Object event : events) {
            bus.tell(event);
        }
        Thread service = Thread.ofVirtual().start(() -> answerGoodbye(unsent));
        front.open();
        int exitCode = front.run();
        front.close();
        service.join();
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
            bus.tell(new ChatEvent.Left(unsent, 0));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> lines() {
        return text(out).lines().toList();
    }

    private List<JsonNode> objects() {
        return lines().stream().map(BotSchema::json).toList();
    }

    private static String type(JsonNode object) {
        return object.get("type").stringValue();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
