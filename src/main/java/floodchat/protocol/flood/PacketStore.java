package floodchat.protocol.flood;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The packets seen last, for whoever missed them. Bounded in packets and in bytes; the oldest go first. */
final class PacketStore {
    /**
     * @param hopsLeft how far it may still go from here
     * @param way how it came here
     */
    record Stored(Packet packet, int hopsLeft, Frame.Way way) {}

    private final SequencedMap<PacketId, Stored> stored = new LinkedHashMap<>();
    private int bytes;

    void add(Packet packet, int hopsLeft, Frame.Way way) {
        if (stored.putIfAbsent(packet.id(), new Stored(packet, hopsLeft, way)) == null) {
            bytes += packet.bytes().length;
            forgetOldest();
        }
    }

    /** Null where it was never here, or is forgotten. */
    @Nullable Stored get(PacketId id) {
        return stored.get(id);
    }

    private void forgetOldest() {
        while (stored.size() > FloodLimits.MAX_STORED_PACKETS || bytes > FloodLimits.MAX_STORED_BYTES) {
            bytes -= stored.pollFirstEntry().getValue().packet().bytes().length;
        }
    }
}
