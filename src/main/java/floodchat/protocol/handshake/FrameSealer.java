package floodchat.protocol.handshake;

import org.bouncycastle.crypto.InvalidCipherTextException;

/** Encrypts what one side of a link sends, frame by frame and in place. Confined to one thread at a time. */
public final class FrameSealer {
    /** How many bytes longer a sealed frame is. */
    public static final int SEAL_BYTES = CipherState.TAG_BYTES;

    /** After this many frames the key is replaced: who steals it reads no older ones. It costs less than one frame. */
    static final int FRAMES_PER_KEY = 4_096;

    /** A link ends after this many frames, long before the nonces of the cipher run out. */
    static final long MAX_FRAMES = 1L << 32;

    private final CipherState cipher;

    FrameSealer(CipherState cipher) {
        this.cipher = cipher;
    }

    /** True if it seals no more frames. */
    public boolean isExhausted() {
        return cipher.nonce() == MAX_FRAMES;
    }

    /**
     * Seals the next frame in place. It becomes {@value #SEAL_BYTES} bytes longer.
     *
     * @throws IllegalStateException if it is exhausted
     */
    public void seal(byte[] bytes, int offset, int length) {
        if (isExhausted()) {
            throw new IllegalStateException("this link has sealed as many frames as it may");
        }
        try {
            cipher.encrypt(CipherState.NO_DATA, bytes, offset, length, bytes, offset);
            rekeyIfDue(cipher);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("only decryption fails", e);
        }
    }

    static void rekeyIfDue(CipherState cipher) throws InvalidCipherTextException {
        if (cipher.nonce() % FRAMES_PER_KEY == 0) {
            cipher.rekey();
        }
    }
}
