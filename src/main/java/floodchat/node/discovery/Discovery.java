package floodchat.node.discovery;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.SteadyClock;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.PeerId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds peers of our network on the local networks of this machine and tells the engine. Owned by a virtual thread
 * named "discovery". It checks the network interfaces once a minute, because machines move between networks. Any
 * thread may start and close it.
 */
public final class Discovery implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Discovery.class);

    /** Each browser needs threads and memory. A machine on more local networks uses only the first ones. */
    private static final int MAX_BROWSERS = 4;

    /**
     * How often interfaces are checked and known peers are told again: the core forgets peers that it could not dial.
     */
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(60);

    /** Wait after a change. A new service is reported in several steps, and many may come at once. */
    private static final Duration SETTLE = Duration.ofMillis(250);

    /** The goodbye is sent at once. What the library does afterwards takes longer, and nobody waits for it. */
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(100);

    private final EventBus bus;
    private final ServiceRecord ownRecord;
    private final Supplier<List<LocalInterface>> interfaces;
    private final MdnsBrowser.Opener opener;
    private final Duration lookPeriod;
    private final RandomGenerator random;
    private final SteadyClock clock;
    private final Mailbox<Boolean> changes = new Mailbox<>(1);
    private final Map<LocalInterface, MdnsBrowser> browsers = new LinkedHashMap<>();
    private final List<Thread> closing = Collections.synchronizedList(new ArrayList<>());
    private long wallAheadMs;
    private final Thread thread = Thread.ofVirtual().name("discovery").unstarted(this::run);

    /**
     * @param peer our own id
     * @param host the address that we listen on; nothing is announced on loopback
     * @param random for unique names; a secure generator, except in tests
     */
    public Discovery(
            EventBus bus, PeerId peer, NetworkTag network, InetAddress host, int port, RandomGenerator random) {
        this(bus, new ServiceRecord(peer, network, port), () -> LocalInterface.current(host),
                (where, ownRecord, changed) -> JmDnsBrowser.open(where, ownRecord, random, changed), LOOK_PERIOD,
                random, new SteadyClock());
    }

    Discovery(
            EventBus bus, ServiceRecord ownRecord, Supplier<List<LocalInterface>> interfaces, MdnsBrowser.Opener opener,
            Duration lookPeriod, RandomGenerator random, SteadyClock clock) {
        this.bus = bus;
        this.ownRecord = ownRecord;
        this.interfaces = interfaces;
        this.opener = opener;
        this.lookPeriod = lookPeriod;
        this.random = random;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                look();
                awaitNextLook();
            }
        } catch (InterruptedException e) {
            LOG.debug("discovery closed");
        } catch (RuntimeException e) {
            LOG.error("discovery has failed: peers on the local network are no longer found", e);
        } finally {
            browsers.values().forEach(this::closeInBackground);
        }
    }

    private void look() {
        List<LocalInterface> now = interfaces.get();
        boolean clockSet = isClockSet();
        for (Map.Entry<LocalInterface, MdnsBrowser> open : List.copyOf(browsers.entrySet())) {
            if (!now.contains(open.getKey()) || open.getValue().isExhausted() || clockSet) {
                LOG.info("no longer looking for peers at {}", open.getKey());
                browsers.remove(open.getKey());
                closeInBackground(open.getValue());
            }
        }
        if (found().isEmpty()) {
            browsers.values().forEach(MdnsBrowser::ask);
        }
        now.stream().filter(where -> !browsers.containsKey(where)).forEach(this::open);
    }

    /**
     * Whether the wall clock was set since the last look. The library's timers follow it: after it was set back, they
     * would wait until it shows the same time again. So the library is started again.
     */
    private boolean isClockSet() {
        clock.nowMs();
        boolean set = clock.wallAheadMs() != wallAheadMs;
        wallAheadMs = clock.wallAheadMs();
        return set;
    }

    private void open(LocalInterface where) {
        if (browsers.size() >= MAX_BROWSERS) {
            return;
        }
        try {
            browsers.put(where, opener.open(where, ownRecord, () -> changes.offer(true)));
            LOG.info("looking for peers at {}", where);
        } catch (IOException e) {
            LOG.info("could not look for peers at {}: {}", where, e.getMessage());
        }
    }

    private void awaitNextLook() throws InterruptedException {
        long lookAtNanos = System.nanoTime() + lookPeriod.toNanos();
        do {
            tell();
        } while (changedBefore(lookAtNanos));
    }

    private boolean changedBefore(long nanos) throws InterruptedException {
        long leftMs = (nanos - System.nanoTime()) / 1_000_000;
        boolean changed = leftMs > 0 && changes.poll(leftMs) != null;
        if (changed) {
            Thread.sleep(SETTLE);
            changes.poll(0);
        }
        return changed;
    }

    /**
     * Tells a random selection, because the core takes a bounded number. If the engine is busy, the next check tells
     * again.
     */
    private void tell() {
        List<Contact> found = new ArrayList<>(found());
        Collections.shuffle(found, random);
        if (!browsers.isEmpty()) {
            bus.offer(new FloodCommand.Found(
                    List.copyOf(found.subList(0, Math.min(found.size(), FloodLimits.MAX_LAN_PEERS)))));
        }
        OtherVersion other = otherVersion();
        if (other != null) {
            bus.offer(new FloodCommand.FoundOtherVersion(other));
        }
    }

    /** The highest other version that peers of our network announce; null if all speak ours. */
    private @Nullable OtherVersion otherVersion() {
        return browsers.values()
                .stream()
                .flatMap(browser -> browser.services().stream())
                .map(ownRecord::otherVersion)
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(OtherVersion::theirs))
                .orElse(null);
    }

    /** Every peer once, also if it was found on several local networks. */
    private List<Contact> found() {
        Map<PeerId, Contact> found = new LinkedHashMap<>();
        browsers.forEach((where, browser) -> {
            for (DiscoveredService service : browser.services()) {
                Contact contact = ownRecord.read(service, where);
                if (contact != null) {
                    found.putIfAbsent(contact.peer(), contact);
                }
            }
        });
        return List.copyOf(found.values());
    }

    private void closeInBackground(MdnsBrowser browser) {
        closing.removeIf(thread -> !thread.isAlive());
        closing.add(Thread.ofVirtual().name("discovery goodbye").start(browser::close));
    }

    /** Withdraws all announcements. It waits for at most {@code CLOSE_WITHIN} each; the rest ends by itself. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(CLOSE_WITHIN);
        for (Thread each : List.copyOf(closing)) {
            each.join(CLOSE_WITHIN);
        }
    }
}
