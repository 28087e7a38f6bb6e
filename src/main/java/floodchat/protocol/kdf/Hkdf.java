package floodchat.protocol.kdf;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
public final class Hkdf {
    /** The length of what {@link #extract} returns. */
    public static final int KEY_BYTES = 32;

    /** The most that one {@link #expand} returns: 255 blocks (RFC 5869, section 2.3). */
    public static final int MAX_BYTES = 255 * KEY_BYTES;

    private Hkdf() {}

    /** Makes one key of {@value #KEY_BYTES} bytes out of a secret of any length (RFC 5869, section 2.2). */
    public static byte[] extract(byte[] salt, byte[] secret) {
        return new HKDFBytesGenerator(new SHA256Digest()).extractPRK(salt, secret);
    }

    /**
     * Makes further bytes out of a key (RFC 5869, section 2.3).
     *
     * @param key one of {@link #extract}, or another uniform key of at least {@value #KEY_BYTES} bytes
     * @param info what the bytes are for, beginning with the bytes of a {@link Label}
     * @param length 1 to {@value #MAX_BYTES}
     */
    public static byte[] expand(byte[] key, byte[] info, int length) {
        if (length < 1 || length > MAX_BYTES) {
            throw new IllegalArgumentException("HKDF makes 1 to " + MAX_BYTES + " bytes, not " + length);
        }
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(HKDFParameters.skipExtractParameters(key, info));
        byte[] bytes = new byte[length];
        generator.generateBytes(bytes, 0, length);
        return bytes;
    }
}
