package floodchat.node.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.Authors;
import floodchat.fixture.Stores;
import floodchat.node.flood.FloodEngine;
import floodchat.node.store.SealedStore;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatCore;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.message.EnvelopeReader;
import floodchat.protocol.sealed.HashedRoster;
import floodchat.protocol.sealed.SealedCore;
import floodchat.protocol.sealed.SealedEffect;
import floodchat.protocol.sealed.SealedInput;
import floodchat.protocol.sealed.SealedPayload;
import floodchat.protocol.sealed.Stored;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real bus. The test plays the engine below it and the front end above it. */
@Timeout(30)
class ChatServiceTest {
    private static final long PATIENCE_MS = 5_000;
    private static final PacketId PACKET = new PacketId(1, 2);
    private static final Address HERE = new Address("localhost", 55_555);
    private static final Address THERE = new Address("there", 55_556);

    @TempDir
    private Path folder;

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodCommand> engine = new Mailbox<>(10_000);
    private final Mailbox<ChatEvent> front = new Mailbox<>(10_000);
    private final BlockingQueue<String> rememberedNames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Consumer<@Nullable String>> answers = new LinkedBlockingQueue<>();
    private final ChatService service = new ChatService(
            bus, "ada", () -> Authors.TAG, new Random(1), new SecureRandom(), rememberedNames::add,
            (_, answer) -> answers.add(answer), _ -> {});

    ChatServiceTest() {
        bus.subscribe(FloodCommand.class, engine);
        bus.subscribe(ChatEvent.class, front);
    }

    @AfterEach
    void close() throws InterruptedException {
        service.close();
    }

    @Test
    void theFirstLinkAnnouncesUs() throws Exception {
        start();
        link();
        FloodCommand.Publish publish = command(FloodCommand.Publish.class);
        assertEquals(PacketKind.EPHEMERAL, publish.kind());
        assertInstanceOf(Body.Presence.class, body(publish));
        assertEquals("ada", event(ChatEvent.NameSet.class).self().name());
    }

    @Test
    void aLineGoesToTheNetworkAndItsDeliveryIsShown() throws Exception {
        start();
        bus.publish(new ChatCommand.Say("hello"));
        FloodCommand.Publish publish = command(FloodCommand.Publish.class);
        assertEquals(PacketKind.KEPT, publish.kind());
        assertEquals("hello", assertInstanceOf(Body.Say.class, body(publish)).text());
        assertTrue(event(ChatEvent.Said.class).own());
        assertEquals(Delivery.QUEUED, event(ChatEvent.DeliveryChanged.class).delivery());
        bus.tell(new FloodEvent.HandedOver(publish.ticket()));
        assertEquals(Delivery.SENT, event(ChatEvent.DeliveryChanged.class).delivery());
    }

    @Test
    void aPayloadOfTheNetworkIsShown() throws Exception {
        start();
        long now = System.currentTimeMillis();
        byte[] payload = Envelope.sign(Authors.identity(2), Authors.TAG, new Body.Say(now, 1, now, "bob", "hi"));
        bus.tell(new FloodEvent.Delivered(PACKET, new byte[] {1, 2, 3}, 0, false, PacketKind.KEPT));
        bus.tell(new FloodEvent.Delivered(PACKET, payload, 0, false, PacketKind.KEPT));
        assertEquals("bob", event(ChatEvent.PeerFound.class).person().name());
        assertEquals("hi", event(ChatEvent.Said.class).text());
    }

    /** Junk between them is nobody's. */
    @Test
    void theNetworkLearnsWhoWeAreAndWhoseALineIs() throws Exception {
        Mailbox<FloodAttribution> told = new Mailbox<>(10);
        bus.subscribe(FloodAttribution.class, told);
        start();
        assertEquals(new FloodAttribution.OfOwn(author(1)), told.poll(PATIENCE_MS));
        long now = System.currentTimeMillis();
        byte[] payload = Envelope.sign(Authors.identity(2), Authors.TAG, new Body.Say(now, 1, now, "bob", "hi"));
        bus.tell(new FloodEvent.Delivered(new PacketId(7, 7), new byte[] {1, 2, 3}, now, false, PacketKind.KEPT));
        bus.tell(new FloodEvent.Delivered(PACKET, payload, now, false, PacketKind.KEPT));
        assertEquals(new FloodAttribution.OfPacket(PACKET, author(2)), told.poll(PATIENCE_MS));
    }

    private static Author author(int number) {
        return Author.ofKey(Authors.identity(number).key().bytes());
    }

    @Test
    void eachLinkThatIsTheFirstOneAnnouncesUs() throws Exception {
        start();
        link();
        command(FloodCommand.Publish.class);
        bus.tell(new FloodEvent.StatusChanged(HERE, 0, new FloodEvent.Phase.Joining(THERE, false)));
        link();
        Body.Presence presence = nextBody(Body.Presence.class);
        assertTrue(presence.joining());
    }

