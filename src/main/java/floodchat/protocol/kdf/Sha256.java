package floodchat.protocol.kdf;

import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * SHA-256 (FIPS 180-4), for all but packets: {@code protocol.flood} hashes those with the platform's, which is faster.
 * Any thread may call.
 */
public final class Sha256 {
    /** The length of a hash. */
    public static final int BYTES = 32;

    private Sha256() {}

    /** Hashes the parts, one behind the other. */
    public static byte[] hash(byte[]... parts) {
        SHA256Digest digest = new SHA256Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }
}
