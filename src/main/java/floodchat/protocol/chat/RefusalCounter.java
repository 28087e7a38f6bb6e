package floodchat.protocol.chat;

import java.util.EnumMap;
import java.util.Map;

/** Counts the payloads that were refused, and tells how many at most once per {@link #PAUSE_MS}. */
final class RefusalCounter {
    /** A network brings 500 packets/s, and each may be refused. A person reads one number a second. */
    private static final long PAUSE_MS = 1_000;

    private final Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    private boolean pausing;
    private boolean changed;

    void refuse(Refusal refusal, ChatContext context) {
        counts.merge(refusal, 1L, Long::sum);
        changed = true;
        if (!pausing) {
            show(context);
        }
        context.emit(new ChatEffect.Reject(refusal));
    }

    void pauseOver(ChatContext context) {
        pausing = false;
        if (changed) {
            show(context);
        }
    }

    private void show(ChatContext context) {
        changed = false;
        pausing = true;
        context.show(new ChatEvent.RefusalsCounted(Map.copyOf(counts)));
        context.start(new ChatTimer.RefusalPause(), PAUSE_MS);
    }
}
