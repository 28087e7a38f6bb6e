package floodchat.protocol.sealed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that may be letters to us. Only trying tells, and a trial costs up to 0.5 ms. So they wait here, and leave
 * at random and at a limited rate: junk can delay a letter, but not choose which one is lost. Owned by a
 * {@link SealedCore}.
 */
final class TrialQueue {
    /** With 6 KiB each, 1.5 MiB. */
    static final int MAX_WAITING = 256;

    /** 100 trials a second are 5 % of a core. */
    static final long PAUSE_MS = 10;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final RandomGenerator random;
    private final List<byte[]> waiting = new ArrayList<>();
    private long lastMs = NEVER;

    TrialQueue(RandomGenerator random) {
        this.random = random;
    }

    /** Takes a payload in. In a full queue it replaces another one at random. */
    void add(byte[] payload, SealedContext context) {
        if (waiting.size() >= MAX_WAITING) {
            waiting.set(random.nextInt(waiting.size()), payload);
            context.refuse(SealedRefusal.TOO_MANY);
            return;
        }
        waiting.add(payload);
        if (waiting.size() == 1) {
            startTimer(context);
        }
    }

    /** One payload, at random; null if none waits. The timer goes on if more wait. */
    byte @Nullable [] next(SealedContext context) {
        if (waiting.isEmpty()) {
            return null;
        }
        Collections.swap(waiting, random.nextInt(waiting.size()), waiting.size() - 1);
        byte[] payload = waiting.removeLast();
        lastMs = context.nowMs();
        if (!waiting.isEmpty()) {
            startTimer(context);
        }
        return payload;
    }

    private void startTimer(SealedContext context) {
        context.start(new SealedTimer.Trial(), lastMs + PAUSE_MS - context.nowMs());
    }

    int size() {
        return waiting.size();
    }
}
