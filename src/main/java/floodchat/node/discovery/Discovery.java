package floodchat.node.discovery;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.PeerId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Tells the engine who of our network is on the same local networks, on a virtual thread named "discovery" that owns
 * all of it. Looks at the interfaces again every minute, since machines move. Any thread may start and close it.
 */
public final class Discovery implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Discovery.class);

    /** Each costs threads and memory; a machine on more local networks than this is found on these. */
    private static final int MAX_BROWSERS = 4;

    /** Between two looks at the interfaces; what is known is told as often, for the core forgets what fails. */
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(60);

    /** Somebody who comes is told in several pieces, and many may come at once: changes are told together. */
    private static final Duration SETTLE = Duration.ofMillis(250);

    /** The goodbye is out at once; what the library then waits for is not waited for. */
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(100);

    private final EventBus bus;
    private final ServiceRecord ownRecord;
    private final Supplier<List<LocalInterface>> interfaces;
    private final MdnsBrowser.Opener opener;
    private final Duration lookPeriod;
    private final RandomGenerator random;
    private final Mailbox<Boolean> changes = new Mailbox<>("discovery", 1);
    private final Map<LocalInterface, MdnsBrowser> browsers = new LinkedHashMap<>();
    private final List<Thread> closing = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = Thread.ofVirtual().name("discovery").unstarted(this::run);

    /**
     * @param peer our id
     * @param host what is listened on; nobody is looked for from loopback
     * @param random for names that nobody else has; a secure one, outside of tests
     */
    public Discovery(
            EventBus bus, PeerId peer, NetworkTag network, InetAddress host, int port, RandomGenerator random) {
        this(bus, new ServiceRecord(peer, network, port), () -> LocalInterface.current(host),
                (where, ownRecord, changed) -> JmDnsBrowser.open(where, ownRecord, random, changed), LOOK_PERIOD,
                random);
    }

    Discovery(
            EventBus bus, ServiceRecord ownRecord, Supplier<List<LocalInterface>> interfaces, MdnsBrowser.Opener opener,
            Duration lookPeriod, RandomGenerator random) {
        this.bus = bus;
        this.ownRecord = ownRecord;
        this.interfaces = interfaces;
        this.opener = opener;
        this.lookPeriod = lookPeriod;
        this.random = random;
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
            LOG.error("discovery failed: peers on the local network are not found", e);
        } finally {
            browsers.values().forEach(this::closeBehind);
        }
    }

    private void look() {
        List<LocalInterface> now = interfaces.get();
        for (Map.Entry<LocalInterface, MdnsBrowser> open : List.copyOf(browsers.entrySet())) {
            if (!now.contains(open.getKey()) || open.getValue().isExhausted()) {
                LOG.info("looking for peers no longer at {}", open.getKey());
                browsers.remove(open.getKey());
                closeBehind(open.getValue());
            }
        }
        if (found().isEmpty()) {
            browsers.values().forEach(MdnsBrowser::ask);
        }
        now.stream().filter(where -> !browsers.containsKey(where)).forEach(this::open);
    }

    private void open(LocalInterface where) {
        if (browsers.size() >= MAX_BROWSERS) {
            return;
        }
        try {
            browsers.put(where, opener.open(where, ownRecord, () -> changes.offer(true)));
            LOG.info("looking for peers at {}", where);
        } catch (IOException e) {
            LOG.info("can't look for peers at {}: {}", where, e.getMessage());
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
     * The engine may be busy: it is told again. Where there are more than it takes, others are among them the next
     * time.
     */
    private void tell() {
        List<Contact> found = new ArrayList<>(found());
        Collections.shuffle(found, random);
        if (!browsers.isEmpty()) {
            bus.offer(new FloodCommand.Found(
                    List.copyOf(found.subList(0, Math.min(found.size(), FloodLimits.MAX_NEARBY)))));
        }
    }

    /** Each once, though it may be on several networks with us. */
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

    private void closeBehind(MdnsBrowser browser) {
        closing.removeIf(thread -> !thread.isAlive());
        closing.add(Thread.ofVirtual().name("discovery goodbye").start(browser::close));
    }

    /** Says goodbye on the local networks; whatever that takes longer ends by itself. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(CLOSE_WITHIN);
        for (Thread each : List.copyOf(closing)) {
            each.join(CLOSE_WITHIN);
        }
    }
}
