package floodchat.protocol.sealed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** HPKE by RFC 9180, section 5, for the two suites of a letter. The second implementation: nothing of it is ours. */
final class JdkHpke {
    private static final byte[] VERSION = ascii("HPKE-v1");
    private static final byte[] NONE = {};

    private JdkHpke() {}

    /** A context, at its first message. */
    record Context(byte[] suite, byte[] key, byte[] nonce, byte[] exporter) {
        byte[] seal(byte[] associated, byte[] text) throws GeneralSecurityException {
            return JdkCrypto.seal(key, nonce, associated, text);
        }

        byte[] open(byte[] associated, byte[] text) throws GeneralSecurityException {
            return JdkCrypto.open(key, nonce, associated, text);
        }

        byte[] export(String context, int length) throws GeneralSecurityException {
            return labeledExpand(suite, exporter, "sec", ascii(context), length);
        }
    }

    /** Mode base with X-Wing. */
    static Context anonymous(byte[] secret, byte[] info) throws GeneralSecurityException {
        return schedule(0, 0x647A, secret, info, NONE, NONE);
    }

    /** Mode auth_psk with DHKEM(X25519). @param dh both agreements, one behind the other */
    static Context authenticated(
            byte[] dh, byte[] enc, byte[] recipient, byte[] sender, byte[] info, byte[] psk, byte[] pskId)
            throws GeneralSecurityException {
        return schedule(3, 0x20, agreed(dh, Bytes.join(enc, recipient, sender)), info, psk, pskId);
    }

    /** Mode psk with DHKEM(X25519): as above, but nothing shows who the sender is. */
    static Context unauthenticated(byte[] dh, byte[] enc, byte[] recipient, byte[] info, byte[] psk, byte[] pskId)
            throws GeneralSecurityException {
        return schedule(1, 0x20, agreed(dh, Bytes.join(enc, recipient)), info, psk, pskId);
    }

    /** The shared secret of DHKEM(X25519). */
    private static byte[] agreed(byte[] dh, byte[] context) throws GeneralSecurityException {
        byte[] suite = Bytes.join(ascii("KEM"), number(0x20));
        byte[] prk = labeledExtract(suite, NONE, "eae_prk", dh);
        return labeledExpand(suite, prk, "shared_secret", context, 32);
    }

    private static Context schedule(int mode, int kem, byte[] secret, byte[] info, byte[] psk, byte[] pskId)
            throws GeneralSecurityException {
        byte[] suite = Bytes.join(ascii("HPKE"), number(kem), number(1), number(3));
        byte[] pskIdHash = labeledExtract(suite, NONE, "psk_id_hash", pskId);
        byte[] infoHash = labeledExtract(suite, NONE, "info_hash", info);
        byte[] context = Bytes.join(new byte[] {(byte) mode}, pskIdHash, infoHash);
        byte[] prk = labeledExtract(suite, secret, "secret", psk);
        return new Context(
                suite,
                labeledExpand(suite, prk, "key", context, 32),
                labeledExpand(suite, prk, "base_nonce", context, 12),
                labeledExpand(suite, prk, "exp", context, 32));
    }

    private static byte[] labeledExtract(byte[] suite, byte[] salt, String label, byte[] secret)
            throws GeneralSecurityException {
        return JdkCrypto.extract(salt, Bytes.join(VERSION, suite, ascii(label), secret));
    }

    private static byte[] labeledExpand(byte[] suite, byte[] key, String label, byte[] info, int length)
            throws GeneralSecurityException {
        return JdkCrypto.expand(
                key, Bytes.join(number(length), VERSION, suite, ascii(label), info), length);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
