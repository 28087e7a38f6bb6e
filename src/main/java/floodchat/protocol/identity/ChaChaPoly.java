package floodchat.protocol.identity;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * Authenticated encryption of a whole text: ChaCha20-Poly1305 (RFC 8439). A key and a nonce together must seal one text
 * only. Any thread may call.
 */
public final class ChaChaPoly {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;

    /** What sealing adds to a text. */
    public static final int TAG_BYTES = 16;

    private ChaChaPoly() {}

    /**
     * Seals a text.
     *
     * @param key {@value #KEY_BYTES} bytes
     * @param nonce {@value #NONCE_BYTES} bytes
     * @param associated is not hidden and not in the result, but the text opens only with the same bytes
     */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] text) {
        try {
            return process(true, key, nonce, associated, text);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing can't fail", e);
        }
    }

    /** The text; null if it was not sealed with this key, nonce and associated bytes, or was changed. */
    public static byte @Nullable [] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        try {
            return process(false, key, nonce, associated, sealed);
        } catch (InvalidCipherTextException _) {
            return null;
        }
    }

    private static byte[] process(boolean seals, byte[] key, byte[] nonce, byte[] associated, byte[] in)
            throws InvalidCipherTextException {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(seals, new AEADParameters(new KeyParameter(key), TAG_BYTES * Byte.SIZE, nonce, associated));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int done = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, done);
        return out;
    }
}
