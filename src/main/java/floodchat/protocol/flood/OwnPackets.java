package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this peer publishes, until a link has written it: what waits to be given to the neighbours, and what no link has written yet. */
final class OwnPackets {
    private final NetworkTag network;
    private final Turn turn;
    /** Not written yet, by ticket, in the order in which they were published. */
    private final Map<Long, Packet> unsent = new LinkedHashMap<>();
    /** What the neighbours have still to be given, in that order. */
    private final Deque<Own> waiting = new ArrayDeque<>();
    private int unsentBytes;
    private long lastPacketMs = Long.MIN_VALUE;

    /** @param ticket 0 where it is ephemeral, and nobody is told when it is written */
    record Own(long ticket, Packet packet) {}

    OwnPackets(NetworkTag network, Turn turn) {
        this.network = network;
        this.turn = turn;
    }

    /** False where too many packets wait for a link to write them; a further one should wait too. */
    boolean hasRoom() {
        return unsent.size() < FloodLimits.MAX_UNSENT_PACKETS && unsentBytes < FloodLimits.MAX_UNSENT_BYTES;
    }

    /** Makes a packet of what is published; it waits from now on, unless it is ephemeral and there is nobody to hear it. */
    Packet add(FloodCommand.Publish publish, boolean somebodyHears) {
        lastPacketMs = Math.max(turn.nowMs(), lastPacketMs + 1);
        Packet packet = Packet.create(network, lastPacketMs, publish.ephemeral(), publish.payload());
        if (!publish.ephemeral()) {
            unsent.put(publish.ticket(), packet);
            unsentBytes += packet.bytes().length;
            waiting.add(new Own(publish.ticket(), packet));
        } else if (somebodyHears) {
            waiting.add(new Own(0, packet));
        }
        return packet;
    }

    boolean isNoneWaiting() {
        return waiting.isEmpty();
    }

    /** The oldest that waits; there must be one. */
    Own next() {
        return waiting.remove();
    }

    /** All that no link has written waits once more, for the first neighbour. */
    void awaitNeighbour() {
        waiting.clear();
        unsent.forEach((ticket, packet) -> waiting.add(new Own(ticket, packet)));
    }

    /** A link has written it; null where one had done so before. */
    @Nullable Packet written(long ticket) {
        Packet packet = unsent.remove(ticket);
        if (packet != null) {
            unsentBytes -= packet.bytes().length;
            turn.tell(new FloodEvent.HandedOver(ticket));
        }
        return packet;
    }

    boolean isWritten(long ticket) {
        return ticket != 0 && !unsent.containsKey(ticket);
    }
}
