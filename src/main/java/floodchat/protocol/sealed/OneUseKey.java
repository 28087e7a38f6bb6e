package floodchat.protocol.sealed;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** An X25519 key pair that makes one secret and is erased (RFC 7748). */
final class OneUseKey {
    static final int PUBLIC_BYTES = X25519.POINT_SIZE;

    private final byte[] secret = new byte[X25519.SCALAR_SIZE];
    private final byte[] publicKey = new byte[PUBLIC_BYTES];

    OneUseKey(SecureRandom random) {
        X25519.generatePrivateKey(random, secret);
        X25519.generatePublicKey(secret, 0, publicKey, 0);
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    /** The secret shared with the other's key; null if that key has a small order. */
    byte @Nullable [] agree(byte[] other) {
        byte[] shared = new byte[X25519.POINT_SIZE];
        return X25519.calculateAgreement(secret, 0, other, 0, shared, 0) ? shared : null;
    }

    void erase() {
        Bytes.erase(secret);
    }
}
