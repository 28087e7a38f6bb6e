package floodchat.protocol.flood;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is flooded: one byte of flags, eight bytes of time, the payload. It crosses every link unchanged; only then do all peers agree on its id.
 *
 * @param id the hash of the bytes in this network
 * @param bytes flags, time in ms since 1970 (big-endian), payload; never changed
 */
public record Packet(PacketId id, byte[] bytes) {
    /** Flags and time. */
    public static final int HEADER_BYTES = 1 + Long.BYTES;

    public static final int MAX_BYTES = HEADER_BYTES + FloodLimits.MAX_PAYLOAD_BYTES;

    /** Worthless later: not kept for peers that join later. */
    private static final byte EPHEMERAL = 1;

    /** A packet of our own. The time must grow from one packet to the next, so that equal payloads make different packets. */
    static Packet create(NetworkTag network, long timeMs, boolean ephemeral, byte[] payload) {
        byte[] bytes = ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .put(ephemeral ? EPHEMERAL : 0)
                .putLong(timeMs)
                .put(payload)
                .array();
        return new Packet(idOf(network, bytes), bytes);
    }

    /** A packet from a link; null where these bytes can't be one: too short, too long, or without a payload. */
    public static @Nullable Packet received(NetworkTag network, byte[] bytes) {
        boolean plausible = bytes.length > HEADER_BYTES && bytes.length <= MAX_BYTES;
        return plausible ? new Packet(idOf(network, bytes), bytes) : null;
    }

    /** When it was published by its author's clock, in ms since 1970. */
    public long timeMs() {
        return ByteBuffer.wrap(bytes).getLong(1);
    }

    boolean isEphemeral() {
        return (bytes[0] & EPHEMERAL) != 0;
    }

    public byte[] payload() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
    }

    private static PacketId idOf(NetworkTag network, byte[] bytes) {
        ByteBuffer hash = ByteBuffer.wrap(network.hash(bytes));
        return new PacketId(hash.getLong(), hash.getLong());
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
