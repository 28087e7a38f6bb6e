package floodchat.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    Path path() {
        return file;
    }

    /** The text, by the rules of {@link TextFile}; null if there is no file. Throws if something else has its place. */
    @Nullable String read() throws IOException {
        return FileProblem.isThere(file) ? TextFile.read(file, maxBytes) : null;
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
}
