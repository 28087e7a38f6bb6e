package floodchat.node.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.Authors;
import floodchat.fixture.RecordingPeer;
import floodchat.fixture.Stores;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.node.SteadyClock;
import floodchat.node.flood.EngineNode;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chat services on engines with real sockets: everything except a front end. */
@Timeout(120)
class ChatOverFloodTest {
    private static final long PATIENCE_MS = 30_000;
    /** Long enough that authors who were heard before are known (BroadcastLimits.KNOWN_AFTER_MS). */
    private static final Duration BACKLOG_KNOWS_AFTER = Duration.ofMinutes(10);

    private final List<Peer> peers = new ArrayList<>();
    /** How far the clocks of the engines are ahead of those of the system. */
    private final AtomicLong aheadMs = new AtomicLong();

    @TempDir
    private Path folder;

    private static final class Peer implements AutoCloseable {
        final EventBus bus = new EventBus();
        final Mailbox<ChatEvent> events = new Mailbox<>(100_000);
        final FloodEngine engine;
        final ChatService chat;
        final Mailbox<FloodEvent.Delivered> came = new Mailbox<>(100_000);
        final List<String> payloads = new ArrayList<>();
        Transcript transcript = Transcript.empty(10_000);
        List<String> roster = List.of();

        Peer(String name, int seed, Path folder, List<Address> entries, SteadyClock clock) throws IOException {
            bus.subscribe(ChatEvent.class, events);
            bus.subscribe(FloodEvent.Delivered.class, came);
            engine = new FloodEngine(
                    bus,
                    new FloodEngine.Config(EngineNode.NETWORK, PortRange.anyOnLoopback(),
                            BootstrapAddresses.untold(entries),
                            FloodSettings.DEFAULT),
                    new SplittableRandom(seed), new SecureRandom(), clock);
            chat = new ChatService(
                    bus,
                    name,
                    () -> EngineNode.NETWORK.tag().bytes(),
                    new SplittableRandom(1_000 + seed),
                    new SecureRandom(),
                    _ -> {},
                    (_, answer) -> answer.accept(null),
                    _ -> {});
            Identity identity = Authors.identity(seed);
            chat.start(identity, 0, Stores.of(identity, folder), SavedPeople.NONE, RequestPolicy.CROWD);
            engine.start();
        }

        Address address() {
            return new Address("127.0.0.1", engine.port());
        }

        void say(String text) throws InterruptedException {
            bus.publish(new ChatCommand.Say(text));
        }

        void awaitRoster(String... names) throws InterruptedException {
            while (!roster.equals(List.of(names))) {
                next();
            }
        }

        void awaitLines(int count) throws InterruptedException {
            while (lines().size() < count) {
                next();
            }
        }

        /**
         * The lines in the order in which a person sees them. On a slow machine some may have come as backlog, so the
         * order of the events is not enough.
         */
        List<String> lines() {
            return transcript.entries()
                    .stream()
                    .filter(TranscriptEntry.Spoken.class::isInstance)
                    .map(TranscriptEntry.Spoken.class::cast)
                    .map(line -> (line.direct() ? "(direct) " : "") + line.from().name() + " -> " + line.text())
                    .toList();
        }

        /** Whether a payload that came here holds these characters. */
        boolean hasPassedOn(String text) throws InterruptedException {
            for (FloodEvent.Delivered heard = came.poll(0); heard != null; heard = came.poll(0)) {
                payloads.add(new String(heard.payload(), StandardCharsets.ISO_8859_1));
            }
            return payloads.stream().anyMatch(payload -> payload.contains(text));
        }

        void awaitDelivery(Delivery delivery) throws InterruptedException {
            while (!(next() instanceof ChatEvent.DeliveryChanged changed && changed.delivery() == delivery)) {}
        }

        ChatEvent.Left awaitLeft() throws InterruptedException {
            while (true) {
                if (next() instanceof ChatEvent.Left left) {
                    return left;
                }
            }
        }

        private ChatEvent next() throws InterruptedException {
            ChatEvent event = events.poll(PATIENCE_MS);
            assertNotNull(event, () -> "nothing came any more; roster " + roster + ", lines " + lines().size());
            transcript = transcript.with(event, Instant.now());
            if (event instanceof ChatEvent.RosterChanged changed) {
                roster = changed.others().stream().map(Person::name).toList();
            }
            return event;
        }

        @Override
        public void close() throws InterruptedException {
            chat.close();
            engine.close();
        }
    }

    private Peer peer(String name, Peer... entries) throws IOException {
        List<Address> addresses = List.of(entries).stream().map(Peer::address).toList();
        Path home = Files.createDirectory(folder.resolve(name + peers.size()));
        SteadyClock clock = new SteadyClock(
                () -> System.currentTimeMillis() + aheadMs.get(),
                () -> System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(aheadMs.get()),
                () -> -1);
        Peer peer = new Peer(name, peers.size(), home, addresses, clock);
        peers.add(peer);
        return peer;
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        for (Peer peer : peers) {
            peer.close();
        }
    }

