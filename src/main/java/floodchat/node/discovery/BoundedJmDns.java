package floodchat.node.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSIncoming;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.constants.DNSRecordType;
import javax.jmdns.impl.tasks.state.Announcer;
import javax.jmdns.impl.tasks.state.Prober;
import org.jspecify.annotations.Nullable;

/**
 * JmDNS within bounds, and as prompt as RFC 6762 allows. By itself the library keeps whatever anyone multicasts, for
 * every kind of service, and starts a task for every question. This class keeps only records of peers, up to fixed
 * numbers, and reads at most one packet in {@value #READ_PAUSE_MS} ms. The library's threads call the overridden
 * methods.
 */
final class BoundedJmDns extends JmDNSImpl {
    static final String TYPE = "_floodchat._tcp.local.";

    /** Prefix of the host names of peers. Addresses of other hosts are not kept. */
    static final String HOST_PREFIX = "floodchat-";

    /** Pause after each packet, so at most 200 a second are read: far more than normal. The system drops the rest. */
    private static final long READ_PAUSE_MS = 5;

    /** Conflicts about our name, each of which makes the library start again. Random names have none by chance. */
    private static final int MAX_PROBES = 64;

    /** Services whose details were asked for since this was opened. */
    private static final int MAX_RESOLVERS = 1_024;

    /** The time between two probes for our names, and the longest before the first (RFC 6762, section 8.1). */
    private static final int PROBE_PAUSE_MS = 250;

    /** The time between two announcements. The first follows the last probe at once (RFC 6762, section 8.3). */
    private static final int ANNOUNCEMENT_PAUSE_MS = 1_000;

    private static final String READER_NAME = "SocketListener(";

    private final BoundedCache cache;
    private final AtomicInteger probes;
    private final AtomicInteger resolvers;
    private final AtomicReference<@Nullable Thread> reader;
    private final PromptTimer probing;
    private final PromptTimer announcing;

    /** Runs a task of the library sooner: the library waits for a second before and after each probe. */
    private static final class PromptTimer extends Timer {
        private final int longestDelayMs;
        private final int pauseMs;

        PromptTimer(String name, int longestDelayMs, int pauseMs) {
            super(name, true);
            this.longestDelayMs = longestDelayMs;
            this.pauseMs = pauseMs;
        }

        @Override
        public void schedule(TimerTask task, long delayMs, long periodMs) {
            super.schedule(task, getRandom().nextInt(longestDelayMs + 1), pauseMs);
        }
    }

    /** @param address one that has a host name already, so that the library does not look it up */
    BoundedJmDns(InetAddress address, String name) throws IOException {
        cache = new BoundedCache();
        probes = new AtomicInteger();
        resolvers = new AtomicInteger();
        reader = new AtomicReference<>();
        probing = new PromptTimer("mDNS probes", PROBE_PAUSE_MS, PROBE_PAUSE_MS);
        announcing = new PromptTimer("mDNS announcements", 0, ANNOUNCEMENT_PAUSE_MS);
        super(address, name, READ_PAUSE_MS); // starts threads that call what is overridden below
    }

    /** True if a bound was reached or the reading thread has failed. A new instance must then replace this one. */
    boolean isExhausted() {
        boolean full = cache.isFull() || probes.get() >= MAX_PROBES || resolvers.get() >= MAX_RESOLVERS;
        Thread reading = reader.get();
        return full || reading != null && !reading.isAlive();
    }

    /** The library's reading thread calls this before every packet. It is known by its name alone. */
    @Override
    public boolean isCanceling() {
        Thread asking = Thread.currentThread();
        if (asking.getName().startsWith(READER_NAME)) {
            reader.set(asking);
        }
        return super.isCanceling();
    }

    /** True for records about a service or host of a peer. */
    static boolean isOurs(DNSEntry entry) {
        String name = entry.getKey();
        return name.endsWith(TYPE) || isAddress(entry.getRecordType()) && name.startsWith(HOST_PREFIX);
    }

    private static boolean isAddress(DNSRecordType type) {
        return type == DNSRecordType.TYPE_A || type == DNSRecordType.TYPE_AAAA;
    }

    @Override
    public DNSCache getCache() {
        return cache;
    }

    @Override
    public boolean registerServiceType(String type) {
        return TYPE.equalsIgnoreCase(type) && super.registerServiceType(type);
    }

    @Override
    public void updateRecord(long now, DNSRecord record, Operation operation) {
        boolean kept = operation == Operation.Remove || cache.getDNSEntry(record) != null;
        if (isOurs(record) && kept) {
            super.updateRecord(now, record, operation);
        }
    }

    @Override
    public void startResponder(DNSIncoming query, InetAddress from, int port) {
        if (query.getQuestions().stream().anyMatch(this::isAboutUs)) {
            super.startResponder(query, from, port);
        }
    }

    private boolean isAboutUs(DNSEntry question) {
        String name = question.getKey();
        return name.endsWith(TYPE) || name.startsWith(HOST_PREFIX) || question.isServicesDiscoveryMetaQuery();
    }

    @Override
    public void startProber() {
        if (probes.getAndIncrement() < MAX_PROBES) {
            new Prober(this).start(probing);
        }
    }

    @Override
    public void startAnnouncer() {
        new Announcer(this).start(announcing);
    }

    /** The library closes: its own timers end here too. */
    @Override
    public void cancelStateTimer() {
        probing.cancel();
        announcing.cancel();
        super.cancelStateTimer();
    }

    @Override
    public void startServiceInfoResolver(ServiceInfoImpl service) {
        if (resolvers.getAndIncrement() < MAX_RESOLVERS) {
            super.startServiceInfoResolver(service);
        }
    }
}
