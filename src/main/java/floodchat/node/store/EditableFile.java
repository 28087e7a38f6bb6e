package floodchat.node.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text file that its person edits as well. Its place, permissions and byte order mark are kept: if it is a link, the
 * file behind it is changed. A crash at any moment leaves the old text or the new one. For one thread.
 */
public final class EditableFile {
    private final Path named;
    private final int maxBytes;

    /** @param maxBytes a longer file is not read */
    public EditableFile(Path file, int maxBytes) {
        this.named = file;
        this.maxBytes = maxBytes;
    }

    public Path path() {
        return named;
    }

    /** The text, by the rules of {@link TextFile}; null if there is no file. */
    public @Nullable String read() throws IOException {
        return FileProblem.isThere(named) ? TextFile.read(named, maxBytes) : null;
    }

    /**
     * Replaces the text if nobody else has changed it meanwhile. It is on disk when the call returns.
     *
     * @param before what {@link #read} gave
     */
    public void replace(@Nullable String before, String text) throws IOException {
        if (before == null) {
            create(text);
            return;
        }
        Path file = named.toRealPath();
        if (!Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        String mark = hasMark(file) ? TextFile.BYTE_ORDER_MARK : "";
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!before.equals(TextFile.read(file, maxBytes))) {
            throw new FileSystemException(file.toString(), null, "somebody else has changed it meanwhile");
        }
        new SafeFile(file, maxBytes).write(mark + text);
        Files.setPosixFilePermissions(file, permissions);
    }

    private void create(String text) throws IOException {
        Path folder = named.toAbsolutePath().getParent();
        if (folder != null) {
            Home.open(folder);
        }
        new SafeFile(named, maxBytes).writeFirst(text);
    }

    private static boolean hasMark(Path file) throws IOException {
        byte[] mark = TextFile.BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(mark.length), mark);
        }
    }
}
