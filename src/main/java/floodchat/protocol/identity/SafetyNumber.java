package floodchat.protocol.identity;

import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Label;
import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * The digits that two people compare by another way than Floodchat, to know that nobody stands between them. Both see
 * the same ones. They depend on nothing but the two keys.
 */
public final class SafetyNumber {
    /** How many groups there are, each of {@value #GROUP_DIGITS} digits: together 199 bits. */
    public static final int GROUPS = 12;

    public static final int GROUP_DIGITS = 5;

    /** Each group is 5 bytes, modulo 10^5. The remainder prefers no digit by more than 1 in 10^7. */
    private static final int GROUP_BYTES = 5;

    private static final long MODULUS = 100_000;

    private SafetyNumber() {}

    /** Returns {@value #GROUPS} groups of {@value #GROUP_DIGITS} digits with blanks between them. */
    public static String of(PersonKey one, PersonKey other) {
        boolean inOrder = one.compareTo(other) <= 0;
        byte[] keys = ByteBuffer.allocate(2 * PersonKey.BYTES)
                .put((inOrder ? one : other).bytes())
                .put((inOrder ? other : one).bytes())
                .array();
        byte[] key = Hkdf.extract(Label.VERIFY.bytes(), keys);
        ByteBuffer bytes = ByteBuffer.wrap(Hkdf.expand(key, Label.VERIFY.bytes(), GROUPS * GROUP_BYTES));
        StringJoiner digits = new StringJoiner(" ");
        for (int i = 0; i < GROUPS; i++) {
            long group = ((bytes.get() & 0xFFL) << Integer.SIZE | bytes.getInt() & 0xFFFF_FFFFL) % MODULUS;
            digits.add("%05d".formatted(group));
        }
        return digits.toString();
    }
}
