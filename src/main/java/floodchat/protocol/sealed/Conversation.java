package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What we say to one person: the open lines in order, and when the next letter is due. Owned by a
 * {@link PrivateOutbox}.
 */
final class Conversation {
    /** Signs of life make us send a letter at most this often. */
    static final long NUDGE_EVERY_MS = TimeUnit.MINUTES.toMillis(1);

    /** Letters come at most this often: what is said meanwhile goes together. */
    static final long LETTER_PAUSE_MS = 1_000;

    static final long NEVER = Long.MAX_VALUE;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final PersonKey person;
    private final Map<LineId, OpenLine> open = new LinkedHashMap<>();
    private long lastNumber;
    private long lastSealedMs;
    private long lastLetterMs = LONG_AGO;
    private long nudgedMs = NEVER;
    private int triesWithoutKeys;
    private long lastTryMs;
    private boolean isLetterInFlight;

    Conversation(PersonKey person, long lastSealedMs) {
        this.person = person;
        this.lastSealedMs = lastSealedMs;
    }

    PersonKey person() {
        return person;
    }

    LineId nextId(long run) {
        return new LineId(run, ++lastNumber);
    }

    void add(OpenLine line) {
        open.put(line.line().id(), line);
    }

    @Nullable OpenLine line(LineId id) {
        return open.get(id);
    }

    void remove(LineId id) {
        open.remove(id);
    }

    Collection<OpenLine> open() {
        return open.values();
    }

    List<OpenLine> unsent() {
        return open.values().stream().filter(line -> !line.wasSent()).toList();
    }

    /**
     * The time for the next letter: above the last one, so that the recipient knows their order. If the last one is
     * further ahead than others accept, the clock was wrong.
     */
    long nextSealedMs(long wallMs) {
        boolean clockWasWrong = lastSealedMs > wallMs + PrekeyDirectory.MAX_AHEAD_MS;
        lastSealedMs = clockWasWrong ? wallMs : Math.max(wallMs, lastSealedMs + 1);
        return lastSealedMs;
    }

    /** Whether a letter waits for the disk. One at a time: it takes along what is said meanwhile. */
    boolean isLetterInFlight() {
        return isLetterInFlight;
    }

    void letterInFlight() {
        isLetterInFlight = true;
    }

    void letterLanded() {
        isLetterInFlight = false;
    }

    void letterSent(long nowMs) {
        lastLetterMs = nowMs;
        nudgedMs = NEVER;
        triesWithoutKeys = 0;
    }

    void triedWithoutKeys(long nowMs) {
        triesWithoutKeys++;
        lastTryMs = nowMs;
        nudgedMs = NEVER;
    }

    /** The person is here, or new prekeys are: a letter may get through now. */
    void nudge(long nowMs) {
        nudgedMs = Math.min(nudgedMs, Math.max(nowMs, lastLetterMs + NUDGE_EVERY_MS));
    }

    /** Whether a line that was sent before is due again, or the person may be here. */
    boolean isRepetitionDue(long nowMs) {
        return nudgedMs <= nowMs || open.values().stream().anyMatch(line -> line.wasSent() && line.dueMs() <= nowMs);
    }

    /** When the open lines are to be sent next. @param hasKeys whether a letter can be sealed */
    long dueMs(long nowMs, boolean hasKeys) {
        if (open.isEmpty()) {
            return NEVER;
        }
        long keysMs = triesWithoutKeys == 0 ? nowMs : lastTryMs + ResendSchedule.delayMs(triesWithoutKeys);
        long linesMs = open.values()
                .stream()
                .mapToLong(line -> line.wasSent() ? line.dueMs() : nowMs)
                .min()
                .orElse(NEVER);
        return Math.max(lastLetterMs + LETTER_PAUSE_MS, Math.min(nudgedMs, hasKeys ? linesMs : keysMs));
    }
}
