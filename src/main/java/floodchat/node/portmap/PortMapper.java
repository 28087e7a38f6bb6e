package floodchat.node.portmap;

import floodchat.bus.EventBus;
import floodchat.node.SteadyClock;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.PortMapping;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the router of this machine to pass a port on to this peer, and tells the engine what it says. Owned by a virtual
 * thread named "port mapping". It looks for the router once a minute, because machines move between networks. Any
 * thread may start and close it.
 */
public final class PortMapper implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(PortMapper.class);

    /** How often the router is looked for. */
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(60);

    /** A router of the local network answers in a few milliseconds. Nobody waits longer at the end. */
    private static final int GOODBYE_WAIT_MS = 100;

    /** If the first goodbye is lost, the second ends the mapping. */
    private static final int GOODBYES = 2;

    /** More than a router that works says in {@link #LOOK_PERIOD}. One that says more is left alone until then. */
    static final int MAX_NEWS = 32;

    private final EventBus bus;
    private final InetAddress host;
    private final int port;
    private final Routes routes;
    private final RandomGenerator random;
    private final SteadyClock clock;
    private @Nullable PortMapping told;
    /** What was told since the router was looked for. */
    private int news;
    private final Thread thread = Thread.ofVirtual().name("port mapping").unstarted(this::run);

    /** Where the way out begins. */
    @FunctionalInterface
    interface Routes {
        /** Null if there is none. */
        @Nullable Route find() throws InterruptedException;
    }

    /**
     * @param host the address that this peer listens on; the wildcard address for all
     * @param port the port that it listens on
     * @param random for the nonce of the mapping; a secure generator, except in tests
     */
    public PortMapper(EventBus bus, InetAddress host, int port, RandomGenerator random) {
        this(bus, host, port, DefaultRouter::find, random, new SteadyClock());
    }

    PortMapper(EventBus bus, InetAddress host, int port, Routes routes, RandomGenerator random, SteadyClock clock) {
        this.bus = bus;
        this.host = host;
        this.port = port;
        this.routes = routes;
        this.random = random;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            if (host.isLoopbackAddress()) {
                tell(new PortMapping.NotAsked(PortMapping.Why.LOOPBACK));
                return;
            }
            while (true) {
                Route route = routes.find();
                PortMapping.Why why = whyNot(route);
                if (route != null && why == null) {
                    keepMapping(route);
                } else {
                    tell(new PortMapping.NotAsked(why == null ? PortMapping.Why.NO_ROUTER : why));
                    Thread.sleep(LOOK_PERIOD);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("port mapping closed");
        } catch (RuntimeException e) {
            LOG.error("port mapping has failed: the router is no longer asked", e);
        }
    }

    private PortMapping.@Nullable Why whyNot(@Nullable Route route) {
        if (route == null) {
            return PortMapping.Why.NO_ROUTER;
        }
        if (!host.isAnyLocalAddress() && !host.equals(route.local())) {
            return PortMapping.Why.OTHER_ADDRESS;
        }
        boolean isPublic = Address.of(route.local().getAddress(), port).owner() != null;
        return isPublic ? PortMapping.Why.PUBLIC_ADDRESS : null;
    }

    /** Returns when the way out has changed. */
    private void keepMapping(Route route) throws InterruptedException {
        String router = route.router().getAddress().getHostAddress();
        LOG.info("asking the router {} to pass port {} on to {}", router, port, route.local());
        MappingClient client = new MappingClient(router, route.local(), port, random, clock.nowMs());
        try {
            while (route.equals(routes.find())) {
                exchange(route, client, clock.nowMs() + LOOK_PERIOD.toMillis());
            }
        } finally {
            end(route, client);
        }
    }

    /**
     * Sends and reads until it is time to look for the router again. A socket that breaks is replaced then, and so is
     * one that brings too much.
     */
    private void exchange(Route route, MappingClient client, long untilMs) throws InterruptedException {
        news = 0;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(route.router()); // nobody else's datagrams come in
            while (clock.nowMs() < untilMs && news <= MAX_NEWS) {
                for (byte[] due = client.poll(clock.nowMs()); due != null; due = client.poll(clock.nowMs())) {
                    send(socket, due);
                }
                tell(client.state(clock.wallAheadMs()));
                read(socket, client, Math.min(untilMs, client.nextMs()));
                tell(client.state(clock.wallAheadMs()));
            }
            if (news > MAX_NEWS) {
                LOG.warn("the router {} says something new too often: it is left alone", route.router());
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("closed");
            }
            LOG.debug("the socket to the router broke: {}", e.getMessage());
        }
        Thread.sleep(Math.max(1, untilMs - clock.nowMs()));
    }

    /** A datagram that can't be sent is one that got lost: it is sent again when it is due. */
    private static void send(DatagramSocket socket, byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (IOException e) {
            LOG.debug("could not send to the router: {}", e.getMessage());
        }
    }

    private void read(DatagramSocket socket, MappingClient client, long untilMs) throws IOException {
        long waitMs = Math.clamp(untilMs - clock.nowMs(), 1, LOOK_PERIOD.toMillis());
        try {
            byte[] datagram = receive(socket, (int) waitMs);
            client.received(datagram, clock.nowMs());
        } catch (SocketTimeoutException _) {
            LOG.trace("the router has not answered yet");
        } catch (PortUnreachableException _) {
            client.unreachable(clock.nowMs());
        }
    }

    /** @throws SocketTimeoutException if nothing has come */
    private static byte[] receive(DatagramSocket socket, int withinMs) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[Pcp.MAX_BYTES + 1], Pcp.MAX_BYTES + 1);
        socket.setSoTimeout(withinMs);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private void tell(PortMapping now) throws InterruptedException {
        if (!now.equals(told)) {
            told = now;
            news++;
            LOG.info("{}", now);
            bus.publish(new FloodCommand.PortMapped(now));
        }
    }

    // ---- the end

    private static void end(Route route, MappingClient client) {
        byte[] goodbye = client.end();
        if (goodbye == null) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // a socket of an interrupted thread closes at once
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(route.router());
            boolean ended = false;
            for (int i = 0; i < GOODBYES && !ended; i++) {
                send(socket, goodbye);
                ended = isEnded(socket, client);
            }
            LOG.info(ended ? "the router no longer passes the port on" : "the router does not answer the goodbye");
        } catch (IOException e) {
            LOG.debug("no goodbye to the router: {}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isEnded(DatagramSocket socket, MappingClient client) throws IOException {
        try {
            return client.isEnded(receive(socket, GOODBYE_WAIT_MS));
        } catch (SocketTimeoutException | PortUnreachableException _) {
            return false;
        }
    }

    /** Ends the mapping, and waits for that: twice {@value #GOODBYE_WAIT_MS} ms at most. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofMillis(GOODBYES * GOODBYE_WAIT_MS + GOODBYE_WAIT_MS));
    }
}
