package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the prekeys of everyone whose hashed key begins with these bits: so nobody learns whose are wanted. It is as
 * long as an answer, so that asking costs what answering costs.
 *
 * @param bits how many bits are compared, 0 to 32
 * @param prefix the bits, at the top of the number; the others are 0
 */
record Want(int bits, int prefix) {
    static final byte VERSION = 2;
    static final byte KIND = 5;

    /** The length of a payload with signed prekeys: version, kind, identity, signature and body. */
    static final int PAYLOAD_BYTES = 2 + PersonKey.BYTES + PersonKey.SIGNATURE_BYTES + PrekeyBundle.BODY_BYTES;

    /** How many people of the roster an asker hides among. */
    static final int MIN_CROWD = 8;

    /** In a smaller roster everyone is asked. */
    static final int MIN_ROSTER = 16;

    private static final int FIELDS_BYTES = 2 + 1 + Integer.BYTES;

    Want {
        if (bits < 0 || bits > Integer.SIZE || (prefix & ~mask(bits)) != 0) {
            throw new IllegalArgumentException("no prefix: " + bits + " bits of " + Integer.toHexString(prefix));
        }
    }

    /** The longest prefix of this person's hashed key that enough people of the roster match. */
    static Want forKeysOf(PersonKey person, HashedRoster roster) {
        int hash = ByteBuffer.wrap(Sha256.hash(person.bytes())).getInt();
        int bits = roster.size() < MIN_ROSTER ? 0 : Integer.SIZE;
        while (bits > 0 && roster.matching(of(bits, hash), MIN_CROWD) < MIN_CROWD) {
            bits--;
        }
        return of(bits, hash);
    }

    private static Want of(int bits, int hash) {
        return new Want(bits, hash & mask(bits));
    }

    private static int mask(int bits) {
        return bits == 0 ? 0 : -1 << (Integer.SIZE - bits);
    }

    boolean matches(byte[] hash) {
        return (ByteBuffer.wrap(hash).getInt() & mask(bits)) == prefix;
    }

    /** The lowest hash that matches, in the order of unsigned bytes. */
    byte[] lowestMatch() {
        return ByteBuffer.allocate(Sha256.BYTES).putInt(prefix).array();
    }

    byte[] payload() {
        return ByteBuffer.allocate(PAYLOAD_BYTES)
                .put(VERSION)
                .put(KIND)
                .put((byte) bits)
                .putInt(prefix)
                .array();
    }

    /** Null if the payload is not exactly as {@link #payload} makes it. */
    static @Nullable Want read(byte[] payload) {
        if (payload.length != PAYLOAD_BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload, 2, FIELDS_BYTES - 2);
        int bits = Byte.toUnsignedInt(bytes.get());
        int prefix = bytes.getInt();
        if (bits > Integer.SIZE || (prefix & ~mask(bits)) != 0) {
            return null;
        }
        Want want = new Want(bits, prefix);
        return Arrays.equals(want.payload(), payload) ? want : null;
    }
}
