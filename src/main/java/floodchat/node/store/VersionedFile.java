package floodchat.node.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A small text file of a home whose first line says its version. Callers see only what stands behind that line, in the
 * newest version. A file of a newer Floodchat is neither read nor replaced. Otherwise it is like a {@link SafeFile}.
 */
final class VersionedFile {
    private final SafeFile file;
    private final FileFormat format;

    /**
     * The file of this kind.
     *
     * @param maxBytes what stands behind the first line is no longer
     */
    VersionedFile(Path folder, FileFormat format, int maxBytes) {
        this.file = new SafeFile(folder.resolve(format.kind()), FileFormat.MAX_LINE_BYTES + maxBytes);
        this.format = format;
    }

    Path path() {
        return file.path();
    }

    /**
     * What stands behind the first line; null if there is no file.
     *
     * @throws FileFormat.NewerVersionException if a newer Floodchat has written it
     */
    @Nullable String read() throws IOException {
        String text = file.read();
        return text == null ? null : format.content(path(), text);
    }

    /**
     * Replaces the file. It is on disk when the call returns.
     *
     * @throws FileFormat.NewerVersionException if a newer Floodchat has written the one that is there
     */
    void write(String content) throws IOException {
        format.refuseNewer(path(), FileUpgrade.find(path(), format));
        file.write(format.line() + content);
    }

    /**
     * Writes the file if there is none yet. It is on disk when the call returns.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    void writeFirst(String content) throws IOException {
        file.writeFirst(format.line() + content);
    }
}
