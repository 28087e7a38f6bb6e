package floodchat.protocol.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * Locks a seed with a passphrase: Argon2id makes the key (RFC 9106), ChaCha20-Poly1305 seals the seed (RFC 8439). The
 * locked form is a salt of {@value #SALT_BYTES} bytes, the sealed seed and its tag of 16 bytes.
 *
 * <p>One try costs about 0.3 s of a core and 64 MiB, here and for a thief.
 */
public final class SeedLock {
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 16;

    /** The length of a locked seed. */
    public static final int BYTES = SALT_BYTES + Identity.SEED_BYTES + TAG_BYTES;

    /** 64 MiB and 3 passes: the second recommendation of RFC 9106, section 4, with one lane for two cores. */
    private static final int MEMORY_KIB = 64 * 1024;

    private static final int PASSES = 3;
    private static final int LANES = 1;
    private static final int KEY_BYTES = 32;

    /** Each salt makes a key that seals one seed, so the nonce may be the same. */
    private static final byte[] NONCE = new byte[12];

    private SeedLock() {}

    /** Locks the seed. @param random chooses the salt; must be cryptographically secure */
    public static byte[] lock(byte[] seed, String passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] locked = Arrays.copyOf(salt, BYTES);
        try {
            ChaCha20Poly1305 cipher = cipher(true, passphrase, salt);
            int done = cipher.processBytes(seed, 0, seed.length, locked, SALT_BYTES);
            cipher.doFinal(locked, SALT_BYTES + done);
            return locked;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing can't fail", e);
        }
    }

    /** The seed; null if the passphrase is wrong or the bytes were changed. @param locked {@value #BYTES} bytes */
    public static byte @Nullable [] open(byte[] locked, String passphrase) {
        if (locked.length != BYTES) {
            return null;
        }
        byte[] seed = new byte[Identity.SEED_BYTES];
        try {
            ChaCha20Poly1305 cipher = cipher(false, passphrase, Arrays.copyOf(locked, SALT_BYTES));
            int done = cipher.processBytes(locked, SALT_BYTES, BYTES - SALT_BYTES, seed, 0);
            cipher.doFinal(seed, done);
            return seed;
        } catch (InvalidCipherTextException _) {
            return null;
        }
    }

    private static ChaCha20Poly1305 cipher(boolean seals, String passphrase, byte[] salt) {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(seals, new AEADParameters(new KeyParameter(key(passphrase, salt)), TAG_BYTES * Byte.SIZE, NONCE));
        return cipher;
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
        byte[] key = new byte[KEY_BYTES];
        generator.generateBytes(typed, key);
        return key;
    }
}
