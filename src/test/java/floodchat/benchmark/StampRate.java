package floodchat.benchmark;

import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;

/**
 * How fast this process searches for stamps. Runs in a process of its own, with the image's runtime and flags, and
 * prints two numbers: ms of processor time for the first line's hashes, and then hashes a second.
 */
final class StampRate {
    private static final int PAYLOAD_BYTES = 250;
    private static final int STAMPS_AT_A_TIME = 256;

    /** In this time the runtime compiles the search. */
    private static final int WARM_UP_HASHES = 5_000_000;

    private static final int MEASURED_HASHES = 40_000_000;
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private StampRate() {}

    static void main() {
        UnstampedPacket endless = endless();
        long first = nanosOf((int) NetworkTerms.of("rate").work(StampBenchmark.LINE_BYTES), endless);
        nanosOf(WARM_UP_HASHES, endless);
        long nanos = nanosOf(MEASURED_HASHES, endless);
        System.out.println(first / NANOS_PER_MS + " " + MEASURED_HASHES * NANOS_PER_SECOND / nanos);
    }

    /** The dearest packet that there is, so that hardly a stamp of it is found. */
    private static UnstampedPacket endless() {
        NetworkTerms dear = new NetworkTerms(NetworkKeys.ofPublic("rate"), NetworkTerms.MAX_HASHES_PER_BYTE, 0);
        return new UnstampedPacket(dear, 0, PacketKind.KEPT, new byte[PAYLOAD_BYTES]);
    }

    private static long nanosOf(int hashes, UnstampedPacket packet) {
        long begun = processorNanos();
        for (int i = 0; i < hashes; i += STAMPS_AT_A_TIME) {
            packet.tryStamps(STAMPS_AT_A_TIME);
        }
        return processorNanos() - begun;
    }

    /** Of all threads, also of those that compile. Other programs don't matter then. */
    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
