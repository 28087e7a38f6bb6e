package floodchat.protocol.sealed;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** Authenticated encryption under a key that seals one text only, so that the nonce may be the same each time. */
interface Aead {
    int TAG_BYTES = 16;

    /** ChaCha20-Poly1305 (RFC 8439) with a nonce of 12 zero bytes. */
    Aead CHACHA20_POLY1305 = Aead::chacha;

    /** Seals or opens. @throws InvalidCipherTextException if there is nothing to open */
    byte[] process(boolean seals, byte[] key, byte[] associated, byte[] text) throws InvalidCipherTextException;

    default byte[] seal(byte[] key, byte[] associated, byte[] plain) {
        try {
            return process(true, key, associated, plain);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing can't fail", e);
        }
    }

    /** The text; null if the key, the associated bytes or the sealed ones are not those of the author. */
    default byte @Nullable [] open(byte[] key, byte[] associated, byte[] sealed) {
        try {
            return process(false, key, associated, sealed);
        } catch (InvalidCipherTextException | RuntimeException _) {
            return null;
        }
    }

    private static byte[] chacha(boolean seals, byte[] key, byte[] associated, byte[] text)
            throws InvalidCipherTextException {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        byte[] nonce = new byte[12];
        cipher.init(seals, new AEADParameters(new KeyParameter(key), TAG_BYTES * Byte.SIZE, nonce, associated));
        byte[] out = new byte[cipher.getOutputSize(text.length)];
        int done = cipher.processBytes(text, 0, text.length, out, 0);
        cipher.doFinal(out, done);
        return out;
    }
}
