package floodchat.node.store.history;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a file of the history. Its header has a mark and a checksum of its own, so that reading can go on behind
 * a damaged place: a mark of 4 bytes, a kind of 1, a number of 4, the length of the content of 4, and the CRC-32 of
 * these 13 bytes. Immutable.
 *
 * @param number of a record: its place in its part, from 0; ascending, but a number may be missing
 * @param offset where the header begins in the file
 * @param length of the content, in bytes
 */
record Chunk(byte kind, int number, long offset, int length) {
    /** Begins a part: the content is its salt. */
    static final byte PART = 1;

    /** A sealed record of the part before it. */
    static final byte RECORD = 2;

    static final int HEADER_BYTES = 17;

    /** No text has it: the bytes are not UTF-8. */
    static final int MARK = 0xFFF1_0DC7;

    /** A record has 4 KiB of text, a few names and keys; with sealing. */
    static final int MAX_CONTENT_BYTES = 32 * 1024;

    private static final int CHECKED_BYTES = HEADER_BYTES - Integer.BYTES;

    long contentOffset() {
        return offset + HEADER_BYTES;
    }

    long end() {
        return contentOffset() + length;
    }

    /** Adds a header and the content to the buffer. */
    static void put(ByteBuffer out, byte kind, int number, byte[] content) {
        int start = out.position();
        out.putInt(MARK).put(kind).putInt(number).putInt(content.length);
        out.putInt(checksum(out.duplicate().position(start).limit(start + CHECKED_BYTES)));
        out.put(content);
    }

    /** The chunk whose header begins in this buffer; null if there is none. @param in its position stays */
    static @Nullable Chunk read(ByteBuffer in, long offset) {
        int start = in.position();
        if (in.getInt(start) != MARK
                || in.getInt(start + CHECKED_BYTES) != checksum(
                        in.duplicate().position(start).limit(start + CHECKED_BYTES))) {
            return null;
        }
        ByteBuffer header = in.duplicate().position(start + Integer.BYTES);
        Chunk chunk = new Chunk(header.get(), header.getInt(), offset, header.getInt());
        return chunk.length < 0 || chunk.length > MAX_CONTENT_BYTES || chunk.number < 0 ? null : chunk;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
