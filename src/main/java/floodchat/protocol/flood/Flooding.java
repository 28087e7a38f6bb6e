package floodchat.protocol.flood;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** Own packets that no link has written yet, by ticket, in the order in which they were published. */
    private final Map<Long, Packet> unsent = new LinkedHashMap<>();
    private int unsentBytes;
    private long lastPacketMs = Long.MIN_VALUE;

    Flooding(NetworkTag network, ActiveView active, RandomGenerator random, Turn turn) {
        this.network = network;
        this.active = active;
        this.random = random;
        this.turn = turn;
    }

    boolean isNew(PacketId id) {
        return !seen.contains(id);
    }

    /** False where too many packets wait for a link to write them; a further one should wait too. */
    boolean hasRoom() {
        return unsent.size() < FloodLimits.MAX_UNSENT_PACKETS && unsentBytes < FloodLimits.MAX_UNSENT_BYTES;
    }

    void publish(FloodCommand.Publish publish) {
        lastPacketMs = Math.max(turn.nowMs(), lastPacketMs + 1);
        Packet packet = Packet.create(network, lastPacketMs, publish.ephemeral(), publish.payload());
        seen.add(packet.id());
        if (publish.ephemeral()) {
            active.all().forEach(neighbour -> turn.send(neighbour, firstHop(packet)));
        } else {
            unsent.put(publish.ticket(), packet);
            unsentBytes += packet.bytes().length;
            sendOwn(publish.ticket(), packet);
        }
    }

    private void sendOwn(long ticket, Packet packet) {
        active.all().forEach(neighbour -> turn.sendOwn(neighbour, firstHop(packet), ticket));
    }

    private Frame.Flooded firstHop(Packet packet) {
        int hops = random.nextInt(FloodLimits.MIN_FIRST_PACKET_HOPS, FloodLimits.MAX_PACKET_HOPS + 1);
        return new Frame.Flooded(hops, packet);
    }

    void written(List<Long> tickets) {
        for (Long ticket : tickets) {
            Packet packet = unsent.remove(ticket);
            if (packet != null) {
                unsentBytes -= packet.bytes().length;
                turn.tell(new FloodEvent.HandedOver(ticket));
            }
        }
    }

    /** The first neighbour is given what waited for one, and what a lost link may not have written. */
    void linked() {
        unsent.forEach(this::sendOwn);
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
