package floodchat.protocol.flood;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Peers that have misbehaved lately: there is no link with them for a while, else a link that is cut would be a fresh start. They are known by
 * their hosts, in IPv6 by their /64; and where other peers may well be behind the same address, by their ids there. An id alone is but a claim: whoever misbehaves under
 * another peer's must not shut out that one. Bounded; the oldest are forgotten.
 */
final class BanList {
    private static final long REMEMBERED_MS = 10 * 60_000;
    private static final int MAX_REMEMBERED = 256;

    /** @param peer null where everyone of this owner is meant */
    private record Known(@Nullable PeerId peer, String where) {
        static Known of(Contact contact) {
            String owner = contact.address().owner();
            return owner == null ? new Known(contact.peer(), contact.address().host()) : new Known(null, owner);
        }
    }

    private final Map<Known, Long> untilMs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    void add(Contact contact, long nowMs) {
        untilMs.put(Known.of(contact), nowMs + REMEMBERED_MS);
    }

    boolean contains(Contact contact, long nowMs) {
        return !untilMs.isEmpty() && untilMs.getOrDefault(Known.of(contact), Long.MIN_VALUE) > nowMs;
    }
}
