package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.link.LinkSettings;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** An engine on real loopback sockets, with the events that it told. */
public final class EngineNode implements AutoCloseable {
    /** A network without work and without rate limit. */
    public static final NetworkTerms NETWORK = NetworkTerms.unlimited("test");
    private static final long PATIENCE_MS = 20_000;
    private static final int EVENTS = 200_000;

    final EventBus bus = new EventBus();
    final Mailbox<FloodEvent> events = new Mailbox<>(EVENTS);
    final FloodEngine engine;
    private long lastTicket;

    EngineNode(
            RandomGenerator random,
            NetworkTerms terms,
            LinkSettings links,
            FloodSettings settings,
            BootstrapAddresses entries)
            throws IOException {
        bus.subscribe(FloodEvent.class, events);
        FloodEngine.Config config =
                new FloodEngine.Config(terms, PortRange.anyOnLoopback(), entries, settings, links);
        engine = new FloodEngine(bus, config, random, new SecureRandom());
        engine.start();
    }

    /** Nodes with different seeds, which the test closes together. */
    static final class Group implements AutoCloseable {
        private final List<EngineNode> nodes = new ArrayList<>();
        private LinkSettings patience = LinkSettings.DEFAULT;
        private FloodSettings settings = FloodSettings.DEFAULT;
        private NetworkTerms terms = NETWORK;

        /** For the nodes that follow. */
        Group with(LinkSettings timeouts) {
            patience = timeouts;
            return this;
        }

        /** For the nodes that follow. */
        Group with(FloodSettings wishes) {
            settings = wishes;
            return this;
        }

        /** For the nodes that follow. */
        Group on(NetworkTerms agreed) {
            terms = agreed;
            return this;
        }

        EngineNode node(Address... entries) throws IOException {
            return node(BootstrapAddresses.untold(List.of(entries)));
        }

        EngineNode node(BootstrapAddresses entries) throws IOException {
            EngineNode node =
                    new EngineNode(new SplittableRandom(nodes.size()), terms, patience, settings, entries);
            nodes.add(node);
            return node;
        }

        /** Starts this many nodes through one entry; each is linked before the next starts. */
        List<EngineNode> nodes(int count) throws Exception {
            List<EngineNode> started = new ArrayList<>(List.of(node()));
            while (started.size() < count) {
                EngineNode next = node(started.getFirst().address());
                next.awaitLinks(1);
                started.add(next);
            }
            return started;
        }

        @Override
        public void close() {
            nodes.forEach(EngineNode::close);
        }
    }

    Address address() {
        return new Address("127.0.0.1", engine.port());
    }

    void publish(String text) throws InterruptedException {
        bus.publish(new FloodCommand.Publish(++lastTicket, text.getBytes(StandardCharsets.UTF_8), PacketKind.KEPT));
    }

    /** The next event of this type; everything before it is skipped. */
    <E extends FloodEvent> E await(Class<E> type) throws InterruptedException {
        while (true) {
            FloodEvent event = events.poll(PATIENCE_MS);
            assertNotNull(event, () -> "waited in vain for " + type.getSimpleName());
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    void awaitDelivered(int packets) throws InterruptedException {
        for (int i = 0; i < packets; i++) {
            await(FloodEvent.Delivered.class);
        }
    }

    String awaitText() throws InterruptedException {
        return new String(await(FloodEvent.Delivered.class).payload(), StandardCharsets.UTF_8);
    }

    /** Waits for this text; others before it are skipped. */
    void awaitInTheNoise(String text) throws InterruptedException {
        while (!awaitText().equals(text)) {
            continue;
        }
    }

    void awaitTexts(String... texts) throws InterruptedException {
        for (String text : texts) {
            assertEquals(text, awaitText());
        }
    }

    /**
     * Waits for these texts, each once and no others. Their order is not checked: a new link may carry the latest
     * first.
     */
    void awaitInAnyOrder(Collection<String> texts) throws InterruptedException {
        Set<String> expected = new HashSet<>(texts);
        while (!expected.isEmpty()) {
            String text = awaitText();
            assertTrue(expected.remove(text), () -> "not expected, or twice: " + text);
        }
    }

    void awaitLinks(int links) throws InterruptedException {
        while (await(FloodEvent.StatusChanged.class).links() < links) {
            continue;
        }
    }

    void awaitLinksDownTo(int links) throws InterruptedException {
        while (await(FloodEvent.StatusChanged.class).links() > links) {
            continue;
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
