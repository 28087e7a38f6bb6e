package floodchat.protocol.sealed;

import floodchat.protocol.identity.ChaChaPoly;
import org.jspecify.annotations.Nullable;

/** Authenticated encryption under a key that seals one text only, so that the nonce may be the same each time. */
interface Aead {
    /** ChaCha20-Poly1305 (RFC 8439) with a nonce of zero bytes. */
    Aead CHACHA20_POLY1305 = new Aead() {
        private final byte[] nonce = new byte[ChaChaPoly.NONCE_BYTES];

        @Override
        public byte[] seal(byte[] key, byte[] associated, byte[] text) {
            return ChaChaPoly.seal(key, nonce, associated, text);
        }

        @Override
        public byte @Nullable [] open(byte[] key, byte[] associated, byte[] sealed) {
            return ChaChaPoly.open(key, nonce, associated, sealed);
        }
    };

    byte[] seal(byte[] key, byte[] associated, byte[] text);

    /** The text; null if the key, the associated bytes or the sealed ones are not those of the author. */
    byte @Nullable [] open(byte[] key, byte[] associated, byte[] sealed);
}
