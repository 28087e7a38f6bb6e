package floodchat.protocol.flood.limits;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Peers that have misbehaved lately. There is no link with them for {@value #BANNED_MS} ms, because otherwise a peer
 * that is expelled would just dial again.
 *
 * <p>A ban is for an IPv4 address, or for the /64 of an IPv6 address. If other peers may have the same address, it is
 * for a peer id at this host. A ban of the id alone would be of little use: a new id costs a key pair.
 */
public final class BanList {
    private static final long BANNED_MS = 10 * 60_000;

    /** The oldest bans are forgotten. */
    private static final int MAX_BANS = 256;

    /** @param peer null if all peers of this owner are meant */
    private record Banned(@Nullable PeerId peer, String where) {
        static Banned of(Contact contact) {
            String owner = contact.address().owner();
            return owner == null ? new Banned(contact.peer(), contact.address().host()) : new Banned(null, owner);
        }
    }

    private final Map<Banned, Long> untilMs = new BoundedMap<>(MAX_BANS);

    public void add(Contact contact, long nowMs) {
        untilMs.put(Banned.of(contact), nowMs + BANNED_MS);
    }

    public boolean contains(Contact contact, long nowMs) {
        return !untilMs.isEmpty() && untilMs.getOrDefault(Banned.of(contact), Long.MIN_VALUE) > nowMs;
    }
}
