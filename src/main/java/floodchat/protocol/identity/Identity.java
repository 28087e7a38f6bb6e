package floodchat.protocol.identity;

import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Label;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * A person's secret: a seed, the Ed25519 key that signs, and the X25519 key that agrees on secrets with others. Who has
 * the seed is that person. Everything follows from the seed, so it is all that must be kept.
 */
public final class Identity {
    public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

    /** The length of an X25519 key, private or public (RFC 7748, section 5). */
    public static final int AGREEMENT_KEY_BYTES = X25519.POINT_SIZE;

    private final byte[] seed;
    private final PersonKey key;
    private final byte[] agreementPrivate;
    private final byte[] agreementPublic = new byte[AGREEMENT_KEY_BYTES];

    private Identity(byte[] seed) {
        this.seed = seed;
        this.key = PersonKey.ofSeed(seed);
        this.agreementPrivate = Hkdf.expand(seed, Label.X.bytes(), AGREEMENT_KEY_BYTES);
        X25519.scalarMultBase(agreementPrivate, 0, agreementPublic, 0);
    }

    /** A new person. @param random must be cryptographically secure */
    public static Identity create(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new Identity(seed);
    }

    /** The person of this seed. @param seed exactly {@value #SEED_BYTES} */
    public static Identity ofSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has " + SEED_BYTES + " bytes, not " + seed.length);
        }
        return new Identity(seed.clone());
    }

    /** A copy: it goes to the disk, or to a person who exports it, and nowhere else. */
    public byte[] seed() {
        return seed.clone();
    }

    /** Who this is. */
    public PersonKey key() {
        return key;
    }

    /** The X25519 private key, a copy. */
    public byte[] agreementPrivate() {
        return agreementPrivate.clone();
    }

    /** The X25519 public key, a copy. */
    public byte[] agreementPublic() {
        return agreementPublic.clone();
    }

    /**
     * Signs a body for one use in one network. Returns {@value PersonKey#SIGNATURE_BYTES} bytes, the same each time
     * (RFC 8032, section 5.1.6).
     *
     * @param tag the network tag
     */
    public byte[] sign(Label label, byte[] tag, byte[] body) {
        byte[] signed = PersonKey.signedBytes(label, tag, key.bytes(), body);
        byte[] signature = new byte[PersonKey.SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, signed, 0, signed.length, signature, 0);
        return signature;
    }

    /** The proof that the X25519 key is this person's, {@value PersonKey#SIGNATURE_BYTES} bytes. */
    public byte[] certificate(byte[] tag) {
        return sign(Label.X, tag, agreementPublic);
    }

    /**
     * The key under which this person's files are sealed, 32 bytes. A passphrase that locks the seed locks the files
     * too.
     */
    public byte[] storeKey() {
        return Hkdf.expand(seed, Label.STORE.bytes(), Hkdf.KEY_BYTES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity identity && Arrays.equals(seed, identity.seed);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Never shows the seed. */
    @Override
    public String toString() {
        return "the identity of " + key;
    }
}
