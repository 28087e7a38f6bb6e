package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what one author says back into the order of its numbers: a flood brings every packet by its own fastest way.
 * What comes early is held until the gap before it is filled or {@link #deadlineMs} has come; what comes twice is
 * dropped; what comes after its gap was given up is late, but shown. Owned by a {@link Member}.
 */
final class ReorderBuffer {
    /** As many as one peer may have under way: a thousand lines that are piped in at once come out in order. */
    static final int MAX_HELD = 1_024;

    /** A packet may wait 2 s for a congested link, and more elsewhere; a lost one holds up the next for as long. */
    static final long GAP_MS = 5_000;

    /** For an author of whom we do not know what came before; mostly, the answer to our presence tells in 0.5 s. */
    static final long FIRST_GAP_MS = 2_000;

    static final long NEVER = Long.MAX_VALUE;

    /** How many numbers back a repetition is known as one. */
    private static final int MAX_REMEMBERED = 256;

    private static final long UNKNOWN = 0;

    private final TreeMap<Long, Body.Numbered> held = new TreeMap<>();
    private long @Nullable [] remembered;
    private int rememberedNext;
    private long next = UNKNOWN;
    private long highestKnown;
    private long deadlineMs = NEVER;

    /** Takes one message; returns what can be shown now, in order. */
    List<Body.Numbered> accept(Body.Numbered message, long nowMs) {
        long seq = message.seq();
        if (!remember(seq)) {
            return List.of();
        }
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

    /** Whether this message belongs after those that were shown, so that it takes its place among what is said now. */
    boolean awaits(long seq) {
        return next != UNKNOWN && seq >= next;
    }

    /** The author's presence tells which number was sent last; returns what can be shown now, in order. */
    List<Body.Numbered> noteSent(long seq, long nowMs) {
        highestKnown = Math.max(highestKnown, seq);
        if (next == UNKNOWN) {
            beginWith(seq + 1);
        }
        return release(nowMs);
    }

    /** Everything that is held; what is missing is awaited no more. */
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

    /** When {@link #giveUp} is due; {@link #NEVER} where nothing is missing. */
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

    /** False where the number is known already. A ring, made at the first word: most people listen. */
    private boolean remember(long seq) {
        if (remembered == null) {
            remembered = new long[MAX_REMEMBERED];
        }
        for (long known : remembered) {
            if (known == seq) {
                return false;
            }
        }
        remembered[rememberedNext] = seq;
        rememberedNext = (rememberedNext + 1) % MAX_REMEMBERED;
        return true;
    }
}
