package floodchat.protocol.sealed;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry that was put first when there is one too many. Confined to one thread. */
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
