package floodchat.node.discovery;

import java.util.List;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;
import org.jspecify.annotations.Nullable;

/**
 * JmDNS's records, of peers alone and so many: by itself it keeps all that it hears for as long as the sender likes.
 * Any thread may call it.
 */
final class BoundedCache extends DNSCache {
    private static final long serialVersionUID = 1;

    /** A peer has two: its service and its host. */
    private static final int MAX_NAMES = 256;

    /** Under the name of the type there is a record for every peer. */
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

    /** Whether something was left out for want of room. */
    boolean isFull() {
        return full;
    }
}
