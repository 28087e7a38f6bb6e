package floodchat.node;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The flood network for a program of your own: what one peer publishes, every other peer receives. Two verbs over bytes, and no chat.
 * Any thread may publish; one thread at a time receives.
 */
public final class FloodNetwork implements AutoCloseable {
    /** What was received and not yet taken; beyond, the oldest stay and newer messages are missed. */
    private static final int RECEIVED_CAPACITY = 8_192;

    /** Taken at once, until there is a neighbour. */
    private static final int STATUS_CAPACITY = 16;

    /** How long a goodbye may take; the network knows anyway when a peer is gone. */
    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(5);

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodEvent> received = new Mailbox<>("embedded", RECEIVED_CAPACITY);
    private final Mailbox<FloodEvent> ended = new Mailbox<>("embedded end", 1);
    private final Mailbox<FloodEvent.StatusChanged> status = new Mailbox<>("embedded status", STATUS_CAPACITY);
    private final CountDownLatch linked = new CountDownLatch(1);
    private final Thread watcher = Thread.ofVirtual().name("embedded").unstarted(this::watch);
    private final FloodEngine engine;
    private final AtomicLong lastTicket = new AtomicLong();
    private volatile boolean closed;

    private FloodNetwork(NetworkTerms network, PortRange listen, List<Address> entries) throws IOException {
        bus.subscribe(FloodEvent.Delivered.class, received);
        bus.subscribe(FloodEvent.Stopped.class, received);
        bus.subscribe(FloodEvent.Stopped.class, ended);
        bus.subscribe(FloodEvent.StatusChanged.class, status);
        engine = new FloodEngine(
                bus, new FloodEngine.Config(network, listen, entries, FloodSettings.DEFAULT), new SecureRandom());
        watcher.start();
        engine.start();
    }

    private void watch() {
        try {
            while (status.take().links() == 0) {
                continue;
            }
            linked.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before anybody came
        } finally {
            bus.unsubscribe(status);
        }
    }

    /**
     * Enters the network, and goes on trying for as long as nobody is there.
     *
     * @param network a name that your peers share, and that no other program uses; and what they have agreed on
     * @param entries where other peers may be; none for the first peer
     * @throws IOException where it can't listen
     */
    public static FloodNetwork join(NetworkTerms network, PortRange listen, Address... entries) throws IOException {
        return new FloodNetwork(network, listen, List.of(entries));
    }

    /** Enters the network of this name, on the usual terms: see {@link NetworkTerms#of}. */
    public static FloodNetwork join(String network, PortRange listen, Address... entries) throws IOException {
        return join(NetworkTerms.of(network), listen, entries);
    }

    /** Where this peer listens: an entry for others. */
    public Address address() {
        return engine.address();
    }

    /** Waits until this peer has had a neighbour: from then on it receives what others publish. False where nobody came within this time. */
    public boolean awaitNeighbour(Duration within) throws InterruptedException {
        return linked.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Tells every other peer; waits while the network takes no more. Without a peer the message is kept for the first one that comes.
     *
     * @param payload 1 to {@link FloodLimits#MAX_PAYLOAD_BYTES} bytes, not changed after this call
     */
    public void publish(byte[] payload) throws InterruptedException {
        if (payload.length == 0 || payload.length > FloodLimits.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload has 1 to " + FloodLimits.MAX_PAYLOAD_BYTES + " bytes, not " + payload.length);
        }
        bus.publish(new FloodCommand.Publish(lastTicket.incrementAndGet(), payload, false));
    }

    /**
     * Waits for the next message of another peer. Whoever enters the network is given what was published in the last 24 hours too, 1,000 messages
     * at most, in no order and marked as earlier.
     *
     * @throws IllegalStateException where this peer has been closed
     */
    public FloodEvent.Delivered receive() throws InterruptedException {
        return delivered(closed ? received.poll(0) : received.take());
    }

    /** The next message of another peer; null where none comes within this time. */
    public FloodEvent.@Nullable Delivered receive(Duration within) throws InterruptedException {
        FloodEvent event = received.poll(within.toMillis());
        return event == null ? null : delivered(event);
    }

    /** How many messages were missed since the last call, because nobody took what had come. */
    public long takeMissed() {
        return received.takeMissed();
    }

    private static FloodEvent.Delivered delivered(@Nullable FloodEvent event) {
        if (event instanceof FloodEvent.Delivered delivered) {
            return delivered;
        }
        throw new IllegalStateException("this peer has left the network");
    }

    /** Says goodbye to the neighbours, so that they need not find out, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            if (bus.offer(new FloodCommand.Stop())) {
                ended.poll(GOODBYE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
        watcher.interrupt();
        OwnerThread.await(watcher);
    }
}
