package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.PacketId;

/**
 * The ids of packets seen, in two generations: when the young generation is full it becomes the old one, and the ids of
 * the old one are forgotten. So between one and two generations are remembered. Memory is bounded: 2 x capacity x 2
 * slots x 17 bytes, and grows as needed.
 *
 * <p>Each generation is a hash table with open addressing on longs; a set of objects would cost four times as much. If
 * there are many ids, the latest are also noted in a small table that stays in the processor's caches: nearly every
 * known id that is looked up has just come on another link.
 */
final class SeenIds {
    private static final int FIRST_SLOTS = 64;

    /** Slots of the table for each 64 bits of the filter; at most half of the slots are taken. */
    private static final int SLOTS_PER_WORD = 8;

    /**
     * Ids in the table of the latest: twice what comes in the 20 ms before an announcement, at 100,000 packets a
     * second.
     */
    private static final int LATEST = 4_096;

    private final int capacity;
    private Generation young = new Generation();
    private Generation old = new Generation();
    /**
     * Pairs of longs. The id decides the place, and a later id overwrites an earlier one there. Empty while there are
     * few ids.
     */
    private long[] latest = {};
    /** When the last id of the old generation came. */
    private long oldUntilMs = Long.MIN_VALUE;
    /** When the last of the forgotten ids came. */
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

    /** Whether an id that came at this time may be forgotten: then an unknown id of that time may be a replay. */
    boolean mayHaveForgotten(long timeMs) {
        return timeMs <= forgottenUntilMs;
    }

    /** @param id not here yet @param nowMs never goes back */
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

    /** How many ids are remembered now. */
    int size() {
        return young.size + old.size;
    }

    /**
     * Pairs of longs at even slots. A pair of zeros is an empty slot: no hash is ever zero. A Bloom filter with 16 bits
     * or more for each id, of which two are set, answers nearly all lookups of unknown ids from a small part of memory.
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
