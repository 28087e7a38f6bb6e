package floodchat.protocol.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Locks a seed with a passphrase: Argon2id makes the key (RFC 9106), ChaCha20-Poly1305 seals the seed (RFC 8439). The
 * locked form is a salt of {@value #SALT_BYTES} bytes, the sealed seed and its tag of 16 bytes.
 *
 * <p>One try costs about 0.3 s of a core and 64 MiB, here and for a thief.
 */
public final class SeedLock {
    private static final int SALT_BYTES = 16;

    /** The length of a locked seed. */
    public static final int BYTES = SALT_BYTES + Identity.SEED_BYTES + ChaChaPoly.TAG_BYTES;

    /** 64 MiB and 3 passes: the second recommendation of RFC 9106, section 4, with one lane for two cores. */
    private static final int MEMORY_KIB = 64 * 1024;

    private static final int PASSES = 3;
    private static final int LANES = 1;

    /** Each salt makes a key that seals one seed, so the nonce may be the same. */
    private static final byte[] NONCE = new byte[ChaChaPoly.NONCE_BYTES];

    private static final byte[] NO_DATA = {};

    private SeedLock() {}

    /** Locks the seed. @param random chooses the salt; must be cryptographically secure */
    public static byte[] lock(byte[] seed, String passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] sealed = ChaChaPoly.seal(key(passphrase, salt), NONCE, NO_DATA, seed);
        return ByteBuffer.allocate(BYTES).put(salt).put(sealed).array();
    }

    /** The seed; null if the passphrase is wrong or the bytes were changed. @param locked {@value #BYTES} bytes */
    public static byte @Nullable [] open(byte[] locked, String passphrase) {
        if (locked.length != BYTES) {
            return null;
        }
        byte[] key = key(passphrase, Arrays.copyOf(locked, SALT_BYTES));
        return ChaChaPoly.open(key, NONCE, NO_DATA, Arrays.copyOfRange(locked, SALT_BYTES, BYTES));
    }

    /** NFC, so that an accent may be typed as one character or as two. */
    private static byte[] key(String passphrase, byte[] salt) {
        byte[] typed = Normalizer.normalize(passphrase, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        byte[] key = new byte[ChaChaPoly.KEY_BYTES];
        generator.generateBytes(typed, key);
        return key;
    }
}
