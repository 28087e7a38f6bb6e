package floodchat.protocol.flood;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The platform's SHA-256 (FIPS 180-4), which uses the processor's instructions: for packets and their stamps. */
final class Sha256 {
    static final int BYTES = 32;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A copy that has taken in the same bytes; the given one is not changed. */
    static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    /**
     * Hashes these bytes and makes no object, for the search for a stamp.
     *
     * @param digest has taken in nothing, and again afterwards
     * @param hash gets the {@value #BYTES} bytes
     */
    static void hash(MessageDigest digest, byte[] bytes, byte[] hash) {
        digest.update(bytes, 0, bytes.length);
        try {
            digest.digest(hash, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for the hash", e);
        }
    }
}
