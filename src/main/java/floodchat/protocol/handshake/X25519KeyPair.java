package floodchat.protocol.handshake;

import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** A key pair for X25519 (RFC 7748). Immutable; any thread may call. */
public final class X25519KeyPair {
    /** The length of a private key, a public key and a shared secret. */
    public static final int BYTES = X25519.POINT_SIZE;

    private final byte[] privateKey;
    private final byte[] publicKey;

    /** @param publicKey the one of the private key */
    X25519KeyPair(byte[] privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new key pair. */
    public static X25519KeyPair random(SecureRandom random) {
        byte[] privateKey = new byte[BYTES];
        random.nextBytes(privateKey);
        return ofPrivate(privateKey);
    }

    /** The key pair of this private key. @param privateKey any {@value #BYTES} bytes */
    public static X25519KeyPair ofPrivate(byte[] privateKey) {
        byte[] publicKey = new byte[BYTES];
        X25519.scalarMultBase(privateKey, 0, publicKey, 0);
        return new X25519KeyPair(privateKey.clone(), publicKey);
    }

    /** The public key, a copy. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * The secret that the owner of the other key can compute as well.
     *
     * @throws InvalidCipherTextException if the other key is a point of small order: the secret would be known to all
     */
    byte[] agree(byte[] otherPublicKey) throws InvalidCipherTextException {
        byte[] secret = new byte[BYTES];
        if (!X25519.calculateAgreement(privateKey, 0, otherPublicKey, 0, secret, 0)) {
            throw new InvalidCipherTextException("a public key of small order");
        }
        return secret;
    }
}
