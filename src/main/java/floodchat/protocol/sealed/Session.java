package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Label;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a letter and its answer, in memory only. It makes small messages that cost little. Both sides can do
 * without it at any time: a letter replaces it. Owned by {@link Sessions}.
 */
final class Session {
    private final PersonKey person;
    private final long bornMs;
    private final Aead aead;
    private final Chain sending;
    private final ReceivingChain receiving;
    private int unanswered;

    private Session(
            PersonKey person, long bornMs, Aead aead, Chain sending, Chain receiving, Map<Tag, Session> byTag) {
        this.person = person;
        this.bornMs = bornMs;
        this.aead = aead;
        this.sending = sending;
        this.receiving = new ReceivingChain(receiving, this, byTag);
    }

    /**
     * What both sides derive a session from.
     *
     * @param root of the letter
     * @param shared of the two one-use keys
     * @param lettersKey the one-use key of who wrote the letter
     * @param answersKey the one-use key of who answered
     */
    record Secrets(byte[] root, byte[] shared, byte[] lettersKey, byte[] answersKey) {
        private byte[] chain(byte[] secret, Label direction) {
            return Hkdf.expand(secret, direction.bytes(lettersKey, answersKey), Hkdf.KEY_BYTES);
        }
    }

    /** @param weWroteTheLetter otherwise we answered it @param byTag the index of all sessions */
    static Session of(
            PersonKey person,
            Secrets secrets,
            boolean weWroteTheLetter,
            long nowMs,
            Aead aead,
            Map<Tag, Session> byTag) {
        byte[] secret = Hkdf.extract(secrets.root, secrets.shared);
        Chain there = new Chain(secrets.chain(secret, Label.A_TO_B));
        Chain back = new Chain(secrets.chain(secret, Label.B_TO_A));
        Bytes.erase(secret);
        Bytes.erase(secrets.shared);
        Bytes.erase(secrets.root);
        return weWroteTheLetter
                ? new Session(person, nowMs, aead, there, back, byTag)
                : new Session(person, nowMs, aead, back, there, byTag);
    }

    PersonKey person() {
        return person;
    }

    /** When it began, by the clock that never goes back. */
    long bornMs() {
        return bornMs;
    }

    /** How many messages we sent since anything came. */
    int unanswered() {
        return unanswered;
    }

    byte[] seal(List<Item> items) {
        unanswered++;
        Chain.Step step = sending.next();
        byte[] payload = Message.seal(step, items, aead);
        Bytes.erase(step.key());
        return payload;
    }

    /**
     * The items with their padding; null if the payload was changed. Only a success uses the key up: a changed copy
     * that comes first does not cost the line.
     */
    byte @Nullable [] open(byte[] payload) {
        Chain.Step step = receiving.step(SealedPayload.tag(payload));
        byte[] padded = step == null ? null : Message.open(payload, step, aead);
        if (step != null && padded != null) {
            unanswered = 0;
            receiving.opened(step);
        }
        return padded;
    }

    void erase() {
        sending.erase();
        receiving.erase();
    }
}
