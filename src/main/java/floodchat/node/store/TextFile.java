package floodchat.node.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads small text files, as any editor of any system writes them. */
public final class TextFile {
    /** Some editors write it first (RFC 3629, section 6). */
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /** A file that is too long for its purpose. */
    static final class TooLargeException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        TooLargeException(Path file, int maxBytes) {
            super(file.toString(), null, "it is larger than %,d bytes".formatted(maxBytes));
        }
    }

    /**
     * The text of a file in UTF-8, without a byte order mark. Line ends stay as they are.
     *
     * @param maxBytes no more is read, even of a device without an end
     * @throws CharacterCodingException if it is not UTF-8
     * @throws TooLargeException if it is longer than maxBytes
     */
    public static String read(Path file, int maxBytes) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes + 1);
        }
        if (bytes.length > maxBytes) {
            throw new TooLargeException(file, maxBytes);
        }
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
