package floodchat.protocol.sealed;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The public prekeys of a person: who writes a letter seals it to them. A person publishes new ones each day, in a
 * signed payload whose body is this. Immutable.
 */
public final class PrekeyBundle {
    static final int AGREEMENT_BYTES = Identity.AGREEMENT_KEY_BYTES;
    static final int XWING_BYTES = 1_216;

    /** The length of the body: {@code made}, the X25519 key and the X-Wing key. */
    public static final int BODY_BYTES = Long.BYTES + AGREEMENT_BYTES + XWING_BYTES;

    /** How many bytes of the hash a presence names. */
    public static final int NAMED_HASH_BYTES = 16;

    private final PersonKey owner;
    private final long madeMs;
    private final byte[] body;
    private final byte[] hash;

    private PrekeyBundle(PersonKey owner, long madeMs, byte[] body) {
        this.owner = owner;
        this.madeMs = madeMs;
        this.body = body;
        this.hash = Sha256.hash(owner.bytes(), body);
    }

    static PrekeyBundle of(PersonKey owner, long madeMs, byte[] agreementKey, byte[] xwingKey) {
        byte[] made = ByteBuffer.allocate(Long.BYTES).putLong(madeMs).array();
        return new PrekeyBundle(owner, madeMs, Bytes.join(made, agreementKey, xwingKey));
    }

    /** Reads the body of a payload that this person signed; null if it has another length. */
    static @Nullable PrekeyBundle read(PersonKey owner, byte[] body) {
        long madeMs = body.length == BODY_BYTES ? ByteBuffer.wrap(body).getLong() : -1;
        return madeMs < 0 ? null : new PrekeyBundle(owner, madeMs, body.clone());
    }

    PersonKey owner() {
        return owner;
    }

    /** When they were made, by the owner's clock; ms since 1970. */
    long madeMs() {
        return madeMs;
    }

    /** The X25519 key {@code p}. */
    byte[] agreementKey() {
        return Bytes.slice(body, Long.BYTES, AGREEMENT_BYTES);
    }

    /** The X-Wing key {@code w}. */
    byte[] xwingKey() {
        return Bytes.slice(body, Long.BYTES + AGREEMENT_BYTES, XWING_BYTES);
    }

    /** The bytes that are signed, a copy. */
    byte[] body() {
        return body.clone();
    }

    /** The {@code keyhash}: it binds the keys to their owner. */
    byte[] hash() {
        return hash.clone();
    }

    /** The part of the hash that a presence names. */
    byte[] namedHash() {
        return Arrays.copyOf(hash, NAMED_HASH_BYTES);
    }

    boolean isNamed(byte[] namedHash) {
        return Arrays.equals(namedHash(), namedHash);
    }
}
