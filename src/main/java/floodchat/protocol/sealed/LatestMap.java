package floodchat.protocol.sealed;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map with a bound: one entry too many, and the one that was put first is forgotten. Confined to one thread. */
final class LatestMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int maxEntries;

    LatestMap(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > maxEntries;
    }
}
