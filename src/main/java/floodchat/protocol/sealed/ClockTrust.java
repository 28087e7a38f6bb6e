package floodchat.protocol.sealed;

import java.util.concurrent.TimeUnit;

/**
 * Whether our wall clock is known to be right. Links to peers with another time are refused, or end soon after the
 * clock was set (W18, W28): so a link that lasts shows that others have our time. That holds until the clock is set
 * again, also without a link. Owned by a {@link SealedCore}.
 */
final class ClockTrust {
    /** How long a link must have lasted. Those that must end because the clock was set end within a few seconds. */
    static final long LINK_LASTS_MS = TimeUnit.MINUTES.toMillis(1);

    private static final long NEVER = Long.MAX_VALUE;

    /** When a link will have lasted long enough. */
    private long agreesMs = NEVER;

    private boolean linked;
    private boolean agreed;

    void linksChanged(boolean linkedNow, long nowMs) {
        agreed = isRight(nowMs);
        if (linkedNow != linked) {
            linked = linkedNow;
            agreesMs = linked ? nowMs + LINK_LASTS_MS : NEVER;
        }
    }

    void clockSet(long nowMs) {
        agreed = false;
        agreesMs = linked ? nowMs + LINK_LASTS_MS : NEVER;
    }

    boolean isRight(long nowMs) {
        return agreed || nowMs >= agreesMs;
    }
}
