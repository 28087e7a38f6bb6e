package floodchat.node.link;

import floodchat.protocol.flood.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts bytes and packets in one direction of a link, for each of the last seconds. One thread counts, once for many
 * frames and with plain writes. Any thread may read; it may miss what is being counted at that moment. Nothing runs
 * while the link is idle: the first bytes of a second begin it.
 */
final class TrafficMeter {
    /** A power of two, and more than are read: the oldest second must not be overwritten while someone reads it. */
    private static final int SLOTS = 64;

    private final AtomicIntegerArray bytes = new AtomicIntegerArray(SLOTS);
    private final AtomicIntegerArray packets = new AtomicIntegerArray(SLOTS);
    private volatile long second;
    private volatile long lastNanos;

    TrafficMeter(long nowNanos) {
        second = second(nowNanos);
        lastNanos = nowNanos;
    }

    private static long second(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    private static int slot(long second) {
        return (int) (second & SLOTS - 1);
    }

    /**
     * Counts a read or a write. For the counting thread alone.
     *
     * @param nowNanos {@link System#nanoTime}, never less than before
     */
    void count(int moreBytes, int morePackets, long nowNanos) {
        begin(second(nowNanos));
        int slot = slot(second);
        bytes.setOpaque(slot, bytes.getPlain(slot) + moreBytes);
        packets.setOpaque(slot, packets.getPlain(slot) + morePackets);
        lastNanos = nowNanos;
    }

    private void begin(long now) {
        long oldest = Math.max(second + 1, now - SLOTS + 1);
        for (long skipped = oldest; skipped <= now; skipped++) {
            bytes.setOpaque(slot(skipped), 0);
            packets.setOpaque(slot(skipped), 0);
        }
        if (now > second) {
            second = now;
        }
    }

    /** The time of the last count, or of the start. */
    long lastNanos() {
        return lastNanos;
    }

    /** The last {@link Traffic#SECONDS} whole seconds. */
    Traffic lastSeconds(long nowNanos) {
        long now = second(nowNanos);
        return new Traffic(read(bytes, now), read(packets, now));
    }

    private List<Integer> read(AtomicIntegerArray counts, long now) {
        long newest = second;
        List<Integer> read = new ArrayList<>(Traffic.SECONDS);
        for (long one = now - Traffic.SECONDS; one < now; one++) {
            boolean kept = one <= newest && one > newest - SLOTS;
            read.add(kept ? counts.getOpaque(slot(one)) : 0);
        }
        return List.copyOf(read);
    }
}
