package floodchat.front.relay;

import java.time.Duration;

/**
 * How many lines of a log other peers may cause. Anybody can link and leave without end, and each time is a line: the
 * log must not fill a disk, or push out what other programs have written. Confined to one thread.
 */
final class LinePace {
    /** In each {@link #PERIOD}. More than a relay has whose links all come at once. */
    static final int MAX_LINES = 100;

    static final Duration PERIOD = Duration.ofMinutes(1);

    private long beganNs;
    private int lines;
    private int leftOut;

    /** @param nowNs by a clock that never goes back, like all times here */
    LinePace(long nowNs) {
        this.beganNs = nowNs;
    }

    /** Whether one more line may be written. If not, it is counted. */
    boolean take(long nowNs) {
        if (isOver(nowNs)) {
            beganNs = nowNs;
            lines = 0;
        }
        lines++;
        boolean fits = lines <= MAX_LINES;
        leftOut += fits ? 0 : 1;
        return fits;
    }

    private boolean isOver(long nowNs) {
        return nowNs - beganNs >= PERIOD.toNanos();
    }

    /** How many lines were left out, once the period is over; 0 before, and if that was asked already. */
    int takeLeftOut(long nowNs) {
        int count = isOver(nowNs) ? leftOut : 0;
        leftOut -= count;
        return count;
    }
}
