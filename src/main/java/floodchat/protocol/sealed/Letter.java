package floodchat.protocol.sealed;

import floodchat.protocol.identity.ChaChaPoly;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Label;
import floodchat.protocol.kdf.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A letter: complete in itself, it needs no session. The outer seal (X-Wing, base mode) hides it, the inner seal
 * (X25519, auth_psk) shows the recipient who wrote it. {@link LetterSealer} and {@link LetterOpener} do the work.
 */
final class Letter {
    /** The encapsulation of X-Wing. */
    static final int OUTER_ENC_BYTES = 1_120;

    static final int OUTER_ENC_OFFSET = SealedPayload.HEADER_BYTES;
    static final int IDENTITY_OFFSET = OUTER_ENC_OFFSET + OUTER_ENC_BYTES;

    /** The encapsulation of DHKEM(X25519). */
    static final int INNER_ENC_BYTES = 32;

    /** Who wrote it: identity, X25519 key, certificate and the inner encapsulation. */
    static final int IDENTITY_BYTES =
            PersonKey.BYTES + Identity.AGREEMENT_KEY_BYTES + PersonKey.SIGNATURE_BYTES + INNER_ENC_BYTES;

    static final int CONTENT_OFFSET = IDENTITY_OFFSET + IDENTITY_BYTES + ChaChaPoly.TAG_BYTES;

    /** The one-use key and {@code sealed}: what stands before the items. */
    static final int CONTENT_PREFIX_BYTES = OneUseKey.PUBLIC_BYTES + Long.BYTES;

    /** How many bytes of a letter are no room for items. */
    static final int OVERHEAD_BYTES = CONTENT_OFFSET + CONTENT_PREFIX_BYTES + ChaChaPoly.TAG_BYTES;

    static final byte[] TAG_CONTEXT = "tag".getBytes(StandardCharsets.US_ASCII);
    static final byte[] PSK_CONTEXT = "psk".getBytes(StandardCharsets.US_ASCII);
    static final byte[] ROOT_CONTEXT = "root".getBytes(StandardCharsets.US_ASCII);
    static final int SECRET_BYTES = 32;

    private Letter() {}

    /** The info of the inner seal: that of the outer one, the author, and the outer encapsulation. */
    static byte[] innerInfo(byte[] info, PersonKey author, byte[] outerEnc) {
        return Bytes.join(info, author.bytes(), Sha256.hash(outerEnc));
    }

    static byte[] pskId() {
        return Label.LETTER.bytes();
    }
}
