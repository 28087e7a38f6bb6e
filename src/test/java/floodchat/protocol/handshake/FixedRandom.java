package floodchat.protocol.handshake;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;

/** Gives the bytes of a vector instead of random ones, in their order. */
final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient ByteArrayInputStream bytes;

    FixedRandom(byte[] bytes) {
        this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public void nextBytes(byte[] into) {
        if (bytes.readNBytes(into, 0, into.length) < into.length) {
            throw new IllegalStateException("the vector has no more bytes");
        }
    }

    /** Whether all bytes were used. */
    boolean isEmpty() {
        return bytes.available() == 0;
    }
}
