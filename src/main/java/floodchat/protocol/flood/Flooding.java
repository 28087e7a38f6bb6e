package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Whom to tell: a packet that is new here is delivered and passed on to every neighbour but the one that brought it; a known one is ignored.
 * What is published waits until there is a neighbour, and until whoever runs the core says that links have room.
 */
final class Flooding {
    private final NetworkTag network;
    private final ActiveView active;
    private final RandomGenerator random;
    private final Turn turn;
    private final SeenIds seen = new SeenIds(FloodLimits.SEEN_IDS_PER_GENERATION);
    /** Own packets that no link has written yet, by ticket, in the order in which they were published. */
    private final Map<Long, Packet> unsent = new LinkedHashMap<>();
    /** What the neighbours have still to be given, in that order. */
    private final Deque<Own> waiting = new ArrayDeque<>();
    private int unsentBytes;
    private long lastPacketMs = Long.MIN_VALUE;

    /** @param ticket 0 where it is ephemeral, and nobody is told when it is written */
    private record Own(long ticket, Packet packet) {}

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
        if (!publish.ephemeral()) {
            unsent.put(publish.ticket(), packet);
            unsentBytes += packet.bytes().length;
            waiting.add(new Own(publish.ticket(), packet));
        } else if (!active.isEmpty()) {
            waiting.add(new Own(0, packet));
        }
    }

    /** Whether own packets wait, and there is somebody to give them to. */
    boolean hasWaiting() {
        return !waiting.isEmpty() && !active.isEmpty();
    }

    /** Gives the oldest own packet that waits to every neighbour. */
    void sendWaiting() {
        Own own = waiting.remove();
        if (own.ticket() == 0) {
            active.all().forEach(to -> turn.send(to, firstHop(own.packet())));
        } else if (unsent.containsKey(own.ticket())) {
            active.all().forEach(to -> turn.sendOwn(to, firstHop(own.packet()), own.ticket()));
        }
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

    /** The first neighbour is to be given what waited for one, and before that what a lost link may not have written. */
    void linked() {
        waiting.clear();
        unsent.forEach((ticket, packet) -> waiting.add(new Own(ticket, packet)));
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
