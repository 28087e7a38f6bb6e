package floodchat.protocol.handshake;

import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** A key pair for ML-KEM-768 (FIPS 203), for one handshake. Its secrets are 32 bytes. Immutable. */
final class MlKem768 {
    static final int PUBLIC_KEY_BYTES = 1_184;
    static final int CIPHERTEXT_BYTES = 1_088;

    private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;

    private final MLKEMPrivateKeyParameters privateKey;

    private MlKem768(MLKEMPrivateKeyParameters privateKey) {
        this.privateKey = privateKey;
    }

    /** @param secret what both sides know @param ciphertext what the owner of the key needs for it */
    record Encapsulated(byte[] secret, byte[] ciphertext) {}

    static MlKem768 generate(SecureRandom random) {
        MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(random, PARAMETERS));
        return new MlKem768((MLKEMPrivateKeyParameters) generator.generateKeyPair().getPrivate());
    }

    byte[] publicKey() {
        return privateKey.getPublicKey();
    }

    /**
     * Makes a secret for the owner of this key.
     *
     * @throws InvalidCipherTextException if it is no public key (FIPS 203, section 7.2)
     */
    static Encapsulated encapsulate(byte[] publicKey, SecureRandom random) throws InvalidCipherTextException {
        SecretWithEncapsulation made = new MLKEMGenerator(random).generateEncapsulated(key(publicKey));
        return new Encapsulated(made.getSecret(), made.getEncapsulation());
    }

    private static MLKEMPublicKeyParameters key(byte[] publicKey) throws InvalidCipherTextException {
        try {
            return new MLKEMPublicKeyParameters(PARAMETERS, publicKey);
        } catch (IllegalArgumentException e) { // so the library refuses what is no key
            throw new InvalidCipherTextException("no public key of ML-KEM-768", e);
        }
    }

    /** The secret of a ciphertext. Of a forged one it is a value that nobody else knows. */
    byte[] decapsulate(byte[] ciphertext) {
        return new MLKEMExtractor(privateKey).extractSecret(ciphertext);
    }
}
