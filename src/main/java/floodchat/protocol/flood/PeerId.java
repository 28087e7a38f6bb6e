package floodchat.protocol.flood;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Tells peers apart: 128 random bits, new at every start, independent of addresses and of usernames. The unsigned order
 * of two ids decides which of two links between the same peers stays.
 */
public record PeerId(long high, long low) implements Comparable<PeerId> {
    public static final int BYTES = 16;

    public static PeerId random(RandomGenerator random) {
        return new PeerId(random.nextLong(), random.nextLong());
    }

    @Override
    public int compareTo(PeerId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