    @Test
    void connectGoesToTheNetworkAndItsFailureIsShown() throws Exception {
        start();
        bus.publish(new ChatCommand.Connect("there:55556"));
        assertEquals(THERE, command(FloodCommand.Join.class).address());
        bus.tell(new FloodEvent.JoinFailed(THERE, "connection refused"));
        assertEquals(
                "Could not reach there:55556: connection refused.", event(ChatEvent.Noticed.class).sentence());
        bus.publish(new ChatCommand.Connect("there:0"));
        assertTrue(event(ChatEvent.Refused.class).reason().startsWith("\"there:0\" is not an address"));
    }

    @Test
    void aNewNameIsRemembered() throws Exception {
        start();
        bus.publish(new ChatCommand.SetName("countess"));
        assertEquals("countess", rememberedNames.take());
        assertTrue(rememberedNames.isEmpty());
    }

    @Test
    void leavingSaysGoodbyeStopsTheNetworkAndEndsTheThread() throws Exception {
        start();
        link();
        bus.publish(new ChatCommand.Leave(Duration.ofSeconds(10)));
        nextBody(Body.Presence.class);
        nextBody(Body.Leave.class);
        command(FloodCommand.Stop.class);
        bus.tell(new FloodEvent.Stopped());
        assertEquals(0, event(ChatEvent.Left.class).unsent());
        service.close();
        assertTrue(bus.offer(new ChatCommand.Say("nobody listens any more")));
        assertNull(engine.poll(0));
    }

    @Test
    void anUnresponsiveNetworkDoesNotHoldUpLeaving() throws Exception {
        start();
        bus.publish(new ChatCommand.Leave(Duration.ofSeconds(10)));
        bus.publish(new ChatCommand.Leave(Duration.ofSeconds(10)));
        assertEquals(0, event(ChatEvent.Left.class).unsent());
    }

    @Test
    void timersFire() throws Exception {
        start();
        bus.publish(new ChatCommand.Say("hello"));
        bus.publish(new ChatCommand.Leave(Duration.ofMillis(20)));
        command(FloodCommand.Stop.class);
    }

    @Test
    void unsentLinesHoldUpFurtherLinesButNoUrgentCommand() throws Exception {
        start();
        for (int i = 0; i < ChatService.LINES_BEFORE_COMMANDS_WAIT; i++) {
            bus.publish(new ChatCommand.Say("line " + i));
        }
        long lastTicket = 0;
        for (int i = 0; i < ChatService.LINES_BEFORE_COMMANDS_WAIT; i++) {
            lastTicket = command(FloodCommand.Publish.class).ticket();
        }
        int waiting = 0;
        while (bus.offer(new ChatCommand.Say("waits"))) {
            waiting++;
        }
        assertEquals(ChatService.TYPED_CAPACITY, waiting);
        assertNull(engine.poll(0));
        bus.tell(new FloodEvent.HandedOver(lastTicket));
        assertEquals(lastTicket + 1, command(FloodCommand.Publish.class).ticket());
        assertTrue(bus.offer(new ChatCommand.Say("takes the place that is free")));
        bus.publish(new ChatCommand.Connect("there:55556"));
        command(FloodCommand.Join.class);
    }

    @Test
    void missedEventsAreReported() throws Exception {
        for (int i = 0; i < ChatService.INBOX_CAPACITY + 10; i++) {
            bus.tell(new FloodEvent.HandedOver(i));
        }
        start();
        assertEquals(10, event(ChatEvent.Missed.class).messages());
    }

    @Test
    void closingEndsTheThreadAtOnce() throws Exception {
        start();
        event(ChatEvent.NameSet.class);
        service.close();
        assertNull(engine.poll(0));
    }

    @Test
    void theNetworkHasRoomForAllUnsentLines() {
        assertTrue(ChatService.LINES_BEFORE_COMMANDS_WAIT < FloodLimits.MAX_UNSENT_PACKETS,
                "typed lines wait for peers");
        int withUrgent = ChatService.LINES_BEFORE_COMMANDS_WAIT + ChatService.TYPED_CAPACITY;
        assertTrue(withUrgent <= ChatCore.MAX_UNSENT_LINES, "an urgent command takes the typed lines along");
        int room = FloodLimits.MAX_UNSENT_PACKETS + FloodEngine.MAX_COMMANDS;
        assertTrue(ChatCore.MAX_UNSENT_LINES <= room, "a line that is taken has room in the network");
    }

    @Test
    void nothingGoesOutBeforeTheRunIsOnDisk() throws Exception {
        service.start(Authors.identity(1), 0, Stores.of(Authors.identity(1), folder), SavedPeople.NONE,
                RequestPolicy.CROWD);
        link();
        bus.publish(new ChatCommand.Say("hello"));
        Consumer<@Nullable String> saved = answers.take();
        event(ChatEvent.DeliveryChanged.class);
        assertNull(engine.poll(0));
        saved.accept(null);
        nextBody(Body.Say.class);
        nextBody(Body.Presence.class);
    }

