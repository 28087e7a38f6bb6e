package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.broadcast.Backlog.Kept;
import java.util.TreeSet;

/** A part of the backlog for authors of one kind, and what they have of it. Owned by an {@link OpenBacklog}. */
final class BacklogQuota {
    private final int maxPackets;
    private final int maxBytes;
    private final TreeSet<BacklogShare> byPackets = new TreeSet<>(BacklogShare.BY_PACKETS);
    private final TreeSet<BacklogShare> byBytes = new TreeSet<>(BacklogShare.BY_BYTES);
    private int packets;
    private int bytes;

    /** @param percent of the backlog's packets and bytes */
    BacklogQuota(int percent) {
        this.maxPackets = BroadcastLimits.MAX_BACKLOG_PACKETS * percent / 100;
        this.maxBytes = BroadcastLimits.MAX_BACKLOG_BYTES / 100 * percent;
    }

    /** An empty share counts nothing. */
    void add(BacklogShare share) {
        if (!share.isEmpty()) {
            packets += share.packets();
            bytes += share.bytes();
            byPackets.add(share);
            byBytes.add(share);
        }
    }

    void remove(BacklogShare share) {
        if (!share.isEmpty()) {
            packets -= share.packets();
            bytes -= share.bytes();
            byPackets.remove(share);
            byBytes.remove(share);
        }
    }

    /** How many authors have packets. */
    int authors() {
        return byPackets.size();
    }

    /** How many packets there are beyond the quota; below 0 if there are fewer. */
    int packetsOver() {
        return packets - maxPackets;
    }

    /** The same in bytes. */
    int bytesOver() {
        return bytes - maxBytes;
    }

    /** The oldest packet of the author with the most packets. There is one. */
    Kept firstToGoByPackets() {
        return byPackets.last().oldest();
    }

    /** The oldest packet of the author with the most bytes. There is one. */
    Kept firstToGoByBytes() {
        return byBytes.last().oldest();
    }
}
