package floodchat.node.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A browser on top of JmDNS. The library's threads report services that come and go; any thread may ask for the list.
 */
final class JmDnsBrowser implements MdnsBrowser, ServiceListener {
    private static final Logger LOG = LogManager.getLogger(JmDnsBrowser.class);

    /** Twice as many as the core is told at once, so that its random choice changes. */
    private static final int MAX_SERVICES = 64;

    private final BoundedJmDns dns;
    private final Runnable changed;
    /** By service name. */
    private final Map<String, DiscoveredService> services = new LinkedHashMap<>();

    private JmDnsBrowser(BoundedJmDns dns, Runnable changed) {
        this.dns = dns;
        this.changed = changed;
    }

    static MdnsBrowser open(LocalInterface where, ServiceRecord ownRecord, RandomGenerator random, Runnable changed)
            throws IOException {
        String name = BoundedJmDns.HOST_PREFIX + "%08x".formatted(random.nextInt());
        // with a host name of its own, because the library would ask a name server for a missing one
        InetAddress address = InetAddress.getByAddress(name, where.address().getAddress());
        JmDnsBrowser browser = new JmDnsBrowser(new BoundedJmDns(address, name), changed);
        browser.dns.addServiceListener(BoundedJmDns.TYPE, browser);
        browser.dns.registerService(
                ServiceInfo.create(BoundedJmDns.TYPE, name, ownRecord.port(), 0, 0, ownRecord.properties()));
        return browser;
    }

    @Override
    public synchronized List<DiscoveredService> services() {
        return List.copyOf(services.values());
    }

    @Override
    public void ask() {
        dns.startServiceResolver(BoundedJmDns.TYPE);
    }

    @Override
    public boolean isExhausted() {
        return dns.isExhausted();
    }

    @Override
    public void close() {
        dns.close();
    }

    @Override
    public void serviceAdded(ServiceEvent event) {
        LOG.trace("{} is announced", event.getName());
    }

    @Override
    public void serviceResolved(ServiceEvent event) {
        ServiceInfo info = event.getInfo();
        DiscoveredService service =
                new DiscoveredService(properties(info), List.of(info.getInetAddresses()), info.getPort());
        if (put(event.getName(), service)) {
            LOG.debug("{} is at {}", event.getName(), service);
            changed.run();
        }
    }

    private synchronized boolean put(String name, DiscoveredService service) {
        boolean room = services.size() < MAX_SERVICES || services.containsKey(name);
        return room && !service.equals(services.put(name, service));
    }

    @Override
    public synchronized void serviceRemoved(ServiceEvent event) {
        if (services.remove(event.getName()) != null) {
            changed.run();
        }
    }

    private static Map<String, String> properties(ServiceInfo info) {
        Map<String, String> properties = new HashMap<>();
        for (String key : ServiceRecord.KEYS) {
            String value = info.getPropertyString(key);
            if (value != null) {
                properties.put(key, value);
            }
        }
        return properties;
    }
}
