package floodchat.node.flood;

import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import java.util.ArrayDeque;
import java.util.Deque;
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
    /** For each packet that is being stamped, in order: how far the wall clock was ahead when it got its time. */
    private final Deque<Long> stampingAheadMs = new ArrayDeque<>();
    /** Packets with wrong times, until there is room to stamp them again. As many as no link has written. */
    private final Deque<FloodEffect.StampAgain> again = new ArrayDeque<>();
    private long wallAheadMs;
    /** How far the clock of the neighbours is ahead of the engine's, as the core says. */
    private long commonAheadMs;
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
        return Math.max(stampingAheadMs.size(), unsentBytes.size()) < FloodLimits.MAX_UNSENT_PACKETS
                && allUnsentBytes < FloodLimits.MAX_UNSENT_BYTES;
    }

    /** Whether one more packet may be published before an urgent command. */
    boolean hasRoomForUrgent() {
        return stampingAheadMs.size() < MAX_STAMPING;
    }

    /** Makes a packet of it, which comes back stamped. An ephemeral one without a neighbour to hear it is dropped. */
    void publish(FloodCommand.Publish publish, long nowMs) {
        if (stopping || isEphemeral(publish) && !anyNeighbour) {
            return;
        }
        if (!isEphemeral(publish)) {
            unsentBytes.put(publish.ticket(), publish.payload().length);
            allUnsentBytes += publish.payload().length;
        }
        stamp(
                isEphemeral(publish) ? 0 : publish.ticket(),
                packets.packet(publish, nowMs + wallAheadMs, nowMs + commonAheadMs));
    }

    private static boolean isEphemeral(FloodCommand.Publish publish) {
        return publish.kind() == PacketKind.EPHEMERAL;
    }

    private void stamp(long ticket, UnstampedPacket packet) {
        stampingAheadMs.add(wallAheadMs);
        if (terms.asksForWork()) {
            stamper.stamp(ticket, packet);
        } else {
            output.stamped(ticket, Objects.requireNonNull(packet.tryStamps(1), "any stamp will do"));
        }
    }

    /** The wall clock is this far ahead of the engine's from now on. */
    void clockSet(long aheadMs) {
        wallAheadMs = aheadMs;
    }

    /** The clock that the neighbours agree on is this far ahead of the engine's from now on. */
    void commonClock(long aheadMs) {
        commonAheadMs = aheadMs;
    }

    /**
     * The oldest packet that was being stamped has come back.
     *
     * @return whether it may be sent; if the wall clock was set meanwhile, it is stamped again first
     */
    boolean stamped(long ticket, Packet packet) {
        long madeAheadMs = stampingAheadMs.remove();
        boolean timely = Math.abs(wallAheadMs - madeAheadMs) <= PacketClock.MAX_LEAD_MS;
        if (!timely) {
            again.add(new FloodEffect.StampAgain(ticket, packet, madeAheadMs));
        }
        return timely && isUnsent(ticket);
    }

    /** False if a link has written it, perhaps as it was before it was stamped again. */
    private boolean isUnsent(long ticket) {
        return ticket == 0 || unsentBytes.containsKey(ticket);
    }

    /** The core wants this packet stamped again. It comes back like one that is published. */
    void stampAgain(FloodEffect.StampAgain packet) {
        again.add(packet);
    }

    /** Stamps packets again, if there is room. Not within a call of the core, which may get them at once. */
    void stampAgain(long nowMs) {
        while (!again.isEmpty() && hasRoomForUrgent()) {
            FloodEffect.StampAgain next = again.remove();
            if (next.ticket() != 0 && isUnsent(next.ticket())) {
                long laterMs = wallAheadMs - next.madeAheadMs();
                stamp(next.ticket(), packets.later(next.packet(), laterMs, nowMs + commonAheadMs));
            }
        }
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
