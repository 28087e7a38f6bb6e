package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * Whom to tell: a packet that is new here is delivered and passed on to every neighbour but the one that brought it; a known one is ignored.
 * What is published without a neighbour waits for the first one.
 */
final class Flooding {
    private final NetworkTag network;
    private final ActiveView active;
    private final RandomGenerator random;
    private final Turn turn;
    private final SeenIds seen = new SeenIds(FloodLimits.SEEN_IDS_PER_GENERATION);
    private final Deque<Unsent> unsent = new ArrayDeque<>();
    private int unsentBytes;
    private long lastPacketMs = Long.MIN_VALUE;

    private record Unsent(Packet packet, long ticket) {}

    Flooding(NetworkTag network, ActiveView active, RandomGenerator random, Turn turn) {
        this.network = network;
        this.active = active;
        this.random = random;
        this.turn = turn;
    }

    boolean isNew(PacketId id) {
        return !seen.contains(id);
    }

    /** False where a further packet would have to wait for a neighbour, and too many do already. */
    boolean hasRoom() {
        return !active.isEmpty()
                || unsent.size() < FloodLimits.MAX_UNSENT_PACKETS && unsentBytes < FloodLimits.MAX_UNSENT_BYTES;
    }

    int unsent() {
        return unsent.size();
    }

    void publish(FloodCommand.Publish publish) {
        lastPacketMs = Math.max(turn.nowMs(), lastPacketMs + 1);
        Packet packet = Packet.create(network, lastPacketMs, publish.ephemeral(), publish.payload());
        seen.add(packet.id());
        if (!active.isEmpty()) {
            sendOwn(packet, publish.ticket());
        } else if (!publish.ephemeral()) {
            unsent.add(new Unsent(packet, publish.ticket()));
            unsentBytes += packet.bytes().length;
        }
    }

    private void sendOwn(Packet packet, long ticket) {
        for (Neighbour neighbour : active.all()) {
            int hops = random.nextInt(FloodLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
            turn.sendOwn(neighbour, new Frame.Flooded(hops, packet), ticket);
        }
    }

    /** The first neighbour is given what waited for one. */
    void linked() {
        while (!unsent.isEmpty()) {
            Unsent next = unsent.remove();
            sendOwn(next.packet(), next.ticket());
        }
        unsentBytes = 0;
    }

    void received(Neighbour from, Frame.Flooded frame) {
        boolean neighbour = from.stage() != Neighbour.Stage.TEMPORARY;
        if (!neighbour || !seen.add(frame.packet().id())) {
            return;
        }
        turn.tell(new FloodEvent.Delivered(frame.packet().payload()));
        if (frame.hopsLeft() > 0) {
            Frame.Flooded onward = new Frame.Flooded(frame.hopsLeft() - 1, frame.packet());
            for (Neighbour to : active.all()) {
                if (to != from) {
                    turn.send(to, onward);
                }
            }
        }
    }
}
