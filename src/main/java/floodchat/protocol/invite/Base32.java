package floodchat.protocol.invite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base 32 (RFC 4648, section 6) in lower-case letters and without padding. Reading takes letters of either case. Each
 * sequence of bytes has one text, so bits that are left over must be zero. Pure.
 */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int waiting = 0;
        int bits = 0;
        for (byte b : bytes) {
            waiting = waiting << Byte.SIZE | b & 0xFF;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(waiting >> bits & MASK));
            }
            waiting &= MASK;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(waiting << (BITS - bits) & MASK));
        }
        return text.toString();
    }

    /** Null if this is not what {@link #encode} returns, in either case. */
    static byte @Nullable [] decode(String text) {
        byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
        int waiting = 0;
        int bits = 0;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return null;
            }
            waiting = (waiting << BITS | value) & 0xFFFF;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[length++] = (byte) (waiting >> bits);
            }
        }
        boolean leftOver = bits >= BITS || (waiting & (1 << bits) - 1) != 0;
        return leftOver ? null : Arrays.copyOf(bytes, length);
    }

    private static int value(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }
}
