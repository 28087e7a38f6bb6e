package floodchat.protocol.identity;

import floodchat.protocol.kdf.Label;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 public key of a person (RFC 8032): it is who somebody is, whatever the name. Every value is a point of
 * prime order in its one encoding. So no two keys verify the same signature, and no key verifies signatures that nobody
 * made.
 */
public final class PersonKey implements Comparable<PersonKey> {
    public static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;

    /** How long {@link #hex} is. */
    public static final int HEX_DIGITS = 2 * BYTES;

    public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private final byte[] bytes;
    private final Ed25519.PublicPoint point;

    private PersonKey(byte[] bytes, Ed25519.PublicPoint point) {
        this.bytes = bytes;
        this.point = point;
    }

    /** Reads a key; null if these bytes are none: not {@value #BYTES}, no point, of small or mixed order. */
    public static @Nullable PersonKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            return null;
        }
        byte[] copy = bytes.clone();
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(copy, 0);
        return point == null ? null : new PersonKey(copy, point);
    }

    /** The key that belongs to this seed. */
    static PersonKey ofSeed(byte[] seed) {
        byte[] bytes = new byte[BYTES];
        Ed25519.generatePublicKey(seed, 0, bytes, 0);
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(bytes, 0);
        if (point == null) {
            throw new IllegalStateException("a seed gave no point of prime order");
        }
        return new PersonKey(bytes, point);
    }

    /**
     * Whether this person signed the body for this use in this network. Bouncy Castle multiplies by the cofactor, and
     * others don't (RFC 8032, section 5.1.7). So the first half of the signature must have prime order too: then all
     * verifiers agree.
     *
     * @param tag the network tag
     * @param signature {@value #SIGNATURE_BYTES} bytes; any other length is no signature
     */
    public boolean verifies(Label label, byte[] tag, byte[] body, byte[] signature) {
        byte[] signed = signedBytes(label, tag, bytes, body);
        return signature.length == SIGNATURE_BYTES
                && Ed25519.verify(signature, 0, point, signed, 0, signed.length)
                && Ed25519.validatePublicKeyFull(signature, 0);
    }

    /** What a signature covers: label, network tag, the person's key, and the body. */
    static byte[] signedBytes(Label label, byte[] tag, byte[] key, byte[] body) {
        return label.bytes(tag, key, body);
    }

    /** The {@value #BYTES} bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as {@value #HEX_DIGITS} lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** By the bytes, unsigned. */
    @Override
    public int compareTo(PersonKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
