package floodchat.protocol.flood;

/**
 * The ids of packets seen, in two generations: when the young one is full it becomes the old one, and the oldest ids are forgotten. So between
 * one and two generations are remembered, and memory is bounded: 2 x capacity x 2 slots x 16 bytes, grown as needed.
 *
 * <p>Open addressing on longs: a set of objects would cost four times as much.
 */
final class SeenIds {
    private static final int FIRST_SLOTS = 64;

    private final int capacity;
    private Generation young = new Generation();
    private Generation old = new Generation();

    /** @param capacity ids in one generation */
    SeenIds(int capacity) {
        this.capacity = capacity;
    }

    boolean contains(PacketId id) {
        return young.contains(id) || old.contains(id);
    }

    /** False where the id was known. */
    boolean add(PacketId id) {
        if (contains(id)) {
            return false;
        }
        if (young.size == capacity) {
            old = young;
            young = new Generation();
        }
        young.insert(id);
        return true;
    }

    /** How many ids are remembered. */
    int size() {
        return young.size + old.size;
    }

    /** Pairs of longs at even slots; the all-zero pair is empty, which no hash of ours will ever be. */
    private static final class Generation {
        private long[] slots = new long[2 * FIRST_SLOTS];
        private int size;

        boolean contains(PacketId id) {
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
        }

        private void grow() {
            long[] before = slots;
            slots = new long[2 * before.length];
            for (int slot = 0; slot < before.length; slot += 2) {
                if ((before[slot] | before[slot + 1]) != 0) {
                    place(before[slot], before[slot + 1]);
                }
            }
        }
    }
}
