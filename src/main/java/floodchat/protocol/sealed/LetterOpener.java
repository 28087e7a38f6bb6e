package floodchat.protocol.sealed;

import floodchat.protocol.identity.ChaChaPoly;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Label;
import floodchat.protocol.kdf.Sha256;
import java.nio.ByteBuffer;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Opens letters to oneself. */
final class LetterOpener {
    private final Author self;

    LetterOpener(Author self) {
        this.self = self;
    }

    /** What came of a letter and one prekey. */
    sealed interface Result {}

    /**
     * A letter that is certainly by its author, for these prekeys and this network.
     *
     * @param oneUseKey the author's, for an answer
     * @param sealedMs when it was sealed, by the author's clock; ms since 1970
     */
    record Opened(PersonKey author, byte[] root, byte[] oneUseKey, long sealedMs, List<Item> items) implements Result {}

    enum Refused implements Result {
        /** For somebody else, or for another prekey. */
        ANOTHERS,
        /** For this prekey, but changed, or not by the person that it names. */
        FORGED
    }

    /** @param payload a sealed payload of at least {@value SealedPayload#MEDIUM_BYTES} bytes */
    Result open(byte[] payload, OwnPrekey prekey) {
        byte[] info = self.letterInfo(prekey.bundle());
        HPKEContext outer = outer(payload, prekey, info);
        if (outer == null) {
            return Refused.ANOTHERS;
        }
        try {
            Opened letter = tryOpen(payload, prekey, info, outer);
            return letter == null ? Refused.FORGED : letter;
        } catch (InvalidCipherTextException | RuntimeException _) {
            return Refused.FORGED;
        }
    }

    /**
     * Null if the letter has another tag. The tag comes first: it commits to the key, and a letter for somebody else
     * costs no decryption.
     */
    private static @Nullable HPKEContext outer(byte[] payload, OwnPrekey prekey, byte[] info) {
        try {
            HPKEContext outer = HpkeSuite.anonymous().setupBaseR(outerEnc(payload), prekey.xwing(), info);
            byte[] tag = Bytes.slice(payload, SealedPayload.TAG_OFFSET, Tag.BYTES);
            return Arrays.constantTimeAreEqual(tag, outer.export(Letter.TAG_CONTEXT, Tag.BYTES)) ? outer : null;
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static byte[] outerEnc(byte[] payload) {
        return Bytes.slice(payload, Letter.OUTER_ENC_OFFSET, Letter.OUTER_ENC_BYTES);
    }

    private @Nullable Opened tryOpen(byte[] payload, OwnPrekey prekey, byte[] info, HPKEContext outer)
            throws InvalidCipherTextException {
        byte[] header = Bytes.slice(payload, 0, SealedPayload.HEADER_BYTES);
        int sealedBytes = Letter.IDENTITY_BYTES + ChaChaPoly.TAG_BYTES;
        Named named = named(outer.open(header, Bytes.slice(payload, Letter.IDENTITY_OFFSET, sealedBytes)));
        if (named == null) {
            return null;
        }
        byte[] psk = outer.export(Letter.PSK_CONTEXT, Letter.SECRET_BYTES);
        HPKEContext inner = inner(named, prekey, Letter.innerInfo(info, named.author, outerEnc(payload)), psk);
        byte[] front = Bytes.slice(payload, 0, Letter.CONTENT_OFFSET);
        byte[] rest = Bytes.slice(payload, Letter.CONTENT_OFFSET, payload.length - Letter.CONTENT_OFFSET);
        return content(named.author, inner, inner.open(Sha256.hash(front), rest));
    }

    /** Who wrote the letter, by its own words: only the inner seal proves it. */
    private record Named(PersonKey author, byte[] agreementKey, byte[] innerEnc) {}

    /** Null if the key is none, or the person did not sign the X25519 key. */
    private @Nullable Named named(byte[] identity) {
        ByteBuffer bytes = ByteBuffer.wrap(identity);
        PersonKey author = PersonKey.of(take(bytes, PersonKey.BYTES));
        byte[] agreementKey = take(bytes, Identity.AGREEMENT_KEY_BYTES);
        byte[] certificate = take(bytes, PersonKey.SIGNATURE_BYTES);
        if (author == null || !author.verifies(Label.X, self.networkTag(), agreementKey, certificate)) {
            return null;
        }
        return new Named(author, agreementKey, take(bytes, Letter.INNER_ENC_BYTES));
    }

    private static HPKEContext inner(Named named, OwnPrekey prekey, byte[] info, byte[] psk) {
        HPKE hpke = HpkeSuite.authenticated();
        return hpke.setupAuthPSKR(named.innerEnc, prekey.agreement(), info, psk, Letter.pskId(),
                hpke.deserializePublicKey(named.agreementKey));
    }

    private static @Nullable Opened content(PersonKey author, HPKEContext inner, byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        byte[] oneUseKey = take(bytes, OneUseKey.PUBLIC_BYTES);
        long sealedMs = bytes.getLong();
        List<Item> items = ItemReader.read(take(bytes, bytes.remaining()));
        byte[] root = inner.export(Letter.ROOT_CONTEXT, Letter.SECRET_BYTES);
        return items == null || sealedMs < 0 ? null : new Opened(author, root, oneUseKey, sealedMs, items);
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }
}
