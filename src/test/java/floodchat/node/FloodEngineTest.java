package floodchat.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Engines on real sockets. */
class FloodEngineTest {
    private static final long PATIENCE_MS = 10_000;

    private final List<Node> nodes = new ArrayList<>();

    /** An engine and what it said. */
    private static final class Node implements AutoCloseable {
        final EventBus bus = new EventBus();
        final Mailbox<FloodEvent> events = new Mailbox<>("test", 100_000);
        final FloodEngine engine;
        private long lastTicket;

        Node(long seed, List<Address> entries) throws Exception {
            bus.subscribe(FloodEvent.class, events);
            FloodEngine.Config config =
                    new FloodEngine.Config("test", PortRange.anyOnLoopback(), entries, FloodSettings.DEFAULT);
            engine = new FloodEngine(bus, config, new SplittableRandom(seed));
            engine.start();
        }

        Address address() {
            return new Address("127.0.0.1", engine.port());
        }

        void publish(String text) throws InterruptedException {
            bus.publish(new FloodCommand.Publish(++lastTicket, text.getBytes(StandardCharsets.UTF_8), false));
        }

        <E extends FloodEvent> E await(Class<E> type) throws InterruptedException {
            while (true) {
                FloodEvent event = events.poll(PATIENCE_MS);
                assertNotNull(event, "no " + type.getSimpleName());
                if (type.isInstance(event)) {
                    return type.cast(event);
                }
            }
        }

        String awaitText() throws InterruptedException {
            return new String(await(FloodEvent.Delivered.class).payload(), StandardCharsets.UTF_8);
        }

        void awaitLinks(int links) throws InterruptedException {
            while (await(FloodEvent.StatusChanged.class).links() < links) {
                // not yet
            }
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private Node node(Address... entries) throws Exception {
        Node node = new Node(nodes.size(), List.of(entries));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void closeAll() {
        nodes.forEach(Node::close);
    }

    @Test
    void whatOnePublishesReachesTheOthersInOrder() throws Exception {
        Node entry = node();
        Node second = node(entry.address());
        second.awaitLinks(1);
        Node third = node(entry.address());
        third.awaitLinks(1);
        for (int i = 0; i < 1_000; i++) {
            third.publish("line " + i);
        }
        for (int i = 0; i < 1_000; i++) {
            assertEquals("line " + i, entry.awaitText());
            assertEquals("line " + i, second.awaitText());
        }
    }

    @Test
    void whatIsPublishedAloneIsHandedOverToTheFirstWhoComes() throws Exception {
        Node lonely = node();
        lonely.publish("is anybody there");
        Node visitor = node(lonely.address());
        assertEquals("is anybody there", visitor.awaitText());
        assertEquals(1, lonely.await(FloodEvent.HandedOver.class).ticket());
    }

    @Test
    void aPeerThatStopsSaysGoodbyeAndTheOthersTalkOn() throws Exception {
        Node entry = node();
        Node second = node(entry.address());
        second.awaitLinks(1);
        Node third = node(entry.address());
        third.awaitLinks(2);
        entry.bus.publish(new FloodCommand.Stop());
        entry.await(FloodEvent.Stopped.class);
        third.publish("still here");
        assertEquals("still here", second.awaitText());
    }
}
