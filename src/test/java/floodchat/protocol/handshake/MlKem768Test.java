package floodchat.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** ML-KEM-768 gives the values that NIST has published. */
class MlKem768Test {
    private final Vectors nist;

    MlKem768Test() throws Exception {
        nist = Vectors.read("/vectors/mlkem768.txt");
    }

    private MlKem768 generated() {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes(nist.bytes("keygen-d"));
        seed.writeBytes(nist.bytes("keygen-z"));
        return MlKem768.generate(new FixedRandom(seed.toByteArray()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void aSeedMakesThePublishedKey() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(generated().publicKey());
        assertEquals(nist.hex("keygen-ek-sha256"), hex(hash));
    }

    @Test
    void encapsulatingGivesThePublishedCiphertextAndSecret() throws Exception {
        FixedRandom random = new FixedRandom(nist.bytes("encaps-m"));
        MlKem768.Encapsulated made = MlKem768.encapsulate(nist.bytes("encaps-ek"), random);
        assertEquals(nist.hex("encaps-c"), hex(made.ciphertext()));
        assertEquals(nist.hex("encaps-k"), hex(made.secret()));
        assertTrue(random.isEmpty());
    }

    /** The second ciphertext was changed: its secret is a value that nobody else knows. */
    @Test
    void decapsulatingGivesThePublishedSecrets() {
        MLKEMExtractor extractor = new MLKEMExtractor(
                new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, nist.bytes("decaps-dk")));
        assertEquals(nist.hex("decaps-k"), hex(extractor.extractSecret(nist.bytes("decaps-c"))));
        assertEquals(nist.hex("rejected-k"), hex(extractor.extractSecret(nist.bytes("rejected-c"))));
    }

    /** FIPS 203, algorithm 18: the secret of an implicit rejection is the SHAKE256 of z and the ciphertext. */
    @Test
    void aCiphertextForAnotherKeyGivesASecretThatNobodyElseKnows() {
        byte[] ciphertext = nist.bytes("encaps-c");
        SHAKEDigest shake = new SHAKEDigest(256);
        shake.update(nist.bytes("keygen-z"), 0, 32);
        shake.update(ciphertext, 0, ciphertext.length);
        byte[] secret = new byte[32];
        shake.doFinal(secret, 0, secret.length);
        assertEquals(hex(secret), hex(generated().decapsulate(ciphertext)));
    }
}
