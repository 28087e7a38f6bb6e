package floodchat.front.tui.widget;

import floodchat.front.Quantities;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkReport;
import java.util.Arrays;
import java.util.List;

/**
 * How lively the network is, for the status line: how many lines came in the last minute, as a graph, and how long a
 * message and its answer take to a neighbour. The network is asked for that only after something has come: an idle
 * window must not wake up for it. Owned by the thread that owns the screen. All times are by a clock that never goes
 * back.
 */
public final class Pulse {
    /** One column of the graph stands for the lines of this time. It is drawn when the time is over. */
    static final long SLOT_MS = 12_000;

    /** The graph shows a minute. */
    static final int SLOTS = 5;

    /** With more lines than 2 to this number in a slot, the column is full. */
    private static final int HIGHEST = 7;

    /** The round trip is asked for at most this often. */
    static final long PERIOD_MS = 60_000;

    /** When links come or go, it is asked for after this time, and once more: the first question sends the ping. */
    static final long FIRST_MS = 2_000;

    private static final int FIRST_QUESTIONS = 2;

    private static final long NEVER = Long.MAX_VALUE;

    /** How many lines came in each slot; the last one goes on. */
    private final int[] lines = new int[SLOTS + 1];

    /** The number of the slot that goes on, since 1970. */
    private long slot;

    private int links;
    private int questionsLeft;
    private long askAtMs = NEVER;
    private long askedAtMs;

    /** Below 0 until a neighbour has answered. */
    private long roundTripMicros = -1;

    /** Somebody said something. */
    public void heard(long nowMs) {
        advance(nowMs);
        lines[SLOTS]++;
        if (askAtMs == NEVER && links > 0) {
            askAtMs = Math.max(nowMs, askedAtMs + PERIOD_MS);
        }
    }

    /** How many links there are now. */
    public void linked(int now, long nowMs) {
        if (now != links) {
            links = now;
            questionsLeft = FIRST_QUESTIONS;
            askAtMs = now > 0 ? nowMs + FIRST_MS : NEVER;
            roundTripMicros = now > 0 ? roundTripMicros : -1;
        }
    }

    /** The network has answered. The median of all links counts. */
    public void answered(FloodEvent.Inspected answer) {
        long[] micros = answer.links()
                .values()
                .stream()
                .mapToLong(LinkReport::roundTripMicros)
                .filter(measured -> measured > 0)
                .sorted()
                .toArray();
        roundTripMicros = micros.length == 0 ? -1 : micros[micros.length / 2];
    }

    /** Goes on to this time. True if the network is to be asked now. */
    public boolean takeDue(long nowMs) {
        advance(nowMs);
        if (nowMs < askAtMs) {
            return false;
        }
        askedAtMs = nowMs;
        questionsLeft--;
        askAtMs = questionsLeft > 0 ? nowMs + FIRST_MS : NEVER;
        return true;
    }

    /** How long until {@link #takeDue} has something to do; below 0 for never. */
    public long msUntilDue(long nowMs) {
        long slotMs = Arrays.stream(lines).anyMatch(count -> count > 0) ? SLOT_MS - nowMs % SLOT_MS : -1;
        if (askAtMs == NEVER) {
            return slotMs;
        }
        long askMs = Math.max(0, askAtMs - nowMs);
        return slotMs < 0 ? askMs : Math.min(askMs, slotMs);
    }

    private void advance(long nowMs) {
        long now = nowMs / SLOT_MS;
        int over = Math.clamp(now - slot, 0, lines.length);
        if (over > 0) {
            System.arraycopy(lines, over, lines, 0, lines.length - over);
            Arrays.fill(lines, lines.length - over, lines.length, 0);
            slot = now;
        }
    }

    /** What the status line says, from the longest words to the shortest. @param counted the number of links */
    List<String> around(String counted) {
        String graph = graph();
        String full = roundTripMicros < 0 ? counted : counted + " " + Quantities.roundTrip(roundTripMicros);
        return graph.isEmpty() ? List.of(full, counted) : List.of(graph + " " + full, full, counted);
    }

    /** Each column is twice as many lines as the one before; empty if nobody said anything. */
    private String graph() {
        double[] heights = new double[SLOTS];
        for (int i = 0; i < SLOTS; i++) {
            heights[i] = Integer.SIZE - Integer.numberOfLeadingZeros(lines[i]);
        }
        return Arrays.stream(heights).allMatch(height -> height == 0) ? "" : Sparkline.of(heights, HIGHEST);
    }
}
