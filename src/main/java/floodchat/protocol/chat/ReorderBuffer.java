package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the messages of one author's run back into the order of their numbers, because each packet may take another way
 * through the network. A message that comes early is held until the gap before it is filled, or until
 * {@link #deadlineMs}. A message that comes after its gap was given up is shown late. {@link KnownMessages} has dropped
 * repeated ones before. Owned by a {@link Member}.
 */
final class ReorderBuffer {
    /** As many as one peer may have under way: a thousand lines that are piped in at once come out in order. */
    static final int MAX_HELD = 1_024;

    /**
     * How long to wait for a missing message. A packet may wait 2 s for a congested link, and several times on its way.
     * A lost packet holds up the next ones for as long.
     */
    static final long GAP_MS = 5_000;

    /**
     * The same for an author whose last number we don't know yet. An answer to our presence tells it, mostly in 0.5 s.
     */
    static final long FIRST_GAP_MS = 2_000;

    static final long NEVER = Long.MAX_VALUE;

    private static final long UNKNOWN = 0;

    private final TreeMap<Long, Body.Numbered> held = new TreeMap<>();

    /** The number that can be shown next; {@link #UNKNOWN} until we know where this author began. */
    private long next = UNKNOWN;

    private long highestKnown;
    private long deadlineMs = NEVER;

    /** Takes one message. Returns what can be shown now, in order. */
    List<Body.Numbered> accept(Body.Numbered message, long nowMs) {
        long seq = message.seq();
        highestKnown = Math.max(highestKnown, seq);
        if (next == UNKNOWN && seq == 1) {
            beginWith(1);
        }
        if (next != UNKNOWN && seq < next) {
            return List.of(message);
        }
        held.put(seq, message);
        return held.size() > MAX_HELD ? giveUp() : release(nowMs);
    }

    /** Whether this number comes after those that were shown, so that the message has a place in the order. */
    boolean awaits(long seq) {
        return next != UNKNOWN && seq >= next;
    }

    /** Takes the number of the author's last message, from a presence. Returns what can be shown now, in order. */
    List<Body.Numbered> noteSent(long seq, long nowMs) {
        highestKnown = Math.max(highestKnown, seq);
        if (next == UNKNOWN) {
            beginWith(seq + 1);
        }
        return release(nowMs);
    }

    /** Stops waiting for what is missing. Returns everything that is held. */
    List<Body.Numbered> giveUp() {
        next = Math.max(next, highestKnown + 1);
        deadlineMs = NEVER;
        List<Body.Numbered> all = List.copyOf(held.values());
        held.clear();
        return all;
    }

    int held() {
        return held.size();
    }

    /** When the owner must call {@link #giveUp}; {@link #NEVER} if nothing is missing. */
    long deadlineMs() {
        return deadlineMs;
    }

    private void beginWith(long first) {
        next = first;
        deadlineMs = NEVER;
    }

    private List<Body.Numbered> release(long nowMs) {
        List<Body.Numbered> ready = new ArrayList<>();
        while (!held.isEmpty() && next != UNKNOWN && held.firstKey() <= next) {
            Body.Numbered first = held.pollFirstEntry().getValue();
            next = Math.max(next, first.seq() + 1);
            ready.add(first);
        }
        if (!isAnythingMissing()) {
            deadlineMs = NEVER;
        } else if (deadlineMs == NEVER || !ready.isEmpty()) {
            deadlineMs = nowMs + (next == UNKNOWN ? FIRST_GAP_MS : GAP_MS);
        }
        return ready;
    }

    private boolean isAnythingMissing() {
        return !held.isEmpty() || next != UNKNOWN && next <= highestKnown;
    }
}
