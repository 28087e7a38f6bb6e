package floodchat.front.tui.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte buffer that grows up to a bound; bytes beyond the bound are dropped. For one thread. */
final class BoundedBytes {
    private static final int FIRST_CAPACITY = 32;

    private final int maxBytes;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    BoundedBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(int b) {
        if (size == maxBytes) {
            return;
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * size, maxBytes));
        }
        bytes[size++] = (byte) b;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
        bytes = bytes.length > FIRST_CAPACITY ? new byte[FIRST_CAPACITY] : bytes;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    String ascii() {
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    }
}
