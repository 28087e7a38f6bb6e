package floodchat.protocol.flood;

import java.nio.ByteBuffer;

/**
 * Who has written a packet. The network only compares authors: it can't verify them, so its user tells them
 * ({@link FloodAttribution}).
 */
public record Author(long high, long low) {
    /** Of a public key the first half will do: a second key with the same half is not found in 2^127 tries. */
    private static final int BYTES = 2 * Long.BYTES;

    /** The author with this public key of {@value #BYTES} bytes or more. */
    public static Author ofKey(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key, 0, BYTES);
        return new Author(bytes.getLong(), bytes.getLong());
    }
}
