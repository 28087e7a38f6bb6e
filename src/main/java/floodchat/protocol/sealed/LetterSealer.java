package floodchat.protocol.sealed;

import floodchat.protocol.kdf.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.jspecify.annotations.Nullable;

/** Seals one letter. */
final class LetterSealer {
    /** The random bytes of one X-Wing encapsulation. */
    private static final int ENCAPSULATION_SEED_BYTES = 64;

    private final Author author;
    private final SecureRandom random;

    LetterSealer(Author author, SecureRandom random) {
        this.author = author;
        this.random = random;
    }

    /**
     * A letter that is ready to be sent, and what its author keeps in case of an answer.
     *
     * @param root the secret that an answer builds on
     * @param oneUseKey the private half of the key in it
     */
    record Sealed(byte[] payload, byte[] root, OneUseKey oneUseKey) {}

    /** Null if these prekeys are no keys: their owner published garbage. @param sealedMs the time of sealing */
    @Nullable Sealed seal(PrekeyBundle to, long sealedMs, List<Item> items) {
        try {
            return trySeal(to, sealedMs, ItemWriter.write(items));
        } catch (InvalidCipherTextException | RuntimeException _) {
            return null;
        }
    }

    private Sealed trySeal(PrekeyBundle to, long sealedMs, byte[] items) throws InvalidCipherTextException {
        byte[] info = author.letterInfo(to);
        HPKE anonymous = HpkeSuite.anonymous();
        byte[] seed = new byte[ENCAPSULATION_SEED_BYTES];
        random.nextBytes(seed);
        HPKEContextWithEncapsulation outer =
                anonymous.setupBaseS(anonymous.deserializePublicKey(to.xwingKey()), info, seed);
        byte[] outerEnc = outer.getEncapsulation();
        HPKEContextWithEncapsulation inner =
                inner(to, Letter.innerInfo(info, author.key(), outerEnc), psk(outer));
        byte[] header = SealedPayload.header(Tag.read(outer.export(Letter.TAG_CONTEXT, Tag.BYTES), 0));
        byte[] front = Bytes.join(header, outerEnc, outer.seal(header, identity(inner.getEncapsulation())));
        OneUseKey oneUse = new OneUseKey(random);
        byte[] content = inner.seal(Sha256.hash(front), content(oneUse, sealedMs, items));
        byte[] root = inner.export(Letter.ROOT_CONTEXT, Letter.SECRET_BYTES);
        return new Sealed(Bytes.join(front, content), root, oneUse);
    }

    private static byte[] psk(HPKEContextWithEncapsulation outer) {
        return outer.export(Letter.PSK_CONTEXT, Letter.SECRET_BYTES);
    }

    private HPKEContextWithEncapsulation inner(PrekeyBundle to, byte[] info, byte[] psk) {
        HPKE hpke = HpkeSuite.authenticated();
        AsymmetricCipherKeyPair own = hpke.deserializePrivateKey(
                author.identity().agreementPrivate(), author.identity().agreementPublic());
        return hpke.setupAuthPSKS(hpke.deserializePublicKey(to.agreementKey()), info, psk, Letter.pskId(), own);
    }

    private byte[] identity(byte[] innerEnc) {
        return Bytes.join(
                author.key().bytes(), author.identity().agreementPublic(), author.certificate(), innerEnc);
    }

    private static byte[] content(OneUseKey oneUse, long sealedMs, byte[] items) {
        int room = SealedPayload.room(items.length, Letter.OVERHEAD_BYTES, SealedPayload.MEDIUM_BYTES);
        return ByteBuffer.allocate(Letter.CONTENT_PREFIX_BYTES + room)
                .put(oneUse.publicKey())
                .putLong(sealedMs)
                .put(items)
                .array();
    }
}
