package floodchat.protocol.flood;

import java.util.HexFormat;

/**
 * A packet's name everywhere: the first 16 bytes of SHA-256(network tag, packet), so that equal bytes are one packet.
 */
public record PacketId(long high, long low) {
    public static final int BYTES = 16;

    /**
     * The same as a record's own, but the compiler inlines it more often; every packet is looked up in several tables.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof PacketId id && id.high == high && id.low == low;
    }

    @Override
    public int hashCode() {
        return (int) high; // already uniform
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
