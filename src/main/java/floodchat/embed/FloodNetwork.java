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
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The flood network as a library: what one peer publishes, every other peer receives. It carries bytes and knows
 * nothing of the chat. {@link #named} and {@link #ofSecret} begin. Any thread may publish and close; one thread at a
 * time receives.
 */
public final class FloodNetwork implements AutoCloseable {
    /** Longest payload: what a packet holds, less 16 bytes that restore the order of messages, rounded down. */
    public static final int MAX_PAYLOAD_BYTES = 60_000;

    /** The length of a private network's secret. */
    public static final int SECRET_BYTES = NetworkKeys.SECRET_BYTES;

    /** Received messages that wait to be taken. If it is full, newer messages are missed. */
    private static final int RECEIVED_CAPACITY = 8_192;

    /** Enough: the events are taken at once, until there is a neighbour. */
    private static final int STATUS_CAPACITY = 16;

    /** How long leaving may take. If it takes longer, the other peers notice by themselves. */
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(5);

    private static final long ASK_AGAIN_MS = 10;

    /** Programs of one network know each other, and want their messages soon. */
    private static final FloodSettings SETTINGS = FloodSettings.DEFAULT.withoutStem();

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodEvent> received = new Mailbox<>(RECEIVED_CAPACITY);
    private final Mailbox<FloodEvent> ended = new Mailbox<>(1);
    private final Mailbox<FloodEvent.StatusChanged> status = new Mailbox<>(STATUS_CAPACITY);
    private final CountDownLatch linked = new CountDownLatch(1);
    private final Thread watcher = Thread.ofVirtual().name("library").unstarted(this::watch);
    private final FloodEngine engine;
    private final AtomicLong lastTicket = new AtomicLong();
    /** A random number that tells our messages from those of other senders. */
    private final long sender;
    private final ReentrantLock numbering = new ReentrantLock();
    private long lastNumber = -1;
    private final FifoOrder inOrder = new FifoOrder();
    private final AtomicBoolean closed = new AtomicBoolean();

    FloodNetwork(NetworkTerms network, PortRange listen, List<Address> addresses) throws IOException {
        bus.subscribe(FloodEvent.Delivered.class, received);
        bus.subscribe(FloodEvent.Stopped.class, received);
        bus.subscribe(FloodEvent.Stopped.class, ended);
        bus.subscribe(FloodEvent.StatusChanged.class, status);
        SecureRandom random = new SecureRandom();
        sender = random.nextLong();
        engine = new FloodEngine(bus,
                new FloodEngine.Config(network, listen, BootstrapAddresses.untold(addresses), SETTINGS),
                random, random);
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
            Thread.currentThread().interrupt(); // closed before there was a neighbour
        } finally {
            bus.unsubscribe(status);
        }
    }

    /**
     * A public network: all who know its name may join. Peers of networks with other names refuse each other.
     *
     * @param network a name that no other program uses
     * @return what is left to say before this peer joins
     */
    public static FloodNetworkBuilder named(String network) {
        return new FloodNetworkBuilder(NetworkKeys.ofPublic(network));
    }

    /**
     * A private network. Only peers with the same secret can enter it, or read what crosses its links.
     *
     * @param secret {@value #SECRET_BYTES} random bytes
     * @return what is left to say before this peer joins
     * @throws IllegalArgumentException if the secret has another length
     */
    public static FloodNetworkBuilder ofSecret(byte[] secret) {
        return new FloodNetworkBuilder(NetworkKeys.ofPrivate(secret));
    }

    /**
     * Where this peer listens. Other peers can enter the network there.
     *
     * @return {@code host:port} with an IP address, an IPv6 one in brackets. If it listens on all interfaces, it is the
     *     address that others most likely reach.
     */
    public String address() {
        return engine.address().toString();
    }

    /**
     * Waits until this peer has had a neighbour. From then on it receives what others publish.
     *
     * @param within how long to wait, at most; zero only asks
     * @return false if there was no neighbour within this time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitNeighbour(Duration within) throws InterruptedException {
        return linked.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Sends a message to every other peer. Waits if the network is congested. Without neighbours the message is kept
     * for the first one that comes.
     *
     * @param payload 1 to {@link #MAX_PAYLOAD_BYTES} bytes; it may be changed afterwards
     * @throws IllegalArgumentException if the payload has another length
     * @throws InterruptedException if the thread is interrupted while it waits; nothing was published then
     * @throws IllegalStateException if this peer was closed before. If it is closed while this method waits, the
     *     message may be lost.
     */
    public void publish(byte[] payload) throws InterruptedException {
        if (payload.length == 0 || payload.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload has 1 to " + MAX_PAYLOAD_BYTES + " bytes, not " + payload.length);
        }
        numbering.lockInterruptibly(); // many threads may publish: the numbers must be sent in order
        try {
            refuseIfClosed();
            byte[] framed = FifoOrder.framed(sender, lastNumber + 1, payload);
            bus.publish(new FloodCommand.Publish(lastTicket.incrementAndGet(), framed, PacketKind.KEPT));
            lastNumber++;
            refuseIfClosed(); // close may have dropped what waited
        } finally {
            numbering.unlock();
        }
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new IllegalStateException("this peer has left the network: nothing can be published any more");
        }
    }

    /**
     * Waits for the next message of another peer. Each message comes once. Messages of one peer come in the order in
     * which it published them; a missing one is waited for {@value FifoOrder#MAX_WAIT_MS} ms. A new peer also
     * receives what was published in the last 24 hours, at most 1,000 messages, in no order and marked as earlier.
     *
     * @return the message
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if this peer was closed
     */
    public ReceivedMessage receive() throws InterruptedException {
        @Nullable ReceivedMessage next = next(closed.get() ? 0 : Long.MAX_VALUE);
        if (next == null) {
            throw left();
        }
        return next;
    }

    /**
     * Waits for the next message of another peer, like {@link #receive()}, but not longer than this time.
     *
     * @param within how long to wait, at most; zero takes only what is already there
     * @return null if no message came in time
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if this peer was closed
     */
    public @Nullable ReceivedMessage receive(Duration within) throws InterruptedException {
        @Nullable ReceivedMessage next = next(within.toMillis());
        if (next == null && closed.get()) {
            throw left();
        }
        return next;
    }

    private @Nullable ReceivedMessage next(long withinMs) throws InterruptedException {
        long begunMs = nowMs();
        while (true) {
            long nowMs = nowMs();
            FloodEvent.@Nullable Delivered next = inOrder.next(nowMs);
            if (next != null) {
                return new ReceivedMessage(next.payload(), next.timeMs(), next.earlier());
            }
            long leftMs = Math.max(0, withinMs - (nowMs - begunMs));
            FloodEvent event = take(Math.min(leftMs, inOrder.nextDelayMs(nowMs)));
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

    private @Nullable FloodEvent take(long withinMs) throws InterruptedException {
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

    /**
     * How many messages were missed since the last call, because {@value #RECEIVED_CAPACITY} already waited to be
     * received.
     *
     * @return 0 if none was
     */
    public long takeMissed() {
        return received.takeMissed();
    }

    /**
     * Leaves the network: tells the neighbours, which takes 5 s at most, then closes everything. Afterwards
     * {@link #publish} and {@link #receive()} throw. A second call does nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return; // nobody would answer another goodbye
        }
        try {
            leave(nowMs() + LEAVE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
        watcher.interrupt();
        OwnerThread.await(watcher);
    }

    /** What was published is sent before. As long as it fills the mailbox, there is no room for the last command. */
    private void leave(long deadlineMs) throws InterruptedException {
        boolean asked = bus.offer(new FloodCommand.Stop());
        while (!asked && nowMs() < deadlineMs) {
            Thread.sleep(ASK_AGAIN_MS);
            asked = bus.offer(new FloodCommand.Stop());
        }
        if (asked) {
            ended.poll(Math.max(0, deadlineMs - nowMs()));
        }
    }
}
