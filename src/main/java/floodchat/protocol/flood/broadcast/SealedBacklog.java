package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sealed packets, for peers that come later. A new one replaces a random one, not the oldest: so each peer of the
 * network forgets others, and somebody who floods junk can't be sure that a letter is gone. Owned by {@link Backlog}.
 */
final class SealedBacklog {
    private final RandomGenerator random;
    /** In no order: the last takes the place of one that is forgotten. */
    private final List<Backlog.Kept> kept = new ArrayList<>();

    private int bytes;

    SealedBacklog(RandomGenerator random) {
        this.random = random;
    }

    /** A packet that is kept already stays as it is. */
    void add(Backlog.Kept one) {
        if (get(one.id()) != null) {
            return;
        }
        while (kept.size() >= BroadcastLimits.MAX_SEALED_PACKETS
                || bytes + one.length() > BroadcastLimits.MAX_SEALED_BYTES) {
            forget(random.nextInt(kept.size()));
        }
        kept.add(one);
        bytes += one.length();
    }

    private void forget(int place) {
        bytes -= kept.get(place).length();
        Backlog.Kept last = kept.removeLast();
        if (place < kept.size()) {
            kept.set(place, last);
        }
    }

    /** Null if it was never here, or is forgotten. Looked up rarely, so there is no index. */
    @Nullable Packet get(PacketId id) {
        for (Backlog.Kept one : kept) {
            if (one.id().equals(id)) {
                return one.packet();
            }
        }
        return null;
    }

    /** All that are not older than this. */
    List<Backlog.Kept> all(long oldestMs) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            if (kept.get(i).timeMs() < oldestMs) {
                forget(i);
            }
        }
        return List.copyOf(kept);
    }
}
