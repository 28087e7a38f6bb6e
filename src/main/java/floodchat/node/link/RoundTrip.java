package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The smoothed round-trip time of a link, measured with pings (RFC 6298, section 2). Only the latest ping counts.
 *
 * <p>The engine's thread and the link's watch make pings, the writer reports when one is sent, the reader when an
 * answer comes. Times are those of {@link System#nanoTime}.
 */
final class RoundTrip {
    /** Each measurement moves the average by 1/8 of the difference (RFC 6298, section 2.3: alpha). */
    private static final int SMOOTHING = 8;

    /** At most ten pings a second. A link may carry 500 control frames a second. */
    static final long MEASURE_PERIOD_NANOS = 100_000_000;

    private static final long NONE = 0;

    private final AtomicLong lastToken = new AtomicLong();
    private volatile long awaited = NONE;
    private volatile long sentNanos;
    private volatile long smoothedNanos = -1;

    /** Makes a ping to send now. Earlier pings no longer count. */
    Frame.Ping ping(long nowNanos) {
        long token = lastToken.incrementAndGet();
        sentNanos = nowNanos;
        awaited = token;
        return new Frame.Ping(token);
    }

    boolean isAwaited() {
        return awaited != NONE;
    }

    /**
     * True if another measurement is allowed. Someone who asks in a loop must not cost us the link by too many pings.
     */
    boolean mayMeasure(long nowNanos) {
        boolean rested = smoothedNanos < 0 || nowNanos - sentNanos >= MEASURE_PERIOD_NANOS;
        return !isAwaited() && rested;
    }

    /** How long the latest ping has been without an answer; 0 if none is awaited. */
    long unansweredNanos(long nowNanos) {
        return isAwaited() ? nowNanos - sentNanos : 0;
    }

    /** The ping is written now. Its wait in the queue is not part of the round trip. */
    void sent(Frame.Ping ping, long nowNanos) {
        if (ping.token() == awaited) {
            sentNanos = nowNanos;
        }
    }

    /** An answer to any ping but the latest is ignored. */
    void answered(Frame.Pong pong, long nowNanos) {
        if (pong.token() == awaited) {
            add(nowNanos - sentNanos);
            awaited = NONE;
        }
    }

    private void add(long nanos) {
        long before = smoothedNanos;
        smoothedNanos = before < 0 ? nanos : before + (nanos - before) / SMOOTHING;
    }

    /** The smoothed time in microseconds, at least 1; below 0 until the first answer. */
    long micros() {
        long nanos = smoothedNanos;
        return nanos < 0 ? -1 : Math.max(1, nanos / 1_000);
    }
}
