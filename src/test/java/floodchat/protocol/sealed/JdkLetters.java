package floodchat.protocol.sealed;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Label;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A second implementation of letters, answers and messages, written from docs/protocol.md on the JDK's own
 * cryptography. It can also make letters that nobody should accept.
 */
final class JdkLetters {
    static final byte[] HEADER = {2, 0x10};

    private JdkLetters() {}

    /** What somebody writes a letter from. The parts that differ from the truth make it a forgery. */
    static final class Draft {
        byte[] networkTag;
        Identity author;
        byte[] claimedKey;
        byte[] claimedAgreementKey;
        byte[] certificate;
        byte[] agreementSecret;
        byte[] to;
        byte[] prekeys;
        byte[] oneUseKey;
        long sealedMs;
        byte[] items;
        int size = 2_048;
        String tagContext = "tag";
        int tagExport = 16;
        /** Instead of the encapsulations, and of what follows from them. */
        JdkCrypto.@Nullable Encapsulated outerEnc;

        byte @Nullable [] innerEnc;
        byte @Nullable [] innerAgreements;
        /** Whether the inner seal shows who the author is. */
        boolean authenticated = true;

        Draft(Identity author, byte[] networkTag, PrekeyBundle to, long sealedMs, byte[] items) {
            this.networkTag = networkTag;
            this.author = author;
            this.claimedKey = author.key().bytes();
            this.claimedAgreementKey = author.agreementPublic();
            this.certificate = author.certificate(networkTag);
            this.agreementSecret = author.agreementPrivate();
            this.to = to.owner().bytes();
            this.prekeys = to.body();
            this.sealedMs = sealedMs;
            this.items = items;
            this.oneUseKey = new byte[32];
            this.oneUseKey[0] = 9;
        }
    }

    /** A letter and the root that an answer builds on. */
    record Written(byte[] payload, byte[] root) {}

    /** An honest letter. @param items as they are written, without padding */
    static byte[] payload(Identity author, PrekeyBundle to, long sealedMs, byte[] items)
            throws GeneralSecurityException {
        return write(new Draft(author, Home.NETWORK, to, sealedMs, items)).payload();
    }

    static Written write(Draft draft) throws GeneralSecurityException {
        byte[] p = Arrays.copyOfRange(draft.prekeys, 8, 40);
        byte[] w = Arrays.copyOfRange(draft.prekeys, 40, 1_256);
        byte[] info = info(draft.networkTag, draft.to, draft.prekeys);
        JdkCrypto.Encapsulated outerEnc = draft.outerEnc == null ? JdkCrypto.encapsulate(w) : draft.outerEnc;
        JdkHpke.Context outer = JdkHpke.anonymous(outerEnc.secret(), info);
        byte[] ephemeral = JdkCrypto.newAgreementSecret();
        byte[] innerEnc = draft.innerEnc == null ? JdkCrypto.publicOf(ephemeral) : draft.innerEnc;
        byte[] dh = draft.innerAgreements == null
                ? Bytes.join(JdkCrypto.agree(ephemeral, p), JdkCrypto.agree(draft.agreementSecret, p))
                : draft.innerAgreements;
        byte[] innerInfo = Bytes.join(info, draft.claimedKey, JdkCrypto.sha256(outerEnc.enc()));
        byte[] psk = outer.export("psk", 32);
        JdkHpke.Context inner = draft.authenticated
                ? JdkHpke.authenticated(dh, innerEnc, p, draft.claimedAgreementKey, innerInfo, psk, label("letter"))
                : JdkHpke.unauthenticated(Arrays.copyOf(dh, 32), innerEnc, p, innerInfo, psk, label("letter"));
        byte[] header = Bytes.join(HEADER, Arrays.copyOf(outer.export(draft.tagContext, draft.tagExport), 16));
        byte[] identity = Bytes.join(draft.claimedKey, draft.claimedAgreementKey, draft.certificate, innerEnc);
        byte[] front = Bytes.join(header, outerEnc.enc(), outer.seal(header, identity));
        byte[] content = ByteBuffer.allocate(draft.size - 1_314 - 16)
                .put(draft.oneUseKey)
                .putLong(draft.sealedMs)
                .put(draft.items)
                .array();
        byte[] sealed = inner.seal(JdkCrypto.sha256(front), content);
        return new Written(Bytes.join(front, sealed), inner.export("root", 32));
    }

    /** What a letter holds. @param items with their padding */
    record Read(byte[] author, byte[] oneUseKey, long sealedMs, byte[] items, byte[] root) {}

