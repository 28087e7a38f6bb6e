package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final ChatSimulation simulation = new ChatSimulation(3);

    @Test
    void aLineToEveryoneIsShownToAll() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        ChatSimulation.Participant eve = simulation.arrive("eve");
        simulation.run(SHORT);
        ada.say("hello");
        simulation.run(SHORT);
        for (ChatSimulation.Participant each : List.of(ada, bob, eve)) {
            assertEquals(List.of("ada -> hello"), each.lines());
        }
        assertTrue(ada.latest(ChatEvent.Said.class).own());
        assertFalse(bob.latest(ChatEvent.Said.class).own());
        assertEquals(ada.latest(ChatEvent.Said.class).id(), bob.latest(ChatEvent.Said.class).id());
    }

    @Test
    void aDirectLineIsShownToItsRecipientAlone() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        ChatSimulation.Participant eve = simulation.arrive("eve");
        simulation.run(SHORT);
        ada.tell("bob", "psst");
        eve.tell("ADA", "and what about me?");
        simulation.run(SHORT);
        assertEquals(List.of("(direct) ada -> psst", "(direct) eve -> and what about me?"), ada.lines());
        assertEquals(List.of("(direct) ada -> psst"), bob.lines());
        assertEquals(List.of("(direct) eve -> and what about me?"), eve.lines());
        assertEquals(bob.person(), bob.latest(ChatEvent.Told.class).to());
    }

    @Test
    void aNamesakeNeverSeesADirectLineToTheOther() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        ChatSimulation.Participant twin = simulation.arrive("bob");
        simulation.run(SHORT);
        ada.tell("bob", "which one?");
        String choices = ada.latest(ChatEvent.RosterChanged.class)
                .others()
                .stream()
                .map(person -> "@" + person.nameWithSuffix())
                .reduce((a, b) -> a + " or " + b)
                .orElseThrow();
        assertTrue(choices.contains(bob.person().suffix()) && choices.contains(twin.person().suffix()));
        assertEquals("2 people are called that: write " + choices + ".", ada.refusal());
        ada.tell(bob.person().nameWithSuffix(), "this one");
        simulation.run(SHORT);
        assertEquals(List.of("(direct) ada -> this one"), bob.lines());
        assertEquals(List.of(), twin.lines());
        twin.tell("bob", "to my namesake");
        simulation.run(SHORT);
        assertEquals("(direct) bob -> to my namesake", bob.lines().getLast());
    }

    @Test
    void atMostFiveNamesakesAreListed() {
        List<Person> bobs = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> new Person("%04x".formatted(i).repeat(16), "bob"))
                .toList();
        assertEquals(
                "7 people are called that: write @bob·00010001 or @bob·00020002 or @bob·00030003 or @bob·00040004"
                        + " or @bob·00050005.",
                choices(bobs));
    }

    @Test
    void namesakesAreListedWithTheDigitsThatTellThemApart() {
        List<Person> bobs = Stream.of("0", "1", "2")
                .map(end -> new Person("0".repeat(9) + end + "0".repeat(54), "bob"))
                .toList();
        assertEquals(
                "3 people are called that: write @bob·0000000000 or @bob·0000000001 or @bob·0000000002.",
                choices(bobs));
    }

    private static String choices(List<Person> people) {
        Person ada = new Person("a".repeat(64), "ada");
        return assertInstanceOf(Recipient.None.class, Recipient.find("bob", ada, people, List.of(), _ -> 0)).reason();
    }

    /** Of two people with one name, the one who was lost is listed for up to 42 s. */
    @Test
    void ofTwoNamesakesTheSilentOneIsNamedAndNobodyIsGuessed() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant dead = simulation.arrive("ben");
        simulation.run(Duration.ofMinutes(1));
        dead.die();
        ChatSimulation.Participant ben = simulation.arrive("ben");
        simulation.run(Duration.ofSeconds(22));
        ada.tell("ben", "hi");
        simulation.run(SHORT);
        assertEquals(List.of(), ben.lines());
        assertTrue(ada.refusal().matches("2 people are called that: write @ben·.* \\(silent for [23]\\d s\\).*"),
                ada.refusal());
        assertTrue(ada.refusal().contains("@" + dead.person().nameWithSuffix() + " (silent"), ada.refusal());
        assertFalse(ada.refusal().contains("@" + ben.person().nameWithSuffix() + " (silent"), ada.refusal());
    }

    @Test
    void letterCaseTellsNobodyApart() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant upper = simulation.arrive("Bob");
        ChatSimulation.Participant lower = simulation.arrive("bob");
        simulation.run(SHORT);
        ada.tell("Bob", "who?");
        simulation.run(SHORT);
        assertEquals(List.of(), upper.lines());
        assertEquals(List.of(), lower.lines());
        assertTrue(ada.refusal().startsWith("2 people are called that"));
    }

    @Test
    void aNameThatLooksLikeTheUnknownOneIsOffered() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant zoe = simulation.arrive("Zoë");
        simulation.run(SHORT);
        ada.tell("zoe", "hi");
        assertEquals("Nobody here is called \"zoe\": do you mean @" + zoe.person().nameWithSuffix() + "?",
                ada.refusal());
    }

    @Test
    void unknownNamesAndOneselfAreRefusedAsRecipients() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.tell("carol", "hi");
        assertEquals("Nobody here is called \"carol\": type /who to see who is here.", ada.refusal());
        ada.tell("6ad2".repeat(16), "hi");
        assertEquals("Nobody here has the key " + "6ad2".repeat(16)
                + ", and no contact: write the name, or wait for them.", ada.refusal());
        ada.tell("ada", "hi");
        assertEquals("That is you: a message to yourself goes nowhere.", ada.refusal());
        ada.tell(ada.person().nameWithSuffix(), "hi");
        assertEquals("That is you: a message to yourself goes nowhere.", ada.refusal());
        ada.tell("ada·1", "hi");
        assertEquals("At least 8 digits of the key follow the dot.", ada.refusal());
        assertEquals(List.of(), ada.lines());
    }

    @Test
    void withoutANameNothingIsPublished() {
        ChatSimulation.Participant shy = simulation.arrive(null);
        shy.say("hello?");
        shy.tell("bob", "hello?");
        assertEquals(2, shy.all(ChatEvent.Refused.class).size());
        assertTrue(shy.refusal().startsWith("Set a username first"));
        assertEquals(List.of(), shy.published());
    }

    @Test
    void anEmptyOrTooLongLineIsRefusedAndAPastedEscapeIsHarmless() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.say(" ");
        assertEquals("There is nothing to send: the text is empty.", ada.refusal());
        ada.say("x".repeat(5_000));
        assertEquals("The text is too long: it has 5,000 bytes, and 4,096 are allowed.", ada.refusal());
        ada.say("\u001B[31mred\u202E");
        assertEquals(List.of("ada -> red"), ada.lines());
    }

    @Test
    void aLineIsQueuedUntilAPeerHasIt() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        simulation.arrive("bob");
        ada.say("is anyone there?");
        MessageId id = ada.latest(ChatEvent.Said.class).id();
        simulation.run(SHORT);
        assertEquals(List.of(new ChatEvent.DeliveryChanged(id, Delivery.QUEUED)),
                ada.all(ChatEvent.DeliveryChanged.class));
        assertEquals(1, ada.core.unsent());
        ada.link();
        simulation.run(SHORT);
        assertEquals(new ChatEvent.DeliveryChanged(id, Delivery.SENT), ada.latest(ChatEvent.DeliveryChanged.class));
        assertEquals(0, ada.core.unsent());
    }

    @Test
    void linesMissedWithoutALinkDoNotHoldUpLaterOnes() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        ada.say("one");
        simulation.run(SHORT);
        bob.unlink();
        ada.say("two");
        ada.say("three");
        simulation.run(SHORT);
        bob.link();
        simulation.run(Duration.ofSeconds(7));
        ada.say("four");
        simulation.run(Duration.ofMillis(100));
        assertEquals(List.of("ada -> one", "ada -> four"), bob.lines());
    }

    @Test
    void withoutAPeerOnlyABoundedNumberOfLinesIsTaken() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        IntStream.rangeClosed(1, ChatCore.MAX_UNSENT_LINES + 1).forEach(i -> ada.say("line " + i));
        assertEquals("This line was not taken: 1,280 others wait for a peer already.", ada.refusal());
        assertEquals(ChatCore.MAX_UNSENT_LINES, ada.lines().size());
    }

    @Test
    void aLineIsShownWithTheTimeOfItsArrival() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        simulation.run(SHORT);
        ada.say("hello");
        simulation.run(SHORT);
        Instant at = bob.latest(ChatEvent.Said.class).at();
        assertTrue(at.isAfter(ada.latest(ChatEvent.Said.class).at()));
        assertTrue(at.toEpochMilli() <= simulation.nowMs());
        assertEquals(ada.latest(ChatEvent.Said.class).at(), bob.latest(ChatEvent.Said.class).written());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiveHundredLinesAtOnceReachTenPeersCompletelyAndInOrder(long seed) {
        ChatSimulation crowd = new ChatSimulation(seed);
        List<ChatSimulation.Participant> readers = tenReaders(crowd);
        ChatSimulation.Participant bot = crowd.arrive("bot");
        sayFiveHundredLinesAndLeave(bot);
        crowd.run(Duration.ofSeconds(5));
        assertAllReadInOrder(readers);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiveHundredLinesTypedWithoutALinkReachTenPeersInOrder(long seed) {
        ChatSimulation crowd = new ChatSimulation(seed);
        List<ChatSimulation.Participant> readers = tenReaders(crowd);
        ChatSimulation.Participant bot = crowd.wake("bot");
        sayFiveHundredLinesAndLeave(bot);
        bot.link();
        crowd.run(Duration.ofSeconds(5));
        assertAllReadInOrder(readers);
    }

    private static List<ChatSimulation.Participant> tenReaders(ChatSimulation crowd) {
        List<ChatSimulation.Participant> readers =
                IntStream.range(0, 10).mapToObj(i -> crowd.arrive("reader" + i)).toList();
        crowd.run(SHORT);
        crowd.maxLatencyMs(400);
        return readers;
    }

    private static void sayFiveHundredLinesAndLeave(ChatSimulation.Participant bot) {
        IntStream.rangeClosed(1, 500).forEach(i -> bot.say("line " + i));
        bot.command(new ChatCommand.Leave(Duration.ofSeconds(10)));
    }

    private static void assertAllReadInOrder(List<ChatSimulation.Participant> readers) {
        List<String> expected =
                IntStream.rangeClosed(1, 500).mapToObj(i -> "bot -> line " + i).toList();
        for (ChatSimulation.Participant reader : readers) {
            assertIterableEquals(expected, reader.lines());
            assertFalse(reader.latest(ChatEvent.PeerLeft.class).lost());
            assertFalse(reader.roster().contains("bot"));
        }
    }

    @Test
    void connectIsPassedToTheNetworkUnlessTheAddressIsMalformed() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.command(new ChatCommand.Connect(" there:55555 "));
        assertTrue(ada.effects.contains(new ChatEffect.Join("there:55555")));
        ada.command(new ChatCommand.Connect("nowhere"));
        assertEquals("\"nowhere\" is not an address: write HOST:PORT, with IPv6 in brackets.", ada.refusal());
        ada.input(new ChatInput.JoinFailed("there:55555", "connection refused"));
        assertEquals("Could not reach there:55555: connection refused.",
                ada.latest(ChatEvent.Noticed.class).sentence());
    }

    @Test
    void missedMessagesAreReported() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.input(new ChatInput.Lagged(7));
        assertEquals(new ChatEvent.Missed(7), ada.latest(ChatEvent.Missed.class));
    }
}
