package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** A pair of one's own prekeys with the private halves. What is in it opens the letters that were sealed to it. */
final class OwnPrekey {
    private final StoredPrekey stored;
    private final AsymmetricCipherKeyPair agreement;
    private final AsymmetricCipherKeyPair xwing;
    private final PrekeyBundle bundle;

    OwnPrekey(PersonKey owner, StoredPrekey stored) {
        this.stored = stored;
        X25519PrivateKeyParameters p = new X25519PrivateKeyParameters(stored.agreementPrivate());
        X25519PublicKeyParameters publicP = p.generatePublicKey();
        this.agreement = new AsymmetricCipherKeyPair(publicP, p);
        HPKE hpke = HpkeSuite.anonymous();
        this.xwing = hpke.deserializePrivateKey(stored.xwingSeed(), null);
        byte[] publicW = hpke.serializePublicKey(xwing.getPublic());
        this.bundle = PrekeyBundle.of(owner, stored.madeMs(), publicP.getEncoded(), publicW);
    }

    /** New keys. @param random must be cryptographically secure */
    static OwnPrekey create(PersonKey owner, long madeMs, SecureRandom random) {
        byte[] agreementPrivate = new byte[X25519.SCALAR_SIZE];
        X25519.generatePrivateKey(random, agreementPrivate);
        byte[] xwingSeed = new byte[StoredPrekey.XWING_SEED_BYTES];
        random.nextBytes(xwingSeed);
        return new OwnPrekey(owner, new StoredPrekey(madeMs, StoredPrekey.NOT_SENT, agreementPrivate, xwingSeed));
    }

    /** The same keys, now that they have been sent. */
    OwnPrekey sent(long sentMs) {
        StoredPrekey sent =
                new StoredPrekey(stored.madeMs(), sentMs, stored.agreementPrivate(), stored.xwingSeed());
        return new OwnPrekey(bundle.owner(), sent);
    }

    StoredPrekey stored() {
        return stored;
    }

    PrekeyBundle bundle() {
        return bundle;
    }

    AsymmetricCipherKeyPair agreement() {
        return agreement;
    }

    AsymmetricCipherKeyPair xwing() {
        return xwing;
    }

    boolean isSent() {
        return stored.sentMs() != StoredPrekey.NOT_SENT;
    }
}
