package floodchat.embed;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The flood network for a program of your own: what one peer publishes, every other peer receives. Two verbs over bytes, and no chat.
 * Any thread may publish; one thread at a time receives.
 */
public final class FloodNetwork implements AutoCloseable {
    /** A message: what a packet holds, less what {@link FifoOrder} puts in front of it, in a round figure. */
    public static final int MAX_PAYLOAD_BYTES = 60_000;

    /** What was received and not yet taken; beyond, the oldest stay and newer messages are missed. */
    private static final int RECEIVED_CAPACITY = 8_192;

    /** Taken at once, until there is a neighbour. */
    private static final int STATUS_CAPACITY = 16;

    /** How long a goodbye may take; the network knows anyway when a peer is gone. */
    private static final Duration GOODBYE_WITHIN = Duration.ofSeconds(5);

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodEvent> received = new Mailbox<>(RECEIVED_CAPACITY);
    private final Mailbox<FloodEvent> ended = new Mailbox<>(1);
    private final Mailbox<FloodEvent.StatusChanged> status = new Mailbox<>(STATUS_CAPACITY);
    private final CountDownLatch linked = new CountDownLatch(1);
    private final Thread watcher = Thread.ofVirtual().name("embedded").unstarted(this::watch);
    private final FloodEngine engine;
    private final AtomicLong lastTicket = new AtomicLong();
    /** Tells our messages from those of others, and nothing else about us. */
    private final long sender;
    private final ReentrantLock numbering = new ReentrantLock();
    private long lastNumber = -1;
    private final FifoOrder inOrder = new FifoOrder();
    private volatile boolean closed;

    private FloodNetwork(NetworkTerms network, PortRange listen, List<Address> entries) throws IOException {
        bus.subscribe(FloodEvent.Delivered.class, received);
        bus.subscribe(FloodEvent.Stopped.class, received);
        bus.subscribe(FloodEvent.Stopped.class, ended);
        bus.subscribe(FloodEvent.StatusChanged.class, status);
        SecureRandom random = new SecureRandom();
        sender = random.nextLong();
        engine = new FloodEngine(bus,
                new FloodEngine.Config(network, listen, BootstrapAddresses.untold(entries), FloodSettings.DEFAULT),
                random);
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
     * @param payload 1 to {@link #MAX_PAYLOAD_BYTES} bytes
     */
    public void publish(byte[] payload) throws InterruptedException {
        if (payload.length == 0 || payload.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload has 1 to " + MAX_PAYLOAD_BYTES + " bytes, not " + payload.length);
        }
        numbering.lockInterruptibly(); // several threads may publish: the numbers must go out in their order
        try {
            byte[] framed = FifoOrder.framed(sender, lastNumber + 1, payload);
            bus.publish(new FloodCommand.Publish(lastTicket.incrementAndGet(), framed, false));
            lastNumber++;
        } finally {
            numbering.unlock();
        }
    }

    /**
     * Waits for the next message of another peer: each comes once, and those of one peer in the order in which it published them; one that is
     * missing is waited for {@value FifoOrder#MAX_WAIT_MS} ms. Whoever enters the network is given what was published in the last 24 hours too, 1,000
     * messages at most, in no order and marked as earlier.
     *
     * @throws IllegalStateException where this peer has been closed
     */
    public FloodEvent.Delivered receive() throws InterruptedException {
        FloodEvent.@Nullable Delivered next = next(closed ? 0 : Long.MAX_VALUE);
        if (next == null) {
            throw left();
        }
        return next;
    }

    /** The next message of another peer; null where none comes within this time. */
    public FloodEvent.@Nullable Delivered receive(Duration within) throws InterruptedException {
        return next(within.toMillis());
    }

    private FloodEvent.@Nullable Delivered next(long withinMs) throws InterruptedException {
        long begunMs = nowMs();
        while (true) {
            long nowMs = nowMs();
            FloodEvent.@Nullable Delivered next = inOrder.next(nowMs);
            if (next != null) {
                return next;
            }
            long leftMs = Math.max(0, withinMs - (nowMs - begunMs));
            FloodEvent event = come(Math.min(leftMs, inOrder.nextDelayMs(nowMs)));
            if (event != null) {
                add(event);
            } else if (leftMs == 0) {
                return null;
            }
        }
    }

    private static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private @Nullable FloodEvent come(long withinMs) throws InterruptedException {
        return withinMs == Long.MAX_VALUE ? received.take() : received.poll(withinMs);
    }

    private void add(FloodEvent event) {
        if (event instanceof FloodEvent.Delivered delivered) {
            inOrder.add(delivered, nowMs());
        } else {
            throw left();
        }
    }

    private static IllegalStateException left() {
        return new IllegalStateException("this peer has left the network");
    }

    /** How many messages were missed since the last call, because nobody took what had come. */
    public long takeMissed() {
        return received.takeMissed();
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
