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
 * A small text file that is there as a whole or not at all: a crash at any moment leaves the old text or the new one.
 * Readable by its owner alone. Any thread may call it; of two that write at once the last one wins.
 */
final class SafeFile {
    private final Path file;
    private final int maxBytes;

    /** @param maxBytes what is longer was not written by us */
    SafeFile(Path file, int maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** The text; null where there is none, or none that can be understood (which is then set aside). */
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
            setAside("no UTF-8");
            return null;
        }
    }

    /** Puts this text in the place of the old one, on disk when the call returns. */
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

    /** Keeps a file that is not what it should be under another name, for whoever wants to know what happened. */
    void setAside(String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        // asked for here, not in a field: reading a good file must not wake the logging
        LogManager.getLogger(SafeFile.class)
                .warn("{} is damaged ({}): set aside as {}", file, why, aside.getFileName());
    }
}
