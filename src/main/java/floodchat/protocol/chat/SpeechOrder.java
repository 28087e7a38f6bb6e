package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what one author says back into the order of its numbers: a flood brings every packet by its own fastest way. What comes early is
 * held until the gap before it is filled or {@link #deadlineMs} has come; what comes twice is dropped; what comes after its gap was
 * given up is late, but shown.
 */
final class SpeechOrder {
    /** As many as one peer may have under way: a thousand lines that are piped in at once come out in order. */
    static final int MAX_HELD = 1_024;

    /** Longer than any packet that still comes takes. */
    static final long GAP_MS = 2_000;

    /** For an author of whom we do not know what came before: as long as the answer to our own presence may take. */
    static final long FIRST_GAP_MS = 500;

    /** How many numbers back a repetition is known as one. */
    private static final int MAX_REMEMBERED = 256;

    private static final long UNKNOWN = 0;

    private final TreeMap<Long, Body.Numbered> held = new TreeMap<>();
    private long @Nullable [] remembered;
    private int rememberedNext;
    private long next = UNKNOWN;
    private long deadlineMs;

    /** Takes one message; returns what can be shown now, in order. */
    List<Body.Numbered> accept(Body.Numbered message, long nowMs) {
        long seq = message.seq();
        if (!remember(seq)) {
            return List.of();
        }
        if (next == UNKNOWN && seq == 1) {
            next = 1;
            startWaiting(nowMs);
        }
        if (next != UNKNOWN && seq < next) {
            return List.of(message);
        }
        if (held.isEmpty()) {
            startWaiting(nowMs);
        }
        held.put(seq, message);
        return held.size() > MAX_HELD ? giveUp() : release(nowMs);
    }

    /** The author's presence says which number was the last one; it counts where we did not know. */
    List<Body.Numbered> startAfter(long lastSeq, long nowMs) {
        if (next != UNKNOWN) {
            return List.of();
        }
        next = lastSeq + 1;
        startWaiting(nowMs);
        return release(nowMs);
    }

    /** Everything that is held, gaps or not. */
    List<Body.Numbered> giveUp() {
        if (held.isEmpty()) {
            return List.of();
        }
        next = Math.max(next, held.lastKey() + 1);
        List<Body.Numbered> all = List.copyOf(held.values());
        held.clear();
        return all;
    }

    int held() {
        return held.size();
    }

    /** When {@link #giveUp} is due; means nothing while nothing is held. */
    long deadlineMs() {
        return deadlineMs;
    }

    private List<Body.Numbered> release(long nowMs) {
        List<Body.Numbered> ready = new ArrayList<>();
        while (!held.isEmpty() && next != UNKNOWN && held.firstKey() <= next) {
            Body.Numbered first = held.pollFirstEntry().getValue();
            next = Math.max(next, first.seq() + 1);
            ready.add(first);
        }
        if (!ready.isEmpty()) {
            startWaiting(nowMs);
        }
        return ready;
    }

    private void startWaiting(long nowMs) {
        deadlineMs = nowMs + (next == UNKNOWN ? FIRST_GAP_MS : GAP_MS);
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
