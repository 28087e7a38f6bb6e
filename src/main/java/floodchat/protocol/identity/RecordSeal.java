package floodchat.protocol.identity;

import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Label;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Seals the records of one part of a file with ChaCha20-Poly1305 (RFC 8439), under a key made from the person's store
 * key and the part's salt. The nonce is the number of the record in its part. Each time a file is opened for writing,
 * a new part with a new salt begins. So a restored backup of a file never makes a key seal two different records.
 * Confined to one thread.
 */
public final class RecordSeal {
    public static final int SALT_BYTES = 32;

    /** What sealing adds to a record. */
    public static final int TAG_BYTES = ChaChaPoly.TAG_BYTES;

    private static final byte[] NO_DATA = {};

    private final byte[] key;

    private RecordSeal(byte[] key) {
        this.key = key;
    }

    /** A salt for a new part. @param random must be cryptographically secure */
    public static byte[] newSalt(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /** @param storeKey {@link Identity#storeKey} */
    public static RecordSeal of(byte[] storeKey, byte[] salt) {
        return new RecordSeal(Hkdf.expand(storeKey, Label.STORE.bytes(salt), ChaChaPoly.KEY_BYTES));
    }

    /** Seals a record. @param number its place in the part, from 0; used once */
    public byte[] seal(long number, byte[] record) {
        return ChaChaPoly.seal(key, nonce(number), NO_DATA, record);
    }

    /** The record; null if it was changed, is of another part, or stood in another place. */
    public byte @Nullable [] open(long number, byte[] sealed) {
        return ChaChaPoly.open(key, nonce(number), NO_DATA, sealed);
    }

    private static byte[] nonce(long number) {
        return ByteBuffer.allocate(ChaChaPoly.NONCE_BYTES)
                .putLong(ChaChaPoly.NONCE_BYTES - Long.BYTES, number)
                .array();
    }
}
