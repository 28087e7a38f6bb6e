package floodchat.protocol.sealed;

import java.nio.ByteBuffer;

/**
 * The 16 bytes by which the recipient of a sealed payload knows it. To all others they are random. Only those who hold
 * the secret can compute them.
 */
record Tag(long high, long low) {
    static final int BYTES = 16;

    /** The tag that stands in these bytes from this offset on. */
    static Tag read(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES);
        return new Tag(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }
}
