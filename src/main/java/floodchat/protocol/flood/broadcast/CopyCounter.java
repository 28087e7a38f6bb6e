package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkReport;

/**
 * Counts the copies of packets that links bring, for a person who asks what the network costs. Owned by
 * {@link Plumtree}.
 */
final class CopyCounter {
    private static final long MINUTE_MS = 60_000;

    /** The current minute, and whole minutes before it. */
    private static final int SLOTS = FloodLimits.RECENT_MINUTES + 1;

    private final int[] copies = new int[SLOTS];
    private final int[] firsts = new int[SLOTS];
    private long minute;
    private long allCopies;
    private long allFirsts;

    /** The first copy of a packet has come. */
    void cameFirst(long nowMs) {
        firsts[slotOf(nowMs)]++;
        allFirsts++;
        cameAgain(nowMs);
    }

    /** A further copy of a packet has come. */
    void cameAgain(long nowMs) {
        copies[slotOf(nowMs)]++;
        allCopies++;
    }

    /** Empties the slots of the minutes that have passed. */
    private int slotOf(long nowMs) {
        long now = nowMs / MINUTE_MS;
        for (long passed = Math.max(minute + 1, now - SLOTS + 1); passed <= now; passed++) {
            copies[(int) (passed % SLOTS)] = 0;
            firsts[(int) (passed % SLOTS)] = 0;
        }
        minute = Math.max(minute, now);
        return (int) (minute % SLOTS);
    }

    NetworkReport.Copies recent(long nowMs) {
        slotOf(nowMs);
        long received = 0;
        long packets = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            received += copies[slot];
            packets += firsts[slot];
        }
        return new NetworkReport.Copies(received, packets);
    }

    NetworkReport.Copies sinceStart() {
        return new NetworkReport.Copies(allCopies, allFirsts);
    }
}
