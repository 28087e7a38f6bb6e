package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/**
 * What the owner of a link's socket knows about the link.
 *
 * @param roundTripMicros how long a ping and its answer take, smoothed, in microseconds; below 0 until one was answered
 * @param waitingFrames how many frames wait to be written
 * @param congested set if the link's queue has been too full for 1 s or more
 * @param silent set if the link's peer does not answer
 * @param in what the link brought
 * @param out what the link took
 */
public record LinkReport(
        long roundTripMicros, int waitingFrames, @Nullable Stall congested, @Nullable Stall silent, Traffic in,
        Traffic out) {
    /** Since when, and when it ends the link if it goes on; times in ms since 1970. */
    public record Stall(long sinceMs, long endsAtMs) {}
}
