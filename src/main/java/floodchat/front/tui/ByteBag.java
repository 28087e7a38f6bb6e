package floodchat.front.tui;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are gathered up to a bound; what does not fit is dropped. Grows with what it holds. For one thread. */
final class ByteBag {
    private static final int FIRST_ROOM = 32;

    private final int capacity;
    private byte[] bytes = new byte[FIRST_ROOM];
    private int size;

    ByteBag(int capacity) {
        this.capacity = capacity;
    }

    void add(int b) {
        if (size == capacity) {
            return;
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * size, capacity));
        }
        bytes[size++] = (byte) b;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
        bytes = bytes.length > FIRST_ROOM ? new byte[FIRST_ROOM] : bytes;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    String ascii() {
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    }
}
