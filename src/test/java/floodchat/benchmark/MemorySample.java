package floodchat.benchmark;

import java.io.IOException;

/**
 * The memory of two peers at one moment.
 *
 * @param atS since the first message
 * @param messages how many were said so far
 * @param plain the plain peer's memory
 * @param window the window's
 */
record MemorySample(double atS, int messages, Memory plain, Memory window) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * See {@link ProcessReading}.
     *
     * @param residentMib VmRSS
     * @param shareMib Pss
     */
    record Memory(double residentMib, double shareMib) {
        private static final double KIB_PER_MIB = 1024;

        static Memory of(long pid) throws IOException {
            ProcessReading reading = ProcessReading.of(pid);
            return new Memory(reading.residentKib() / KIB_PER_MIB, reading.shareKib() / KIB_PER_MIB);
        }
    }

    static MemorySample now(long begunNs, int messages, long plain, long window) throws IOException {
        double atS = (System.nanoTime() - begunNs) / NANOS_PER_SECOND;
        return new MemorySample(atS, messages, Memory.of(plain), Memory.of(window));
    }
}
