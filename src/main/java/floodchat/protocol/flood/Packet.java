package floodchat.protocol.flood;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is flooded: one byte of flags, eight bytes of time, the payload, and eight bytes of stamp. The stamp makes the
 * id show its author's work. A packet crosses every link unchanged, so that all peers agree on its id.
 *
 * @param id from the hash of the bytes in this network: it names the packet, protects its content, and shows its price
 * @param bytes flags, time in ms since 1970 (big-endian), payload, stamp; never changed
 */
public record Packet(PacketId id, byte[] bytes) {
    /** Flags and time. */
    public static final int HEADER_BYTES = 1 + Long.BYTES;

    public static final int STAMP_BYTES = Long.BYTES;

    public static final int MAX_BYTES = HEADER_BYTES + FloodLimits.MAX_PAYLOAD_BYTES + STAMP_BYTES;

    /** The bytes of a packet, with zeros for its stamp. */
    static byte[] unstamped(long timeMs, PacketKind kind, byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length + STAMP_BYTES)
                .put(kind.flags())
                .putLong(timeMs)
                .put(payload)
                .array();
    }

    /**
     * A packet from a link; null if these bytes are too short or too long, have no payload, or have flags that no
     * packet has. This does not check its author's work ({@link NetworkTerms#isPaid} does).
     */
    public static @Nullable Packet received(NetworkTag network, byte[] bytes) {
        boolean fits = bytes.length > HEADER_BYTES + STAMP_BYTES && bytes.length <= MAX_BYTES;
        return fits && PacketKind.ofFlags(bytes[0]) != null ? new Packet(id(network, bytes), bytes) : null;
    }

    /** When it was published, by its author's clock ({@link PacketClock}), in ms since 1970. */
    public long timeMs() {
        return ByteBuffer.wrap(bytes).getLong(1);
    }

    public PacketKind kind() {
        return Objects.requireNonNull(PacketKind.ofFlags(bytes[0]), "checked when the packet was made");
    }

    public byte[] payload() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length - STAMP_BYTES);
    }

    private static PacketId id(NetworkTag network, byte[] bytes) {
        MessageDigest digest = Sha256.digest();
        digest.update(contentHash(network, bytes));
        digest.update(bytes, bytes.length - STAMP_BYTES, STAMP_BYTES);
        return id(digest.digest());
    }

    /** The hash of the network and of all bytes before the stamp. It stays the same while a stamp is searched. */
    static byte[] contentHash(NetworkTag network, byte[] bytes) {
        MessageDigest digest = network.digest();
        digest.update(bytes, 0, bytes.length - STAMP_BYTES);
        return digest.digest();
    }

    /** @param hash of {@link #contentHash} and the stamp */
    static PacketId id(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new PacketId(bytes.getLong(), bytes.getLong());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packet packet && id.equals(packet.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
