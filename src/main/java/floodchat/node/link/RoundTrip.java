package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a ping and its answer take, smoothed (RFC 6298, section 2). One ping counts at a time, the latest. The engine's thread and the link's
 * writer ask for pings, the writer says when one goes out, the reader when an answer comes in; times are those of {@link System#nanoTime}.
 */
final class RoundTrip {
    /** Each measurement changes the figure by the eighth part of the difference (RFC 6298, section 2.3: alpha). */
    private static final int SMOOTHING = 8;

    /** Ten pings a second, where a link carries 500 frames of control. */
    static final long MEASURE_PERIOD_NANOS = 100_000_000;

    private static final long NONE = 0;

    private final AtomicLong lastToken = new AtomicLong();
    private volatile long awaited = NONE;
    private volatile long sentNanos;
    private volatile long smoothedNanos = -1;

    /** A ping that is to be sent now; no other counts any more. */
    Frame.Ping ping(long nowNanos) {
        long token = lastToken.incrementAndGet();
        sentNanos = nowNanos;
        awaited = token;
        return new Frame.Ping(token);
    }

    boolean isAwaited() {
        return awaited != NONE;
    }

    /** Whether it is time for another ping of somebody who wants to know: whoever asks in a loop must not cost us the link. */
    boolean mayMeasure(long nowNanos) {
        boolean rested = smoothedNanos < 0 || nowNanos - sentNanos >= MEASURE_PERIOD_NANOS;
        return !isAwaited() && rested;
    }

    /** For how long no answer has come; 0 where none is awaited. */
    long unansweredNanos(long nowNanos) {
        return isAwaited() ? nowNanos - sentNanos : 0;
    }

    /** The ping goes onto the wire now: what it had to wait for before is no part of the way. */
    void sent(Frame.Ping ping, long nowNanos) {
        if (ping.token() == awaited) {
            sentNanos = nowNanos;
        }
    }

    /** An answer to anything but the ping that counts is ignored. */
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

    /** In microseconds, at least 1; below 0 until there was an answer. */
    long micros() {
        long nanos = smoothedNanos;
        return nanos < 0 ? -1 : Math.max(1, nanos / 1_000);
    }
}
