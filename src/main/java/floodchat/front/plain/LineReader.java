package floodchat.front.plain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8 from a stream. Of a line that is too long only the start is kept, so that memory is bounded.
 * Invalid UTF-8 becomes U+FFFD. A byte order mark at the start is skipped. For one thread.
 */
final class LineReader {
    /** Of text: twice the longest message, so that a command or a name fits before it. */
    static final int MAX_LINE_BYTES = 8 * 1024;

    /** Some editors write it first (RFC 3629, section 6). */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int CHUNK_BYTES = 16 * 1024;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final byte[] line;
    private int length;
    private int place;
    private boolean started;

    /** @param maxLineBytes how much of a line is kept, without its line end */
    LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.line = new byte[maxLineBytes];
    }

    /** @param cut whether the end of the line was dropped */
    record TextLine(String text, boolean cut) {}

    /** The next line without its line end; null at the end of the input. The last line needs no line end. */
    @Nullable TextLine next() throws IOException {
        int size = 0;
        boolean cut = false;
        int b = read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (size < line.length) {
                line[size++] = (byte) b;
            } else {
                cut = true;
            }
            b = read();
        }
        boolean carriage = size > 0 && line[size - 1] == '\r';
        String text = new String(line, 0, carriage ? size - 1 : size, StandardCharsets.UTF_8);
        boolean marked = !started && text.startsWith(BYTE_ORDER_MARK);
        started = true;
        return new TextLine(marked ? text.substring(BYTE_ORDER_MARK.length()) : text, cut);
    }

    private int read() throws IOException {
        if (place == length) {
            length = in.read(chunk);
            place = 0;
        }
        return length <= 0 ? -1 : chunk[place++] & 0xFF;
    }
}
