package floodchat.protocol.flood;

/**
 * What all peers of one network agree on. Peers with other terms refuse each other when they greet: a packet that one of them made would cost
 * the other its link.
 *
 * @param tag which network it is
 * @param hashesPerByte what a packet costs its author, in hashes for each of its bytes; 0 for nothing, at most {@value #MAX_HASHES_PER_BYTE}
 * @param packetsPerSecond what one link carries for long, 0 for as much as it can, at most {@value #MAX_PACKETS_PER_SECOND}
 */
public record NetworkTerms(NetworkTag tag, int hashesPerByte, int packetsPerSecond) {
    /** A line of chat then takes its author 10 ms, and a flooder the better part of a processor for a hundred a second. */
    public static final int DEFAULT_HASHES_PER_BYTE = 64;

    public static final int DEFAULT_PACKETS_PER_SECOND = 500;

    public static final int MAX_HASHES_PER_BYTE = 65_535;

    public static final int MAX_PACKETS_PER_SECOND = 1_000_000;

    /** Beside what its length costs: even the shortest packet is not free. */
    private static final int HASHES_PER_PACKET = 124;

    public NetworkTerms {
        require("hashesPerByte", hashesPerByte, MAX_HASHES_PER_BYTE);
        require("packetsPerSecond", packetsPerSecond, MAX_PACKETS_PER_SECOND);
    }

    private static void require(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " must be 0 to " + most + ", not " + value);
        }
    }

    /** The network of this name, on the usual terms. */
    public static NetworkTerms of(String networkName) {
        return new NetworkTerms(NetworkTag.of(networkName), DEFAULT_HASHES_PER_BYTE, DEFAULT_PACKETS_PER_SECOND);
    }

    /** The network of this name, where packets cost nothing and links carry what they can: for peers that trust each other. */
    public static NetworkTerms unlimited(String networkName) {
        return new NetworkTerms(NetworkTag.of(networkName), 0, 0);
    }

    boolean asksForWork() {
        return hashesPerByte > 0;
    }

    /** How many hashes it takes on average to find the stamp of a packet of so many bytes; 1 where no work is asked for. */
    public long work(int packetBytes) {
        return asksForWork() ? (long) hashesPerByte * packetBytes + HASHES_PER_PACKET : 1;
    }

    /** Whether the id shows that its author has done the work: its leading 64 bits stay under 2^64 / work. */
    public boolean isPaid(PacketId id, int packetBytes) {
        return Long.compareUnsigned(id.high(), Long.divideUnsigned(-1, work(packetBytes))) <= 0;
    }
}
