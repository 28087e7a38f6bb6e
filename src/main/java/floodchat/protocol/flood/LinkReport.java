package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a link by whoever holds its socket.
 *
 * @param roundTripMicros how long a ping and its answer take, smoothed, in microseconds; below 0 where none was answered yet
 * @param waitingFrames how many wait to be written
 * @param congested it takes no more; null where it does
 * @param silent it does not answer; null where it does
 * @param in what it brought
 * @param out what it took
 */
public record LinkReport(
        long roundTripMicros, int waitingFrames, @Nullable Stall congested, @Nullable Stall silent, Traffic in,
        Traffic out) {
    /** What ends the link where it goes on; times in ms since 1970. */
    public record Stall(long sinceMs, long endsAtMs) {}
}
