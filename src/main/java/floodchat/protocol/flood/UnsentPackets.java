package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this peer publishes, until a link has written it: what waits for its stamp, what waits to be given to the neighbours, and what no link has
 * written yet.
 */
final class UnsentPackets {
    /** Between the first stamps of two packets: more than anybody tries. */
    private static final long STAMPS_APART = 1L << 32;

    private final NetworkTerms terms;
    private final FloodContext turn;
    /** Being stamped, in the order in which they were published. */
    private final Deque<FloodCommand.Publish> unstamped = new ArrayDeque<>();
    /** Not written yet, by ticket, in the order in which they were published. */
    private final Map<Long, Packet> unsent = new LinkedHashMap<>();
    /** What the neighbours have still to be given, in that order. */
    private final Deque<Own> waiting = new ArrayDeque<>();
    private int unsentBytes;
    private long lastPacketMs = Long.MIN_VALUE;
    private long drafts;

    /** @param ticket 0 where it is ephemeral, and nobody is told when it is written */
    record Own(long ticket, Packet packet) {}

    UnsentPackets(NetworkTerms terms, FloodContext turn) {
        this.terms = terms;
        this.turn = turn;
    }

    /** False where too many packets wait for a link to write them; a further one should wait too. */
    boolean hasRoom() {
        int packets = unstamped.size() + unsent.size();
        return packets < FloodLimits.MAX_UNSENT_PACKETS && unsentBytes < FloodLimits.MAX_UNSENT_BYTES;
    }

    /** Makes a packet of what is published, but for its stamp; {@link #stamped} is called once it has one. */
    UnstampedPacket add(FloodCommand.Publish publish) {
        lastPacketMs = Math.max(turn.nowMs(), Math.min(lastPacketMs + 1, turn.nowMs() + FloodLimits.MAX_LEAD_MS));
        unstamped.add(publish);
        unsentBytes += bytesOf(publish);
        return new UnstampedPacket(terms, lastPacketMs, publish.ephemeral(), publish.payload(),
                drafts++ * STAMPS_APART);
    }

    /** Whether stamps are awaited. */
    boolean isStamping() {
        return !unstamped.isEmpty();
    }

    /** The oldest has its stamp: it waits from now on, unless it is ephemeral and there is nobody to hear it. */
    void stamped(Packet packet, boolean somebodyHears) {
        FloodCommand.Publish publish = unstamped.remove();
        if (!publish.ephemeral()) {
            unsent.put(publish.ticket(), packet);
            waiting.add(new Own(publish.ticket(), packet));
        } else if (somebodyHears) {
            waiting.add(new Own(0, packet));
        }
    }

    private static int bytesOf(FloodCommand.Publish publish) {
        return publish.ephemeral() ? 0 : publish.payload().length;
    }

    /** How many no link has written yet. */
    int unsent() {
        return unsent.size();
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
            unsentBytes -= packet.bytes().length - Packet.HEADER_BYTES - Packet.STAMP_BYTES;
            turn.tell(new FloodEvent.HandedOver(ticket));
        }
        return packet;
    }

    boolean isWritten(long ticket) {
        return ticket != 0 && !unsent.containsKey(ticket);
    }
}