    @Test
    void aRunThatCantBeSavedEndsTheChatWithASentence() throws Exception {
        service.start(Authors.identity(1), 0, Stores.of(Authors.identity(1), folder), SavedPeople.NONE,
                RequestPolicy.CROWD);
        answers.take().accept("The disk is full.");
        assertEquals("The disk is full.", event(ChatEvent.Failed.class).reason());
    }

    /** The run is on disk at once. */
    private void start() throws Exception {
        service.start(Authors.identity(1), 0, Stores.of(Authors.identity(1), folder), SavedPeople.NONE,
                RequestPolicy.CROWD);
        answers.take().accept(null);
    }

    @Test
    void aPrivateLineIsOnTheDiskWhenTheServiceIsClosed() throws Exception {
        start();
        link();
        bobIsHere();
        bus.publish(new ChatCommand.Tell("bob", "keep this"));
        assertEquals("keep this", event(ChatEvent.Told.class).text());
        service.close();
        List<String> notices = new ArrayList<>();
        SealedStore store = Stores.of(Authors.identity(1), folder);
        Map<PersonKey, Integer> open = store.read(notices::add).openLines();
        assertEquals(Map.of(Authors.identity(2).key(), 1), open);
        assertEquals(List.of(), notices);
    }

    @Test
    void aSealedLineGoesOutWithItsKind() throws Exception {
        start();
        link();
        bobIsHere();
        bus.tell(delivered(new Body.Keys(prekeysOf(Authors.identity(2))), PacketKind.EPHEMERAL));
        bus.publish(new ChatCommand.Tell("bob", "sealed"));
        FloodCommand.Publish publish = command(FloodCommand.Publish.class);
        while (publish.kind() != PacketKind.SEALED) {
            publish = command(FloodCommand.Publish.class);
        }
        assertTrue(SealedPayload.isOne(publish.payload()));
        bus.tell(new FloodEvent.HandedOver(publish.ticket()));
        ChatEvent.DeliveryChanged changed = event(ChatEvent.DeliveryChanged.class);
        while (changed.delivery() == Delivery.QUEUED) {
            changed = event(ChatEvent.DeliveryChanged.class);
        }
        assertEquals(Delivery.SENT, changed.delivery());
    }

    private void bobIsHere() throws InterruptedException {
        long now = System.currentTimeMillis();
        bus.tell(delivered(
                new Body.Presence(now, 1, 0, now, "bob", false, 15, Body.Presence.NO_KEYS), PacketKind.EPHEMERAL));
        event(ChatEvent.PeerFound.class);
    }

    private static FloodEvent.Delivered delivered(Body ofBob, PacketKind kind) {
        return new FloodEvent.Delivered(
                PACKET, Envelope.sign(Authors.identity(2), Authors.TAG, ofBob), 0, false, kind);
    }

    /** The public halves of new prekeys. */
    private static byte[] prekeysOf(Identity person) {
        long now = System.currentTimeMillis();
        SealedCore core = new SealedCore(
                person, Authors.TAG, new Stored(), new HashedRoster(), new SecureRandom(), new Random(1));
        List<SealedEffect> effects = new ArrayList<>();
        core.handle(new SealedInput.Started(now), now, effects::add);
        core.handle(new SealedInput.LinksChanged(1), now, effects::add);
        core.handle(new SealedInput.Saved(effects.size()), now, effects::add);
        return effects.stream()
                .filter(SealedEffect.PublishKeys.class::isInstance)
                .map(effect -> ((SealedEffect.PublishKeys) effect).body())
                .findFirst()
                .orElseThrow();
    }

    private void link() {
        bus.tell(new FloodEvent.StatusChanged(HERE, 1, new FloodEvent.Phase.Linked()));
    }

    private <C extends FloodCommand> C command(Class<C> type) throws InterruptedException {
        return next(engine, type);
    }

    private <E extends ChatEvent> E event(Class<E> type) throws InterruptedException {
        return next(front, type);
    }

    /** The next message of this type. Others are skipped. */
    private static <T> T next(Mailbox<? super T> mailbox, Class<T> type) throws InterruptedException {
        while (true) {
            Object message = mailbox.poll(PATIENCE_MS);
            assertNotNull(message, () -> "no " + type.getSimpleName() + " came");
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    /** The next signed body of this type. Prekeys are published when the disk is ready, at any time. */
    private <B extends Body> B nextBody(Class<B> type) throws InterruptedException {
        Body body = body(command(FloodCommand.Publish.class));
        while (!type.isInstance(body)) {
            body = body(command(FloodCommand.Publish.class));
        }
        return type.cast(body);
    }

    private static Body body(FloodCommand.Publish publish) {
        DecodedEnvelope decoded = new EnvelopeReader(Authors.TAG).read(publish.payload());
        return assertInstanceOf(DecodedEnvelope.Read.class, decoded).envelope().body();
    }
}
