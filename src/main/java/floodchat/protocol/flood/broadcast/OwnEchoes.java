package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the network hears this peer: an own packet that crosses a stem comes back by the tree, and other neighbours
 * announce it. If the last packets have come back by no other link than the one that they left by, perhaps all
 * neighbours are hostile and keep them back. Only packets that took a stem are looked at: of a packet that this peer
 * floods itself, its neighbours tell it nothing. Owned by {@link Plumtree}.
 */
final class OwnEchoes {
    /** A packet is looked at after this time: most embargoes have ended by then. */
    private static final long SETTLED_MS = 10_000;

    /** This many packets in a row must be unheard. One alone may be bad luck. */
    private static final int MIN_UNHEARD = 2;

    /** Only the last own packets are looked at. */
    private static final int MAX_PACKETS = 8;

    /** Older packets say nothing about the present neighbours. */
    private static final long OLD_MS = 15 * 60_000;

    private final Map<PacketId, Sent> packets = new BoundedMap<>(MAX_PACKETS);

    private static final class Sent {
        final LinkId leftBy;
        final long sinceMs;
        boolean heard;

        Sent(LinkId leftBy, long sinceMs) {
            this.leftBy = leftBy;
            this.sinceMs = sinceMs;
        }
    }

    /** An own packet was put on its stem. */
    void left(PacketId packet, LinkId by, long nowMs) {
        packets.put(packet, new Sent(by, nowMs));
    }

    /** A link has brought or announced a packet. */
    void came(PacketId packet, LinkId by) {
        Sent sent = packets.get(packet);
        if (sent != null && !sent.leftBy.equals(by)) {
            sent.heard = true;
        }
    }

    /** When the first of the last packets was published that nobody seems to have heard; -1 if they are heard. */
    long unheardSinceMs(long nowMs) {
        List<Sent> settled = new ArrayList<>();
        for (Sent sent : packets.values()) {
            if (nowMs - sent.sinceMs >= SETTLED_MS && nowMs - sent.sinceMs < OLD_MS) {
                settled.add(sent);
            }
        }
        int unheard = 0;
        while (unheard < settled.size() && !settled.get(settled.size() - 1 - unheard).heard) {
            unheard++;
        }
        return unheard < MIN_UNHEARD ? -1 : settled.get(settled.size() - unheard).sinceMs;
    }
}
