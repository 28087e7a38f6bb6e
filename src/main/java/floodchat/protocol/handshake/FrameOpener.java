package floodchat.protocol.handshake;

import org.bouncycastle.crypto.InvalidCipherTextException;

/** Decrypts what the other side of a link has sealed, frame by frame and in place. Confined to one thread at a time. */
public final class FrameOpener {
    private final CipherState cipher;
    private boolean broken;

    FrameOpener(CipherState cipher) {
        this.cipher = cipher;
    }

    /**
     * Opens the next frame in place. It becomes {@link FrameSealer#SEAL_BYTES} bytes shorter.
     *
     * @return false if it is not the frame that the other side has sealed next, or if there may be no more frames.
     *     Then the bytes mean nothing, and no later frame opens either.
     */
    public boolean open(byte[] bytes, int offset, int length) {
        if (broken || cipher.nonce() == FrameSealer.MAX_FRAMES) {
            return false;
        }
        try {
            cipher.decrypt(CipherState.NO_DATA, bytes, offset, length, bytes, offset);
            FrameSealer.rekeyIfDue(cipher);
            return true;
        } catch (InvalidCipherTextException | RuntimeException e) { // the library refuses with either
            broken = true;
            return false;
        }
    }
}
