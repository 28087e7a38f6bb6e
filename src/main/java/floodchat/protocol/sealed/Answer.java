package floodchat.protocol.sealed;

import floodchat.protocol.identity.ChaChaPoly;
import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Label;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a letter: it begins a session. Both sides derive its tag and its key from the letter's root. The salt
 * makes the key another one for each answer, also after a restored backup.
 */
final class Answer {
    static final int SALT_BYTES = 16;
    static final int SEALED_OFFSET = SealedPayload.HEADER_BYTES + SALT_BYTES;

    /** How many bytes of an answer are no room for items. */
    static final int OVERHEAD_BYTES = SEALED_OFFSET + OneUseKey.PUBLIC_BYTES + ChaChaPoly.TAG_BYTES;

    private final Tag tag;
    private final byte[] secret;
    private final Aead aead;

    /** @param root of the letter that is answered */
    Answer(byte[] root, Aead aead) {
        byte[] derived = Hkdf.expand(root, Label.ANSWER.bytes(), Tag.BYTES + Hkdf.KEY_BYTES);
        this.tag = Tag.read(derived, 0);
        this.secret = Bytes.slice(derived, Tag.BYTES, Hkdf.KEY_BYTES);
        this.aead = aead;
    }

    /** What an answer holds. @param oneUseKey of the one who answers */
    record Opened(byte[] oneUseKey, List<Item> items) {}

    Tag tag() {
        return tag;
    }

    /** The payload, of {@value SealedPayload#SMALL_BYTES} bytes. @param items at most 430 bytes */
    byte[] seal(byte[] oneUseKey, List<Item> items, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] front = Bytes.join(SealedPayload.header(tag), salt);
        byte[] padded = ItemWriter.padded(ItemWriter.write(items), SealedPayload.SMALL_BYTES - OVERHEAD_BYTES);
        return Bytes.join(front, aead.seal(key(salt), front, Bytes.join(oneUseKey, padded)));
    }

    /** Null if the answer was changed. @param payload one with {@link #tag} */
    @Nullable Opened open(byte[] payload) {
        byte[] front = Bytes.slice(payload, 0, SEALED_OFFSET);
        byte[] salt = Bytes.slice(front, SealedPayload.HEADER_BYTES, SALT_BYTES);
        byte[] sealed = Bytes.slice(payload, SEALED_OFFSET, payload.length - SEALED_OFFSET);
        byte[] content = payload.length == SealedPayload.SMALL_BYTES ? aead.open(key(salt), front, sealed) : null;
        if (content == null) {
            return null;
        }
        int roomOffset = OneUseKey.PUBLIC_BYTES;
        List<Item> items = ItemReader.read(Bytes.slice(content, roomOffset, content.length - roomOffset));
        return items == null ? null : new Opened(Bytes.slice(content, 0, roomOffset), items);
    }

    private byte[] key(byte[] salt) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(secret));
        mac.update(salt, 0, salt.length);
        byte[] key = new byte[mac.getMacSize()];
        mac.doFinal(key, 0);
        return key;
    }

    void erase() {
        Bytes.erase(secret);
    }
}
