package floodchat.protocol.sealed;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** The primitives of the second implementation: those of the JDK's own providers, and SHAKE-256 of Bouncy Castle. */
final class JdkCrypto {
    private static final byte[] MLKEM768_SPKI =
            HexFormat.of().parseHex("308204b2300b0609608648016503040402038204a100");

    private JdkCrypto() {}

    static byte[] extract(byte[] salt, byte[] secret) throws GeneralSecurityException {
        byte[] key = salt.length == 0 ? new byte[32] : salt;
        return hmac(key, secret);
    }

    static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "HKDF"), info, length));
    }

    static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    static byte[] sha256(byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] text) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(text);
    }

    static byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] text) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(text);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    static byte[] agree(byte[] secret, byte[] other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("XDH");
        agreement.init(KeyFactory.getInstance("XDH")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret)));
        byte[] reversed = reversed(other);
        reversed[0] &= 0x7F;
        agreement.doPhase(
                KeyFactory.getInstance("XDH")
                        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed))),
                true);
        return agreement.generateSecret();
    }

    static byte[] publicOf(byte[] secret) throws GeneralSecurityException {
        byte[] basePoint = new byte[32];
        basePoint[0] = 9;
        return agree(secret, basePoint);
    }

    static byte[] newAgreementSecret() throws GeneralSecurityException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The X-Wing secret: ML-KEM's private key, and the X25519 one with its public half. */
    record XWing(PrivateKey mlkem, byte[] x, byte[] publicX) {
        static XWing of(byte[] seed) throws GeneralSecurityException {
            SHAKEDigest shake = new SHAKEDigest(256);
            shake.update(seed, 0, seed.length);
            byte[] expanded = new byte[96];
            shake.doFinal(expanded, 0, expanded.length);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-KEM");
            generator.initialize(NamedParameterSpec.ML_KEM_768, new Fixed(Arrays.copyOf(expanded, 64)));
            KeyPair pair = generator.generateKeyPair();
            byte[] x = Arrays.copyOfRange(expanded, 64, 96);
            return new XWing(pair.getPrivate(), x, publicOf(x));
        }

        byte[] decapsulate(byte[] enc) throws GeneralSecurityException {
            byte[] fromMlkem = KEM.getInstance("ML-KEM")
                    .newDecapsulator(mlkem)
                    .decapsulate(Arrays.copyOf(enc, 1088))
                    .getEncoded();
            byte[] theirX = Arrays.copyOfRange(enc, 1088, 1120);
            return combine(fromMlkem, agree(x, theirX), theirX, publicX);
        }
    }

    record Encapsulated(byte[] secret, byte[] enc) {}

    static Encapsulated encapsulate(byte[] xwingKey) throws GeneralSecurityException {
        PublicKey mlkem = KeyFactory.getInstance("ML-KEM")
                .generatePublic(new X509EncodedKeySpec(Bytes.join(MLKEM768_SPKI, Arrays.copyOf(xwingKey, 1184))));
        KEM.Encapsulated fromMlkem = KEM.getInstance("ML-KEM").newEncapsulator(mlkem).encapsulate();
        byte[] publicX = Arrays.copyOfRange(xwingKey, 1184, 1216);
        byte[] ephemeral = newAgreementSecret();
        byte[] ephemeralPublic = publicOf(ephemeral);
        byte[] secret =
                combine(fromMlkem.key().getEncoded(), agree(ephemeral, publicX), ephemeralPublic, publicX);
        return new Encapsulated(secret, Bytes.join(fromMlkem.encapsulation(), ephemeralPublic));
    }

    /** As if X-Wing were X25519 alone: an encapsulation of zeros, and no secret of ML-KEM. */
    static Encapsulated encapsulateWithoutMlkem(byte[] xwingKey) throws GeneralSecurityException {
        byte[] publicX = Arrays.copyOfRange(xwingKey, 1184, 1216);
        byte[] ephemeral = newAgreementSecret();
        byte[] ephemeralPublic = publicOf(ephemeral);
        byte[] secret = combine(new byte[32], agree(ephemeral, publicX), ephemeralPublic, publicX);
        return new Encapsulated(secret, Bytes.join(new byte[1088], ephemeralPublic));
    }

    private static byte[] combine(byte[] fromMlkem, byte[] fromX, byte[] theirX, byte[] publicX)
            throws GeneralSecurityException {
        byte[] label = HexFormat.of().parseHex("5c2e2f2f5e5c");
        return MessageDigest.getInstance("SHA3-256")
                .digest(Bytes.join(fromMlkem, fromX, theirX, publicX, label));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Gives these bytes, and no others. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] stream;
        private int at;

        Fixed(byte[] stream) {
            this.stream = stream;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(stream, at, bytes, 0, bytes.length);
            at += bytes.length;
        }
    }
}
