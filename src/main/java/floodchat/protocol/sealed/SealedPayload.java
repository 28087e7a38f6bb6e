package floodchat.protocol.sealed;

import java.util.Arrays;

/** The outer form of everything sealed: version, kind, a tag, and bytes that look random. It has one of three sizes. */
public final class SealedPayload {
    /** The first byte: the version of payloads. */
    public static final byte VERSION = 2;

    /** The second byte: the kind of payload. */
    public static final byte KIND = 0x10;

    static final int SMALL_BYTES = 512;
    static final int MEDIUM_BYTES = 2_048;
    static final int LARGE_BYTES = 6_144;

    /** Version and kind. The tag stands behind them. */
    static final int TAG_OFFSET = 2;

    /** Version, kind and tag. */
    static final int HEADER_BYTES = TAG_OFFSET + Tag.BYTES;

    private static final int[] SIZES = {SMALL_BYTES, MEDIUM_BYTES, LARGE_BYTES};

    private SealedPayload() {}

    /** Whether the bytes have the form of a sealed payload. What they hold, only the recipient can tell. */
    public static boolean isOne(byte[] payload) {
        return Arrays.stream(SIZES).anyMatch(size -> size == payload.length)
                && payload[0] == VERSION
                && payload[1] == KIND;
    }

    /** Whether the bytes begin as a request for prekeys does: not sealed, and ephemeral. */
    public static boolean asksForPrekeys(byte[] payload) {
        return payload.length > 1 && payload[0] == Want.VERSION && payload[1] == Want.KIND;
    }

    static Tag tag(byte[] payload) {
        return Tag.read(payload, TAG_OFFSET);
    }

    static byte[] header(Tag tag) {
        return Bytes.join(new byte[] {VERSION, KIND}, tag.bytes());
    }

    /**
     * The room for items in the smallest payload that holds them: so the size tells as little as possible.
     *
     * @param overhead how many bytes of the payload are no room for items
     * @param smallest the smallest size of this form, one of the three
     */
    static int room(int itemBytes, int overhead, int smallest) {
        return Arrays.stream(SIZES)
                .filter(size -> size >= smallest && size - overhead >= itemBytes)
                .map(size -> size - overhead)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(itemBytes + " bytes of items fit nowhere"));
    }
}
