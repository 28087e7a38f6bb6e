package floodchat.protocol.handshake;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A key and a counter for ChaCha20-Poly1305 (Noise, sections 5.1 and 12.3). Each use takes the next nonce. Input and
 * output may be the same bytes. Confined to one thread at a time.
 */
final class CipherState {
    static final int KEY_BYTES = 32;
    static final int TAG_BYTES = 16;
    static final byte[] NO_DATA = {};

    /** 2^64 - 1: only {@link #rekey} uses it. */
    private static final long REKEY_NONCE = -1;

    private static final int NONCE_BYTES = 12;

    private final ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
    private final byte[] nonceBytes = new byte[NONCE_BYTES];
    private KeyParameter key;
    private long nonce;

    CipherState(byte[] key) {
        this(key, 0);
    }

    /** @param nonce the next one (Noise, section 5.1: SetNonce) */
    CipherState(byte[] key, long nonce) {
        this.key = new KeyParameter(key);
        this.nonce = nonce;
    }

    /** How often it was used, which is the next nonce. */
    long nonce() {
        return nonce;
    }

    /** Encrypts, and writes {@value #TAG_BYTES} bytes more than it reads. Returns how many it has written. */
    int encrypt(byte[] data, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws InvalidCipherTextException {
        int written = run(true, nonce, data, in, inOffset, length, out, outOffset);
        nonce++;
        return written;
    }

    /**
     * Decrypts, and returns how many bytes it has written: {@value #TAG_BYTES} fewer than it has read.
     *
     * @throws InvalidCipherTextException if these are not the bytes that were encrypted next. Then the output means
     *     nothing, and the state stays as it was.
     */
    int decrypt(byte[] data, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws InvalidCipherTextException {
        int written = run(false, nonce, data, in, inOffset, length, out, outOffset);
        nonce++;
        return written;
    }

    /** Replaces the key, so that who learns it later can't read what came before. The nonce goes on (section 11.3). */
    void rekey() throws InvalidCipherTextException {
        byte[] out = new byte[KEY_BYTES + TAG_BYTES];
        run(true, REKEY_NONCE, NO_DATA, new byte[KEY_BYTES], 0, KEY_BYTES, out, 0);
        key = new KeyParameter(Arrays.copyOf(out, KEY_BYTES));
    }

    private int run(boolean encrypt, long counter, byte[] data, byte[] in, int inOffset, int length, byte[] out,
            int outOffset) throws InvalidCipherTextException {
        for (int i = 0; i < Long.BYTES; i++) {
            nonceBytes[NONCE_BYTES - Long.BYTES + i] = (byte) (counter >>> Byte.SIZE * i); // little-endian
        }
        cipher.init(encrypt, new ParametersWithIV(key, nonceBytes));
        cipher.processAADBytes(data, 0, data.length);
        int written = cipher.processBytes(in, inOffset, length, out, outOffset);
        return written + cipher.doFinal(out, outOffset + written);
    }
}
