package floodchat.node.flood;

import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.UnstampedPacket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is published, between the bus and the core: it is made a packet and stamped, and counted until a link has
 * written it. So what no link takes is bounded, and a program that publishes more has to wait. Confined to the engine's
 * thread.
 */
final class Publisher {
    /**
     * Urgent commands take along what was published before them, so there may be more than
     * {@link FloodLimits#MAX_UNSENT_PACKETS}.
     */
    static final int MAX_STAMPING = FloodLimits.MAX_UNSENT_PACKETS + FloodEngine.MAX_COMMANDS;

    private final NetworkTerms terms;
    private final PacketClock packets;
    private final StampWorker stamper;
    private final Output output;
    /** The payload bytes of packets that no link has written, by ticket. */
    private final Map<Long, Integer> unsentBytes = new HashMap<>();
    private long allUnsentBytes;
    private int stamping;
    private boolean anyNeighbour;
    private boolean stopping;

    /** Takes a packet that needs no work, at once. */
    interface Output {
        void stamped(long ticket, Packet packet);
    }

    Publisher(NetworkTerms terms, StampWorker stamper, Output output) {
        this.terms = terms;
        this.packets = new PacketClock(terms);
        this.stamper = stamper;
        this.output = output;
    }

    /** Whether one more packet may be published. */
    boolean hasRoom() {
        return Math.max(stamping, unsentBytes.size()) < FloodLimits.MAX_UNSENT_PACKETS
                && allUnsentBytes < FloodLimits.MAX_UNSENT_BYTES;
    }

    /** Whether one more packet may be published before an urgent command. */
    boolean hasRoomForUrgent() {
        return stamping < MAX_STAMPING;
    }

    /** Makes a packet of it, which comes back stamped. An ephemeral one without a neighbour to hear it is dropped. */
    void publish(FloodCommand.Publish publish, long nowMs) {
        if (stopping || publish.ephemeral() && !anyNeighbour) {
            return;
        }
        if (!publish.ephemeral()) {
            unsentBytes.put(publish.ticket(), publish.payload().length);
            allUnsentBytes += publish.payload().length;
        }
        stamping++;
        stamp(publish.ephemeral() ? 0 : publish.ticket(), packets.packet(publish, nowMs));
    }

    private void stamp(long ticket, UnstampedPacket packet) {
        if (terms.asksForWork()) {
            stamper.stamp(ticket, packet);
        } else {
            output.stamped(ticket, Objects.requireNonNull(packet.tryStamps(1), "any stamp will do"));
        }
    }

    /** One packet has come back stamped. */
    void stamped() {
        stamping--;
    }

    /** A link has written the packet. */
    void handedOver(long ticket) {
        Integer bytes = unsentBytes.remove(ticket);
        allUnsentBytes -= bytes == null ? 0 : bytes;
    }

    void neighbours(int number) {
        anyNeighbour = number > 0;
    }

    /** Nothing more is published; what was published before is stamped first. */
    void stop() {
        if (!stopping) {
            stopping = true;
            stamper.stop();
        }
    }
}
