package floodchat.protocol.flood;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets its oldest entry when there is one too many. Iterated in the order of insertion. Confined to one
 * thread.
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int maxEntries;

    public BoundedMap(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > maxEntries;
    }
}
