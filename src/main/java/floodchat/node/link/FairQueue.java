package floodchat.node.link;

import floodchat.node.link.OutgoingQueue.Outgoing;
import floodchat.protocol.flood.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Frames in order of their source, one of each in turn (fair queueing, RFC 970): a neighbour that brings much to pass
 * on fills its own part of the queue, and a line of another neighbour does not wait behind it. Frames of one source
 * keep their order. What ends the link goes last. Not safe for use by several threads.
 */
final class FairQueue {
    private final SequencedMap<Integer, Deque<Outgoing>> bySource = new LinkedHashMap<>();
    private final Deque<Outgoing> last = new ArrayDeque<>();
    private int size;

    void add(Outgoing outgoing) {
        size++;
        if (endsTheLink(outgoing)) {
            last.add(outgoing);
        } else {
            bySource.computeIfAbsent(outgoing.source(), _ -> new ArrayDeque<>()).add(outgoing);
        }
    }

    private static boolean endsTheLink(Outgoing outgoing) {
        return outgoing.frame() == null || outgoing.frame() instanceof Frame.Disconnect;
    }

    /** Takes the next one. The queue is not empty. */
    Outgoing remove() {
        size--;
        if (bySource.isEmpty()) {
            return last.remove();
        }
        Map.Entry<Integer, Deque<Outgoing>> turn = Objects.requireNonNull(bySource.pollFirstEntry());
        Outgoing next = turn.getValue().remove();
        if (!turn.getValue().isEmpty()) {
            bySource.putLast(turn.getKey(), turn.getValue());
        }
        return next;
    }

    /** How many frames of this source wait. */
    int size(int source) {
        Deque<Outgoing> waiting = bySource.get(source);
        return waiting == null ? 0 : waiting.size();
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
