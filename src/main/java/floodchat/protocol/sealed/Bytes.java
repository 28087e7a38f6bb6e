package floodchat.protocol.sealed;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** Byte arrays put together, cut and hashed. */
final class Bytes {
    static final int HASH_BYTES = 32;

    private Bytes() {}

    /** All of them, one behind the other. */
    static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A copy of this many bytes from this offset on. */
    static byte[] slice(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** SHA-256 (FIPS 180-4). */
    static byte[] hash(byte[]... parts) {
        SHA256Digest digest = new SHA256Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[HASH_BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }

    /** Overwrites a secret that has done its work. */
    static void erase(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
