package floodchat.protocol.sealed;

import java.util.concurrent.TimeUnit;

/** How long we wait for a receipt, or for prekeys, before the next attempt. */
final class ResendSchedule {
    /** The last one is repeated. A person who is away for a week costs 33 letters. */
    private static final long[] DELAYS_MS = {
        TimeUnit.SECONDS.toMillis(30),
        TimeUnit.MINUTES.toMillis(1),
        TimeUnit.MINUTES.toMillis(5),
        TimeUnit.MINUTES.toMillis(30),
        TimeUnit.HOURS.toMillis(6)
    };

    private ResendSchedule() {}

    /** @param attempts how many there were, at least 1 */
    static long delayMs(int attempts) {
        return DELAYS_MS[Math.min(attempts, DELAYS_MS.length) - 1];
    }
}
