package floodchat.node.store.history;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the chunks of a file, or of a part of it. A place that is no chunk is skipped up to the next one. One
 * thread at a time may call it.
 */
final class ChunkReader {
    private static final int WINDOW_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final long end;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
    private long windowOffset;
    private long position;
    private long wholeBytes;
    private int damaged;

    /** What stands behind the last chunk. */
    private @Nullable Chunk following;

    private long followingOffset = -1;

    /** @param end nothing behind it is read */
    ChunkReader(FileChannel channel, long start, long end) {
        this.channel = channel;
        this.position = start;
        this.end = end;
        this.wholeBytes = start;
    }

    /** How many places could not be read so far, at least. What a crash has left unfinished at the end is none. */
    int damaged() {
        return damaged;
    }

    /** What stands behind this offset a crash has left unfinished. */
    long wholeBytes() {
        return wholeBytes;
    }

    /** The next chunk; null at the end. */
    @Nullable Chunk next() throws IOException {
        Chunk chunk = position == followingOffset ? following : at(position);
        if (chunk == null) {
            chunk = findFrom(position + 1, end);
            noteSkipped(chunk);
        } else if (chunk.end() != end && follows(chunk) == null) {
            Chunk inside = findFrom(chunk.contentOffset(), Math.min(end, chunk.end()));
            if (inside != null) { // some of it is gone
                damaged++;
                chunk = inside;
            }
        }
        if (chunk == null || chunk.end() > end) {
            position = end;
            return null;
        }
        position = chunk.end();
        wholeBytes = position;
        return chunk;
    }

    private @Nullable Chunk follows(Chunk chunk) throws IOException {
        followingOffset = chunk.end();
        following = at(followingOffset);
        return following;
    }

    /** Less than a header, or zeros, is what a crash leaves at the end. */
    private void noteSkipped(@Nullable Chunk next) throws IOException {
        boolean isUnfinished = next == null && (end - position < Chunk.HEADER_BYTES || isZero(position));
        if (!isUnfinished) {
            damaged++;
            wholeBytes = next == null ? end : next.offset();
        }
    }

    private boolean isZero(long from) throws IOException {
        boolean zero = true;
        for (long i = from; i < end && zero; i++) {
            zero = load(i, 1).get(0) == 0;
        }
        return zero;
    }

    private @Nullable Chunk findFrom(long start, long until) throws IOException {
        Chunk found = null;
        for (long i = start; i + Chunk.HEADER_BYTES <= until && found == null; i++) {
            found = at(i);
        }
        return found;
    }

    private @Nullable Chunk at(long offset) throws IOException {
        return offset + Chunk.HEADER_BYTES > end ? null : Chunk.read(load(offset, Chunk.HEADER_BYTES), offset);
    }

    /** What a chunk holds. */
    byte[] content(Chunk chunk) throws IOException {
        byte[] content = new byte[chunk.length()];
        if (content.length > 0) {
            load(chunk.contentOffset(), content.length).get(content);
        }
        return content;
    }

    /** A view of the bytes that begin at this offset. @param bytes at least as many; not more than a window */
    private ByteBuffer load(long offset, int bytes) throws IOException {
        if (offset < windowOffset || offset + bytes > windowOffset + window.limit()) {
            window.clear().limit((int) Math.min(WINDOW_BYTES, end - offset));
            windowOffset = offset;
            while (window.hasRemaining()) {
                if (channel.read(window, offset + window.position()) < 0) {
                    throw new EOFException("it has become shorter");
                }
            }
        }
        return window.duplicate().position((int) (offset - windowOffset)).slice();
    }
}