    @Test
    void threePeersMeetTalkAndLeave() throws Exception {
        Peer ada = peer("ada");
        Peer bob = peer("bob", ada);
        Peer eve = peer("eve", ada);
        ada.awaitRoster("bob", "eve");
        bob.awaitRoster("ada", "eve");
        eve.awaitRoster("ada", "bob");
        eve.say("hello");
        eve.bus.publish(new ChatCommand.Tell("bob", "psst"));
        List<String> lines = List.of("eve -> hello", "(direct) eve -> psst", "(direct) bob -> what is it?");
        bob.awaitLines(2);
        assertEquals(lines.subList(0, 2), bob.lines());
        bob.bus.publish(new ChatCommand.Tell("eve", "what is it?"));
        eve.awaitLines(3);
        assertEquals(lines, eve.lines());
        bob.awaitDelivery(Delivery.SHOWN);
        ada.awaitLines(1);
        assertEquals(List.of("eve -> hello"), ada.lines());
        assertTrue(ada.hasPassedOn("hello"), "what is for everyone can be read");
        assertFalse(ada.hasPassedOn("psst") || ada.hasPassedOn("what is it"), "a relay reads nothing of private lines");
        bob.bus.publish(new ChatCommand.SetName("robert"));
        ada.awaitRoster("eve", "robert");
        eve.bus.publish(new ChatCommand.Leave(Duration.ofSeconds(10)));
        assertEquals(0, eve.awaitLeft().unsent());
        ada.awaitRoster("robert");
        bob.awaitRoster("ada");
    }

    @Test
    void fiveHundredLinesTypedWithoutALinkReachTenPeersInOrder() throws Exception {
        Peer entry = peer("reader0");
        List<Peer> readers = new ArrayList<>(List.of(entry));
        for (int i = 1; i < 10; i++) {
            readers.add(peer("reader" + i, entry));
        }
        for (Peer reader : readers) {
            while (reader.roster.size() < 9) {
                reader.next();
            }
        }
        Peer bot = peer("bot");
        for (int i = 1; i <= 500; i++) {
            bot.say("line " + i);
        }
        int queued = 0;
        while (queued < 500) {
            if (bot.next() instanceof ChatEvent.DeliveryChanged) {
                queued++;
            }
        }
        bot.bus.publish(new ChatCommand.Connect(entry.address().toString()));
        bot.bus.publish(new ChatCommand.Leave(Duration.ofSeconds(10)));
        assertEquals(0, bot.awaitLeft().unsent());
        bot.close();
        List<String> expected =
                IntStream.rangeClosed(1, 500).mapToObj(i -> "bot -> line " + i).toList();
        for (Peer reader : readers) {
            reader.awaitLines(500);
            assertIterableEquals(expected, reader.lines());
        }
    }

    /** A neighbour of ada sends 1,010 signed lines under 1,000 keys. What bob said before is only with ada by then. */
    @Test
    void aThousandBoughtKeysPushNothingOutOfTheBacklog() throws Exception {
        Peer ada = peer("ada");
        Peer bob = peer("bob", ada);
        ada.awaitRoster("bob");
        bob.awaitRoster("ada");
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            bob.say("line " + i);
            lines.add("bob -> line " + i);
        }
        ada.awaitLines(60);
        bob.bus.publish(new ChatCommand.Leave(Duration.ofSeconds(10)));
        bob.awaitLeft();
        bob.close();
        aheadMs.addAndGet(BACKLOG_KNOWS_AFTER.toMillis());
        try (RecordingPeer attacker = new RecordingPeer(EngineNode.NETWORK, 1)) {
            attacker.dials(ada.address()).sendsHello().sends(new Frame.JoinRequest(true), new Frame.Graft());
            attacker.sends(IntStream.range(0, 1_010), this::bought).play().awaitPlayed();
            ada.awaitLines(60 + 1_010);
        }
        Peer eve = peer("eve", ada);
        eve.awaitLines(1_000);
        List<String> missed = new ArrayList<>(lines);
        missed.removeAll(eve.lines());
        assertEquals(List.of(), missed);
    }

    private Frame bought(int number) {
        int key = 1_000 + number % 1_000;
        long now = System.currentTimeMillis() + aheadMs.get();
        Body.Say line = new Body.Say(now, 1 + number / 1_000, now, "key" + key, "bought " + number);
        byte[] payload = Envelope.sign(Authors.identity(key), EngineNode.NETWORK.tag().bytes(), line);
        ByteBuffer packet = ByteBuffer.allocate(Packet.HEADER_BYTES + payload.length + Packet.STAMP_BYTES);
        packet.put((byte) 0).putLong(now).put(payload);
        return new Frame.PacketFrame(
                50, Frame.Route.PUSHED, Packet.received(EngineNode.NETWORK.tag(), packet.array()));
    }
}
