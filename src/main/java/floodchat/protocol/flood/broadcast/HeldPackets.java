package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * New packets of others that wait because a link is congested. They go on in turn, one of each link that brought some.
 * A link that brought one hands in nothing more after a while, so the pressure goes back from link to link, to the peer
 * that publishes. Their number is bounded by what each link may have unhandled.
 */
final class HeldPackets {
    /** In the order of their turns. */
    private final SequencedMap<LinkId, Deque<Held>> held = new LinkedHashMap<>();
    private boolean congested;

    /** @param from the link that brought it */
    record Held(LinkId from, Frame.Carrier frame) {}

    void congested() {
        congested = true;
    }

    void hasRoom() {
        congested = false;
    }

    /** Whether a new packet has to wait: a link is congested, or other packets wait already. */
    boolean mustWait() {
        return congested || !held.isEmpty();
    }

    void add(LinkId from, Frame.Carrier frame, FloodContext context) {
        held.computeIfAbsent(from, _ -> new ArrayDeque<>()).add(new Held(from, frame));
        context.hold(from);
    }

    /** Takes the oldest of the link whose turn it is; null if none waits. */
    @Nullable Held next(FloodContext context) {
        Map.Entry<LinkId, Deque<Held>> turn = held.pollFirstEntry();
        if (turn == null) {
            return null;
        }
        Held next = turn.getValue().remove();
        if (!turn.getValue().isEmpty()) {
            held.putLast(turn.getKey(), turn.getValue());
        }
        context.release(next.from());
        return next;
    }

    /** This link is gone: what it brought waits no longer. */
    List<Held> takeFrom(LinkId link) {
        Deque<Held> taken = held.remove(link);
        return taken == null ? List.of() : List.copyOf(taken);
    }
}
