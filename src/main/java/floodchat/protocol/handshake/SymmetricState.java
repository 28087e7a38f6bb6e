package floodchat.protocol.handshake;

import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * The secrets of a handshake so far, and the hash of all that was said (Noise, section 5.2). This handshake begins with
 * a pre-shared key, so there is a cipher before the first bytes are encrypted. Confined to one thread at a time.
 */
final class SymmetricState {
    private byte[] chainingKey;
    private byte[] hash;
    private CipherState cipher = new CipherState(new byte[CipherState.KEY_BYTES]);

    /** @param protocolName longer than a hash, so that it is hashed */
    SymmetricState(String protocolName) {
        hash = Sha256.hash(protocolName.getBytes(StandardCharsets.US_ASCII));
        chainingKey = hash;
    }

    /** The hash of all that was said so far, a copy. */
    byte[] hash() {
        return hash.clone();
    }

    void mixHash(byte[] data) {
        hash = Sha256.hash(hash, data);
    }

    void mixKey(byte[] secret) {
        byte[] derived = derive(secret, 2);
        cipher = new CipherState(part(derived, 1));
    }

    void mixKeyAndHash(byte[] secret) {
        byte[] derived = derive(secret, 3);
        mixHash(part(derived, 1));
        cipher = new CipherState(part(derived, 2));
    }

    /** Noise's HKDF (section 4.3) is that of RFC 5869 without info. The first part becomes the chaining key. */
    private byte[] derive(byte[] secret, int parts) {
        byte[] derived = Hkdf.expand(Hkdf.extract(chainingKey, secret), new byte[0], parts * Sha256.BYTES);
        chainingKey = part(derived, 0);
        return derived;
    }

    private static byte[] part(byte[] derived, int index) {
        return Arrays.copyOfRange(derived, index * Sha256.BYTES, (index + 1) * Sha256.BYTES);
    }

    byte[] encryptAndHash(byte[] plaintext) throws InvalidCipherTextException {
        byte[] ciphertext = new byte[plaintext.length + CipherState.TAG_BYTES];
        cipher.encrypt(hash, plaintext, 0, plaintext.length, ciphertext, 0);
        mixHash(ciphertext);
        return ciphertext;
    }

    byte[] decryptAndHash(byte[] ciphertext) throws InvalidCipherTextException {
        byte[] plaintext = new byte[Math.max(0, ciphertext.length - CipherState.TAG_BYTES)];
        cipher.decrypt(hash, ciphertext, 0, ciphertext.length, plaintext, 0);
        mixHash(ciphertext);
        return plaintext;
    }

    /** The keys of the two directions. */
    Split split() {
        byte[] derived = Hkdf.expand(Hkdf.extract(chainingKey, new byte[0]), new byte[0], 2 * Sha256.BYTES);
        return new Split(new CipherState(part(derived, 0)), new CipherState(part(derived, 1)));
    }

    /** @param fromInitiator for what the initiator sends @param fromResponder for what the responder sends */
    record Split(CipherState fromInitiator, CipherState fromResponder) {}
}
