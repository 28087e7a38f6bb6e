package floodchat.node.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.Authors;
import floodchat.fixture.Stores;
import floodchat.node.flood.EngineNode;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attack: a crowd of invented people, over real sockets. */
@Timeout(240)
class CrowdOverFloodTest {
    private static final long PATIENCE_MS = 60_000;
    private static final int LISTED = 20_000;
    private static final int INVENTED = 20_500;
    private static final int LATER = 300;

    /** Fewer than wait for a chat service. */
    private static final int AT_ONCE = 2_000;

    private static final int FIRST_INVENTED = 1_000;

    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path folder;

    private FloodEngine engine(EventBus bus, int seed, Address... entries) throws Exception {
        FloodEngine engine = new FloodEngine(
                bus,
                new FloodEngine.Config(EngineNode.NETWORK, PortRange.anyOnLoopback(),
                        BootstrapAddresses.untold(List.of(entries)), FloodSettings.DEFAULT),
                new SplittableRandom(seed), new SecureRandom());
        open.addFirst(engine);
        engine.start();
        return engine;
    }

    private static Address address(FloodEngine engine) {
        return new Address("127.0.0.1", engine.port());
    }

    private void chat(EventBus bus, String name, int seed) throws Exception {
        ChatService chat = new ChatService(
                bus,
                name,
                () -> EngineNode.NETWORK.tag().bytes(),
                new SplittableRandom(1_000 + seed),
                new SecureRandom(),
                _ -> {},
                (_, answer) -> answer.accept(null),
                _ -> {});
        Identity identity = Authors.identity(seed);
        chat.start(identity, 0, Stores.of(identity, Files.createDirectory(folder.resolve(name))), SavedPeople.NONE,
                RequestPolicy.CROWD);
        open.addFirst(chat);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    /** Each load is listed before the next one comes, so that nothing is missed. */
    private static void inventedCome(int from, int to, EventBus attacker, Mailbox<ChatEvent> heard)
            throws InterruptedException {
        for (int i = from; i < to; i++) {
            Body presence = new Body.Presence(
                    1, 1, 0, System.currentTimeMillis(), "invented-" + i, true, 5_000, Body.Presence.NO_KEYS);
            byte[] payload =
                    Envelope.sign(Authors.identity(FIRST_INVENTED + i), EngineNode.NETWORK.tag().bytes(), presence);
            attacker.publish(new FloodCommand.Publish(1 + i, payload, PacketKind.EPHEMERAL));
            if (i % AT_ONCE == AT_ONCE - 1 || i == to - 1) {
                rosterWith(heard, "invented-" + i);
            }
        }
    }

    private static <E> E next(Mailbox<ChatEvent> events, Class<E> type) throws InterruptedException {
        while (true) {
            ChatEvent event = events.poll(PATIENCE_MS);
            assertNotNull(event, "nothing came any more");
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    /** The next roster that lists all of these people. */
    private static ChatEvent.RosterChanged rosterWith(Mailbox<ChatEvent> events, String... names)
            throws InterruptedException {
        while (true) {
            ChatEvent.RosterChanged roster = next(events, ChatEvent.RosterChanged.class);
            if (roster.others().stream().map(Person::name).toList().containsAll(List.of(names))) {
                return roster;
            }
        }
    }

    @Test
    void aRealNewcomerAmongTwentyThousandInventedPeopleCanBeToldSomething() throws Exception {
        EventBus ada = new EventBus();
        Mailbox<ChatEvent> adaHears = new Mailbox<>(100_000);
        ada.subscribe(ChatEvent.class, adaHears);
        chat(ada, "ada", 0);
        FloodEngine target = engine(ada, 0);
        EventBus attacker = new EventBus();
        Mailbox<FloodEvent.StatusChanged> status = new Mailbox<>(1_000);
        attacker.subscribe(FloodEvent.StatusChanged.class, status);
        engine(attacker, 1, address(target));
        while (status.take().links() == 0) {}
        inventedCome(0, INVENTED, attacker, adaHears);

        EventBus bob = new EventBus();
        Mailbox<ChatEvent> bobHears = new Mailbox<>(100_000);
        bob.subscribe(ChatEvent.class, bobHears);
        chat(bob, "bob", 2);
        engine(bob, 2, address(target));
        assertEquals(LISTED, rosterWith(adaHears, "bob").others().size(), "the roster is full");
        inventedCome(INVENTED, INVENTED + LATER, attacker, adaHears);
        ada.publish(new ChatCommand.Tell("bob", "welcome"));
        ChatEvent.Told told = next(bobHears, ChatEvent.Told.class);
        assertEquals("welcome", told.text());
        assertEquals("ada", told.from().name());
    }
}
