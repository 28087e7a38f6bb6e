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

/** A segment by JmDNS: the library's threads tell who comes and goes, and anyone may ask who is there. */
final class JmDnsSegment implements Segment, ServiceListener {
    private static final Logger LOG = LogManager.getLogger(JmDnsSegment.class);

    /** In sight at a time: twice what the core is told, so that its choice changes. */
    private static final int MAX_SIGHTINGS = 64;

    private final BoundedJmDns dns;
    private final Runnable changed;
    /** By the name of the service. */
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();

    private JmDnsSegment(BoundedJmDns dns, Runnable changed) {
        this.dns = dns;
        this.changed = changed;
    }

    static Segment open(Attachment where, Advert advert, RandomGenerator random, Runnable changed) throws IOException {
        String name = BoundedJmDns.HOST_PREFIX + "%08x".formatted(random.nextInt());
        // With a name of its own: else the library asks a name server for it.
        InetAddress address = InetAddress.getByAddress(name, where.address().getAddress());
        JmDnsSegment segment = new JmDnsSegment(new BoundedJmDns(address, name), changed);
        segment.dns.addServiceListener(BoundedJmDns.TYPE, segment);
        segment.dns.registerService(
                ServiceInfo.create(BoundedJmDns.TYPE, name, advert.port(), 0, 0, advert.properties()));
        return segment;
    }

    @Override
    public synchronized List<Sighting> sightings() {
        return List.copyOf(sightings.values());
    }

    @Override
    public void ask() {
        dns.startServiceResolver(BoundedJmDns.TYPE);
    }

    @Override
    public boolean isSpent() {
        return dns.isSpent();
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
        Sighting sighting = new Sighting(properties(info), List.of(info.getInetAddresses()), info.getPort());
        if (put(event.getName(), sighting)) {
            LOG.debug("{} is at {}", event.getName(), sighting);
            changed.run();
        }
    }

    private synchronized boolean put(String name, Sighting sighting) {
        boolean room = sightings.size() < MAX_SIGHTINGS || sightings.containsKey(name);
        return room && !sighting.equals(sightings.put(name, sighting));
    }

    @Override
    public synchronized void serviceRemoved(ServiceEvent event) {
        if (sightings.remove(event.getName()) != null) {
            changed.run();
        }
    }

    private static Map<String, String> properties(ServiceInfo info) {
        Map<String, String> properties = new HashMap<>();
        for (String key : Advert.KEYS) {
            String value = info.getPropertyString(key);
            if (value != null) {
                properties.put(key, value);
            }
        }
        return properties;
    }
}
