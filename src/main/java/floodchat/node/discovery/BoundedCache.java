package floodchat.node.discovery;

import java.util.List;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;
import org.jspecify.annotations.Nullable;

/**
 * JmDNS's cache, limited to records of peers and to a fixed number. The library's own cache keeps everything it hears
 * for as long as the sender wants. Any thread may call it.
 */
final class BoundedCache extends DNSCache {
    private static final long serialVersionUID = 1;

    /** A peer has two names: one for its service and one for its host. */
    private static final int MAX_NAMES = 256;

    /** The name of the service type has one record for every peer. */
    private static final int MAX_RECORDS_PER_NAME = 128;

    private volatile boolean full;

    @Override
    public boolean addDNSEntry(DNSEntry entry) {
        if (!BoundedJmDns.isOurs(entry)) {
            return false;
        }
        @Nullable List<DNSEntry> records = get(entry.getKey());
        boolean room = records == null ? size() < MAX_NAMES : records.size() < MAX_RECORDS_PER_NAME;
        full |= !room;
        return room && super.addDNSEntry(entry);
    }

    /** True if a record was left out because there was no room. */
    boolean isFull() {
        return full;
    }
}
