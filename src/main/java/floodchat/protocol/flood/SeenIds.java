package floodchat.protocol.flood;

/**
 * The ids of packets seen, in two generations: when the young one is full it becomes the old one, and the oldest ids are forgotten. So between
 * one and two generations are remembered, and memory is bounded: 2 x capacity x 2 slots x 17 bytes, grown as needed.
 *
 * <p>Open addressing on longs: a set of objects would cost four times as much. Once there are many, the latest ones are noted in a small table
 * too, which stays in the processor's caches: nearly all known ids that are asked about have just come elsewhere.
 */
final class SeenIds {
    private static final int FIRST_SLOTS = 64;

    /** Pairs, half of them taken at most, for each 64 bits of the filter. */
    private static final int SLOTS_PER_WORD = 8;

    /** Pairs in the table of the latest: what comes within the 20 ms of an announcement at 100,000 packets a second, twice. */
    private static final int LATEST = 4_096;

    private final int capacity;
    private Generation young = new Generation();
    private Generation old = new Generation();
    /** Pairs of longs, at a place that the id alone decides: a later one takes the place of an earlier one. Empty while there are few. */
    private long[] latest = {};
    /** When the old generation was full. */
    private long oldUntilMs = Long.MIN_VALUE;
    /** When the last of the ids came that are forgotten. */
    private long forgottenUntilMs = Long.MIN_VALUE;

    /** @param capacity ids in one generation */
    SeenIds(int capacity) {
        this.capacity = capacity;
    }

    boolean contains(PacketId id) {
        return isAmongLatest(id) || young.contains(id) || old.contains(id);
    }

    private boolean isAmongLatest(PacketId id) {
        if (latest.length == 0) {
            return false;
        }
        int slot = latestSlot(id);
        return latest[slot] == id.high() && latest[slot + 1] == id.low();
    }

    private static int latestSlot(PacketId id) {
        return 2 * ((int) id.low() & LATEST - 1);
    }

    private void noteLatest(PacketId id) {
        if (latest.length == 0 && young.size >= LATEST) {
            latest = new long[2 * LATEST];
        }
        if (latest.length > 0) {
            int slot = latestSlot(id);
            latest[slot] = id.high();
            latest[slot + 1] = id.low();
        }
    }

    /** Whether an id that came at this time may be forgotten: then one that is not known may be no new one. */
    boolean mayHaveForgotten(long timeMs) {
        return timeMs <= forgottenUntilMs;
    }

    /** @param id not here. @param nowMs never goes back */
    void add(PacketId id, long nowMs) {
        if (young.size == capacity) {
            forgottenUntilMs = oldUntilMs;
            oldUntilMs = nowMs;
            old = young;
            young = new Generation();
        }
        young.insert(id);
        noteLatest(id);
    }

    /** How many ids are remembered. */
    int size() {
        return young.size + old.size;
    }

    /**
     * Pairs of longs at even slots; the all-zero pair is empty, which no hash of ours will ever be. A filter with 16 bits or more for each, two of
     * them set, tells nearly all that are not here from what lies together, before memory far away is asked.
     */
    private static final class Generation {
        private long[] slots = new long[2 * FIRST_SLOTS];
        private long[] filter = new long[FIRST_SLOTS / SLOTS_PER_WORD];
        private int size;

        boolean contains(PacketId id) {
            return mayContain(id.low()) && find(id);
        }

        private boolean mayContain(long low) {
            long bits = bits(low);
            return (filter[word(low)] & bits) == bits;
        }

        private int word(long low) {
            return (int) (low >>> 24) & filter.length - 1;
        }

        private static long bits(long low) {
            return 1L << (low >>> 58) | 1L << (low >>> 52);
        }

        private boolean find(PacketId id) {
            int slot = slotOf(id.high(), id.low());
            return slots[slot] == id.high() && slots[slot + 1] == id.low();
        }

        void insert(PacketId id) {
            if (4 * (size + 1) > slots.length) {
                grow();
            }
            place(id.high(), id.low());
            size++;
        }

        private int slotOf(long high, long low) {
            int mask = slots.length - 2;
            int slot = (int) low << 1 & mask;
            while ((slots[slot] | slots[slot + 1]) != 0 && (slots[slot] != high || slots[slot + 1] != low)) {
                slot = slot + 2 & mask;
            }
            return slot;
        }

        private void place(long high, long low) {
            int slot = slotOf(high, low);
            slots[slot] = high;
            slots[slot + 1] = low;
            filter[word(low)] |= bits(low);
        }

        private void grow() {
            long[] before = slots;
            slots = new long[2 * before.length];
            filter = new long[2 * filter.length];
            for (int slot = 0; slot < before.length; slot += 2) {
                if ((before[slot] | before[slot + 1]) != 0) {
                    place(before[slot], before[slot + 1]);
                }
            }
        }
    }
}