    /** @param agreementPrivate the private half of {@code p} @param xwingSeed that of {@code w} */
    static Read read(
            byte[] letter, byte[] networkTag, byte[] to, byte[] prekeys, byte[] agreementPrivate, byte[] xwingSeed)
            throws GeneralSecurityException {
        byte[] info = info(networkTag, to, prekeys);
        byte[] enc = Arrays.copyOfRange(letter, 18, 1_138);
        JdkHpke.Context outer = JdkHpke.anonymous(JdkCrypto.XWing.of(xwingSeed).decapsulate(enc), info);
        if (!Arrays.equals(outer.export("tag", 16), Arrays.copyOfRange(letter, 2, 18))) {
            throw new GeneralSecurityException("another's letter");
        }
        byte[] identity = outer.open(Arrays.copyOf(letter, 18), Arrays.copyOfRange(letter, 1_138, 1_314));
        byte[] author = Arrays.copyOf(identity, 32);
        byte[] agreementKey = Arrays.copyOfRange(identity, 32, 64);
        byte[] certificate = Arrays.copyOfRange(identity, 64, 128);
        if (!PersonKey.of(author).verifies(Label.X, networkTag, agreementKey, certificate)) {
            throw new GeneralSecurityException("another's key");
        }
        byte[] innerEnc = Arrays.copyOfRange(identity, 128, 160);
        byte[] dh = Bytes.join(
                JdkCrypto.agree(agreementPrivate, innerEnc), JdkCrypto.agree(agreementPrivate, agreementKey));
        JdkHpke.Context inner = JdkHpke.authenticated(dh, innerEnc, Arrays.copyOfRange(prekeys, 8, 40), agreementKey,
                Bytes.join(info, author, JdkCrypto.sha256(enc)), outer.export("psk", 32), label("letter"));
        byte[] content = inner.open(
                JdkCrypto.sha256(Arrays.copyOf(letter, 1_314)), Arrays.copyOfRange(letter, 1_314, letter.length));
        return new Read(
                author,
                Arrays.copyOf(content, 32),
                ByteBuffer.wrap(content, 32, 8).getLong(),
                Arrays.copyOfRange(content, 40, content.length),
                inner.export("root", 32));
    }

    static byte[] info(byte[] networkTag, byte[] to, byte[] prekeys) throws GeneralSecurityException {
        return Bytes.join(label("letter"), networkTag, to, JdkCrypto.sha256(Bytes.join(to, prekeys)));
    }

    static byte[] writeAnswer(byte[] root, byte[] salt, byte[] oneUseKey, byte[] items)
            throws GeneralSecurityException {
        byte[] derived = JdkCrypto.expand(root, label("answer"), 48);
        byte[] front = Bytes.join(HEADER, Arrays.copyOf(derived, 16), salt);
        byte[] key = JdkCrypto.hmac(Arrays.copyOfRange(derived, 16, 48), salt);
        byte[] content = Bytes.join(oneUseKey, Arrays.copyOf(items, 430));
        return Bytes.join(front, JdkCrypto.seal(key, new byte[12], front, content));
    }

    /** The one-use key and the items with their padding. */
    static byte[] readAnswer(byte[] root, byte[] answer) throws GeneralSecurityException {
        byte[] derived = JdkCrypto.expand(root, label("answer"), 48);
        byte[] key = JdkCrypto.hmac(Arrays.copyOfRange(derived, 16, 48), Arrays.copyOfRange(answer, 18, 34));
        return JdkCrypto.open(
                key, new byte[12], Arrays.copyOf(answer, 34), Arrays.copyOfRange(answer, 34, answer.length));
    }

    /** The chain in one direction. @param direction a-b or b-a */
    static byte[] chain(byte[] root, byte[] shared, String direction, byte[] lettersKey, byte[] answersKey)
            throws GeneralSecurityException {
        byte[] secret = JdkCrypto.extract(root, shared);
        return JdkCrypto.expand(secret, Bytes.join(label(direction), lettersKey, answersKey), 32);
    }

    /** The next chain, the key and the tag of one step. */
    static byte[] step(byte[] chain) throws GeneralSecurityException {
        return JdkCrypto.expand(chain, label("step"), 80);
    }

    static byte[] writeMessage(byte[] step, byte[] items, int size) throws GeneralSecurityException {
        byte[] header = Bytes.join(HEADER, Arrays.copyOfRange(step, 64, 80));
        byte[] key = Arrays.copyOfRange(step, 32, 64);
        byte[] padded = Arrays.copyOf(items, size - 34);
        return Bytes.join(header, JdkCrypto.seal(key, new byte[12], header, padded));
    }

    static byte[] readMessage(byte[] step, byte[] message) throws GeneralSecurityException {
        return JdkCrypto.open(Arrays.copyOfRange(step, 32, 64), new byte[12], Arrays.copyOf(message, 18),
                Arrays.copyOfRange(message, 18, message.length));
    }

    private static byte[] label(String word) {
        return ("floodchat " + word + " 2\0").getBytes(StandardCharsets.US_ASCII);
    }
}
