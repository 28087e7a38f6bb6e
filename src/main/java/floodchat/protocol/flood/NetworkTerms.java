package floodchat.protocol.flood;

import floodchat.protocol.kdf.NetworkKeys;
import org.jspecify.annotations.Nullable;

/**
 * What all peers of one network agree on. Peers with different terms refuse each other in the handshake, because a peer
 * ends the link that brings a packet which is invalid by its own terms.
 *
 * <p>A value; any thread may call. The tag is derived when it is first asked for, so that a window can be drawn before
 * the cryptography is loaded.
 */
public final class NetworkTerms {
    /**
     * A line of chat (267 bytes) then takes 10 ms of a core with SHA instructions, and a letter (2,065 bytes) 64 ms, at
     * 23 million hashes a second. So 100 lines a second need a whole core.
     */
    public static final int DEFAULT_HASHES_PER_BYTE = 700;

    public static final int DEFAULT_PACKETS_PER_SECOND = 500;

    public static final int MAX_HASHES_PER_BYTE = 65_535;

    public static final int MAX_PACKETS_PER_SECOND = 1_000_000;

    /** The length of a private network's secret. */
    public static final int SECRET_BYTES = NetworkKeys.SECRET_BYTES;

    /** Each packet costs as if it were longer by this, because relays have work with even the shortest one. */
    public static final int EXTRA_BYTES = 64;

    private final NetworkKeys keys;
    private final int hashesPerByte;
    private final int packetsPerSecond;
    private volatile @Nullable NetworkTag tag;

    /**
     * @param keys which network it is
     * @param hashesPerByte what a packet costs its author, in hashes for each of its bytes; 0 for nothing, at most
     *     {@value #MAX_HASHES_PER_BYTE}
     * @param packetsPerSecond how many packets one link carries in the long run; 0 for no limit, at most
     *     {@value #MAX_PACKETS_PER_SECOND}
     */
    public NetworkTerms(NetworkKeys keys, int hashesPerByte, int packetsPerSecond) {
        require("hashesPerByte", hashesPerByte, MAX_HASHES_PER_BYTE);
        require("packetsPerSecond", packetsPerSecond, MAX_PACKETS_PER_SECOND);
        this.keys = keys;
        this.hashesPerByte = hashesPerByte;
        this.packetsPerSecond = packetsPerSecond;
    }

    private static void require(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " must be 0 to " + most + ", not " + value);
        }
    }

    /** The public network of this name, on the usual terms. */
    public static NetworkTerms of(String networkName) {
        return of(NetworkKeys.ofPublic(networkName));
    }

    /** The private network of this secret, on the usual terms. @param secret {@value #SECRET_BYTES} random bytes */
    public static NetworkTerms ofSecret(byte[] secret) {
        return of(NetworkKeys.ofPrivate(secret));
    }

    /** The network of these keys, on the usual terms. */
    public static NetworkTerms of(NetworkKeys keys) {
        return new NetworkTerms(keys, DEFAULT_HASHES_PER_BYTE, DEFAULT_PACKETS_PER_SECOND);
    }

    /**
     * The network of this name, without work and without a limit to what links carry: for peers that trust each other.
     */
    public static NetworkTerms unlimited(String networkName) {
        return new NetworkTerms(NetworkKeys.ofPublic(networkName), 0, 0);
    }

    /** What the network's secrets are derived from. */
    public NetworkKeys keys() {
        return keys;
    }

    /** Which network it is, for those who may know it. */
    public NetworkTag tag() {
        NetworkTag known = tag;
        if (known == null) {
            known = NetworkTag.of(keys);
            tag = known; // two threads may derive it: they find the same
        }
        return known;
    }

    /** What a packet costs its author, in hashes for each of its bytes; 0 for nothing. */
    public int hashesPerByte() {
        return hashesPerByte;
    }

    /** How many packets one link carries in the long run; 0 for no limit. */
    public int packetsPerSecond() {
        return packetsPerSecond;
    }

    /** Whether packets need a stamp that shows work. */
    public boolean asksForWork() {
        return hashesPerByte > 0;
    }

    /** How many hashes it takes on average to find the stamp of a packet of this size; 1 if no work is asked for. */
    public long work(int packetBytes) {
        return asksForWork() ? (long) hashesPerByte * (packetBytes + EXTRA_BYTES) : 1;
    }

    /** The highest first 64 bits of an id, unsigned, that show the work for a packet of this size: 2^64 / work. */
    long highestPaid(int packetBytes) {
        return Long.divideUnsigned(-1, work(packetBytes));
    }

    /** Whether the id shows that its author has done the work. */
    public boolean isPaid(PacketId id, int packetBytes) {
        return Long.compareUnsigned(id.high(), highestPaid(packetBytes)) <= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkTerms terms
                && keys.equals(terms.keys)
                && hashesPerByte == terms.hashesPerByte
                && packetsPerSecond == terms.packetsPerSecond;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * keys.hashCode() + hashesPerByte) + packetsPerSecond;
    }

    @Override
    public String toString() {
        return keys + ", " + hashesPerByte + " hashes per byte, " + packetsPerSecond + " packets/s";
    }
}
