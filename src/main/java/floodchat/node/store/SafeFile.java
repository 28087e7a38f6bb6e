package floodchat.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * A small text file that is written as a whole: a crash at any moment leaves the old text or the new one. Only its
 * owner can read it. Any thread may call it; if two write at once, the last one wins.
 */
final class SafeFile {
    private final Path file;
    private final int maxBytes;

    /** @param maxBytes a longer file was not written by us and counts as damaged */
    SafeFile(Path file, int maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** The text; null if there is no file, or if it is damaged and was set aside. */
    @Nullable String read() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        if (Files.size(file) > maxBytes) {
            setAside("longer than " + maxBytes + " bytes");
            return null;
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            setAside("not UTF-8");
            return null;
        }
    }

    /** Replaces the text. It is on disk when the call returns. */
    void write(String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, file.getFileName() + ".", ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** Renames a damaged file, so that a person can look at it later. */
    void setAside(String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        // not a field: reading a good file must not start the logging
        LogManager.getLogger(SafeFile.class)
                .warn("{} is damaged ({}) and was renamed to {}", file, why, aside.getFileName());
    }
}
