package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.Packet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Own packets that no link has written yet. Some of them wait to be given to the neighbours; the others were given to
 * them, or are being stamped again. The engine bounds their number:
 * {@link floodchat.protocol.flood.FloodLimits#MAX_UNSENT_PACKETS}, and 256 more before an urgent command.
 */
final class UnsentPackets {
    /** By ticket, in the order in which they were published. */
    private final Map<Long, Packet> unsent = new LinkedHashMap<>();
    /** In the order in which they were published. */
    private final Deque<Own> waiting = new ArrayDeque<>();
    /** Tickets of packets that are being stamped again: those that we have are not sent. */
    private final Set<Long> withdrawn = new HashSet<>();

    /** @param ticket 0 if the packet is ephemeral: nobody is told when it is written */
    record Own(long ticket, Packet packet) {
        boolean isEphemeral() {
            return ticket == 0;
        }
    }

    void add(Own own) {
        if (!own.isEphemeral()) {
            unsent.put(own.ticket(), own.packet());
            withdrawn.remove(own.ticket());
        }
        waiting.add(own);
    }

    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** Takes the oldest that waits and that no link has written; null if there is none. */
    @Nullable Own next() {
        Own next = waiting.poll();
        while (next != null && isWritten(next)) {
            next = waiting.poll();
        }
        return next;
    }

    private boolean isWritten(Own own) {
        return !own.isEphemeral() && !unsent.containsKey(own.ticket());
    }

    /**
     * A neighbour is gone and may have taken packets along, or the first one has come: every unsent packet waits again.
     * Ephemeral packets that wait are dropped.
     *
     * @param onStem packets that others flood sooner or later
     */
    void waitAgain(Predicate<Own> onStem) {
        waiting.clear();
        sendable().stream().filter(onStem.negate()).forEach(waiting::add);
    }

    private List<Own> sendable() {
        return unsent.entrySet()
                .stream()
                .filter(entry -> !withdrawn.contains(entry.getKey()))
                .map(entry -> new Own(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Returns all packets that are to be stamped again, in the order in which they were published. They are not sent
     * until they are added again. Ephemeral packets that wait are dropped.
     */
    List<Own> withdraw() {
        List<Own> all = sendable();
        all.forEach(own -> withdrawn.add(own.ticket()));
        waiting.clear();
        return all;
    }

    /** A link has written the packet, or another peer has flooded it. Null if one had done so before. */
    @Nullable Packet written(long ticket, FloodContext context) {
        Packet packet = unsent.remove(ticket);
        withdrawn.remove(ticket);
        if (packet != null) {
            context.tell(new FloodEvent.HandedOver(ticket));
        }
        return packet;
    }

    int size() {
        return unsent.size();
    }
}
