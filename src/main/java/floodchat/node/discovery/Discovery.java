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
 * Tells the engine who of our network is on the same local networks, on a virtual thread named "discovery" that owns all of it. Looks at the
 * interfaces again every minute, since machines move. Any thread may start and close it.
 */
public final class Discovery implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Discovery.class);

    /** Each costs threads and memory; a machine on more local networks than this is found on these. */
    private static final int MAX_SEGMENTS = 4;

    /** Between two looks at the interfaces; what is known is told as often, for the core forgets what fails. */
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(60);

    /** Somebody who comes is told in several pieces, and many may come at once: changes are told together. */
    private static final Duration SETTLE = Duration.ofMillis(250);

    /** The goodbye is out at once; what the library then waits for is not waited for. */
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(100);

    private final EventBus bus;
    private final Advert advert;
    private final Supplier<List<Attachment>> attachments;
    private final Segment.Opener opener;
    private final Duration lookPeriod;
    private final RandomGenerator random;
    private final Mailbox<Boolean> changes = new Mailbox<>(1);
    private final Map<Attachment, Segment> segments = new LinkedHashMap<>();
    private final List<Thread> closing = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = Thread.ofVirtual().name("discovery").unstarted(this::run);

    /**
     * @param peer our id
     * @param host what is listened on; nobody is looked for from loopback
     * @param random for names that nobody else has; a secure one, outside of tests
     */
    public Discovery(
            EventBus bus, PeerId peer, NetworkTag network, InetAddress host, int port, RandomGenerator random) {
        this(bus, new Advert(peer, network, port), () -> Attachment.current(host),
                (where, advert, changed) -> JmDnsSegment.open(where, advert, random, changed), LOOK_PERIOD, random);
    }

    Discovery(
            EventBus bus, Advert advert, Supplier<List<Attachment>> attachments, Segment.Opener opener,
            Duration lookPeriod, RandomGenerator random) {
        this.bus = bus;
        this.advert = advert;
        this.attachments = attachments;
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
            segments.values().forEach(this::closeBehind);
        }
    }

    private void look() {
        List<Attachment> now = attachments.get();
        for (Map.Entry<Attachment, Segment> open : List.copyOf(segments.entrySet())) {
            if (!now.contains(open.getKey()) || open.getValue().isSpent()) {
                LOG.info("looking for peers no longer at {}", open.getKey());
                segments.remove(open.getKey());
                closeBehind(open.getValue());
            }
        }
        if (found().isEmpty()) {
            segments.values().forEach(Segment::ask);
        }
        now.stream().filter(where -> !segments.containsKey(where)).forEach(this::open);
    }

    private void open(Attachment where) {
        if (segments.size() >= MAX_SEGMENTS) {
            return;
        }
        try {
            segments.put(where, opener.open(where, advert, () -> changes.offer(true)));
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

    /** The engine may be busy: it is told again. Where there are more than it takes, others are among them the next time. */
    private void tell() {
        List<Contact> found = new ArrayList<>(found());
        Collections.shuffle(found, random);
        if (!segments.isEmpty()) {
            bus.offer(new FloodCommand.Found(
                    List.copyOf(found.subList(0, Math.min(found.size(), FloodLimits.MAX_NEARBY)))));
        }
    }

    /** Each once, though it may be on several networks with us. */
    private List<Contact> found() {
        Map<PeerId, Contact> found = new LinkedHashMap<>();
        segments.forEach((where, segment) -> {
            for (Sighting sighting : segment.sightings()) {
                Contact contact = advert.read(sighting, where);
                if (contact != null) {
                    found.putIfAbsent(contact.peer(), contact);
                }
            }
        });
        return List.copyOf(found.values());
    }

    private void closeBehind(Segment segment) {
        closing.removeIf(thread -> !thread.isAlive());
        closing.add(Thread.ofVirtual().name("discovery goodbye").start(segment::close));
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
