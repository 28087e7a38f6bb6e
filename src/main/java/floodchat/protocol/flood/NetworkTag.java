package floodchat.protocol.flood;

import floodchat.protocol.kdf.NetworkKeys;
import java.security.MessageDigest;
import java.util.Arrays;

/** Tells networks apart: 16 bytes that are derived from the network's secret. Peers with different tags never link. */
public final class NetworkTag {
    public static final int BYTES = NetworkKeys.TAG_BYTES;

    private final byte[] bytes;
    /** Has taken in the tag. It is only cloned, which any thread may do. */
    private final MessageDigest primed = Sha256.digest();

    private NetworkTag(byte[] bytes) {
        this.bytes = bytes;
        primed.update(bytes);
    }

    /** The tag of the public network of this name. */
    public static NetworkTag of(String networkName) {
        return of(NetworkKeys.ofPublic(networkName));
    }

    public static NetworkTag of(NetworkKeys keys) {
        return new NetworkTag(keys.tag());
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
