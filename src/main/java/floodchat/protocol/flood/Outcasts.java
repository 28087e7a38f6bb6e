package floodchat.protocol.flood;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Peers that have misbehaved lately: there is no link with them for a while, else a link that is cut would be a fresh start. They are known by
 * their ids, which cost nothing, and by their hosts where no other peer is likely to be behind the same address. Bounded; the oldest are forgotten.
 */
final class Outcasts {
    private static final long REMEMBERED_MS = 10 * 60_000;
    private static final int MAX_REMEMBERED = 256;

    private final Map<Object, Long> untilMs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > 2 * MAX_REMEMBERED;
        }
    };

    void add(Contact contact, long nowMs) {
        untilMs.put(contact.peer(), nowMs + REMEMBERED_MS);
        if (!contact.address().isShared()) {
            untilMs.put(contact.address().host(), nowMs + REMEMBERED_MS);
        }
    }

    boolean contains(Contact contact, long nowMs) {
        return isIn(contact.peer(), nowMs) || isIn(contact.address().host(), nowMs);
    }

    private boolean isIn(Object key, long nowMs) {
        return untilMs.getOrDefault(key, Long.MIN_VALUE) > nowMs;
    }
}
