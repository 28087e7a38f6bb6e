package floodchat.protocol.flood;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Tells networks apart: the first 16 bytes of SHA-256 of the network's name. Peers with different tags never link. */
public final class NetworkTag {
    public static final int BYTES = 16;

    private final byte[] bytes;
    /** Has taken in the tag. It is only cloned, which any thread may do. */
    private final MessageDigest primed = Sha256.digest();

    private NetworkTag(byte[] bytes) {
        this.bytes = bytes;
        primed.update(bytes);
    }

    public static NetworkTag of(String networkName) {
        byte[] name = ("floodchat network " + networkName).getBytes(StandardCharsets.UTF_8);
        return new NetworkTag(Arrays.copyOf(Sha256.digest().digest(name), BYTES));
    }

    /** @param bytes exactly {@value #BYTES} */
    public static NetworkTag ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a network tag has " + BYTES + " bytes, not " + bytes.length);
        }
        return new NetworkTag(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 that has taken in the tag. A clone costs less than a new digest for each packet. */
    MessageDigest digest() {
        return Sha256.clone(primed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkTag tag && Arrays.equals(bytes, tag.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
