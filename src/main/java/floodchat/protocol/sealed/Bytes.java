package floodchat.protocol.sealed;

import java.util.Arrays;

/** Byte arrays put together, cut and erased. */
final class Bytes {
    private Bytes() {}

    /** All of them, one behind the other. */
    static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A copy of this many bytes from this offset on. */
    static byte[] slice(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Overwrites a secret that has done its work. */
    static void erase(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
