package floodchat.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small file that is written as a whole: a crash at any moment leaves the old text or the new one. Only its
 * owner can read it. Any thread may call it; if two write at once, the last one wins.
 */
final class SafeFile {
    /** The end of the name of a file that is being written. */
    private static final String DRAFT = ".new";

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
        if (!FileProblem.isThere(file)) {
            return null;
        }
        FileProblem.refuseWhatIsNoFile(file);
        return TextFile.read(file, maxBytes);
    }

    /** Replaces the text. It is on disk when the call returns. */
    void write(String text) throws IOException {
        write(StandardCharsets.UTF_8.encode(text));
    }

    /** Replaces what is in the file. It is on disk when the call returns. */
    void write(ByteBuffer bytes) throws IOException {
        Path draft = draft(bytes);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        syncFolder();
    }

    /**
     * Writes the text if there is no file yet. It is on disk when the call returns. A hard link, unlike a move, never
     * replaces a file.
     *
     * @throws FileAlreadyExistsException if there is one, of another process perhaps
     */
    void writeFirst(String text) throws IOException {
        writeFirst(StandardCharsets.UTF_8.encode(text));
    }

    /** The same with bytes. */
    void writeFirst(ByteBuffer bytes) throws IOException {
        Path draft = draft(bytes);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException _) {
            Files.move(draft, file); // no hard links here; it replaces nothing either, but is not safe in a race
        } finally {
            Files.deleteIfExists(draft);
        }
        syncFolder();
    }

    /** Deletes what a program that was killed has left while it wrote. @param olderThanMs others may be writing */
    void deleteDrafts(long olderThanMs) throws IOException {
        long newest = System.currentTimeMillis() - olderThanMs;
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, file.getFileName() + ".*" + DRAFT)) {
            for (Path draft : drafts) {
                if (writtenMs(draft) <= newest) {
                    Files.deleteIfExists(draft);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** When the draft was written; never, if its writer has finished meanwhile. */
    private static long writtenMs(Path draft) throws IOException {
        try {
            return Files.getLastModifiedTime(draft, LinkOption.NOFOLLOW_LINKS).toMillis();
        } catch (NoSuchFileException _) {
            return Long.MAX_VALUE;
        }
    }

    /** Makes a file beside the file. The bytes are on disk. */
    private Path draft(ByteBuffer bytes) throws IOException {
        Path draft = Files.createTempFile(folder(), file.getFileName() + ".", DRAFT);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return draft;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    /** Puts the names in the folder of the file on disk, so that a new file is found there after a crash. */
    void syncFolder() throws IOException {
        try (FileChannel entries = FileChannel.open(folder(), StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
