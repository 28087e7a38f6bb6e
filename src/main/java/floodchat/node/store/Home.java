package floodchat.node.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders of one person: settings, log and data. New folders are readable by the owner alone. Immutable; any
 * thread may call it.
 *
 * @param settings the folder of floodchat.toml; never created here
 * @param state the folder of the log
 * @param data the folder of the profile and of the known addresses
 */
public record Home(Path settings, Path state, Path data) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final String NAME = "floodchat";

    /** Uses one folder for everything. */
    public static Home in(Path folder) {
        return new Home(folder, folder, folder);
    }

    /**
     * The usual folders on a desktop (XDG Base Directory Specification 0.8). A relative path in a variable is
     * ignored, as the specification demands.
     *
     * @param environment the environment variables of the process
     * @param userHome used if HOME is not set
     */
    public static Home of(Map<String, String> environment, Path userHome) {
        Path own = path(environment.get("HOME"), userHome);
        return new Home(
                path(environment.get("XDG_CONFIG_HOME"), own.resolve(".config")).resolve(NAME),
                path(environment.get("XDG_STATE_HOME"), own.resolve(".local/state")).resolve(NAME),
                path(environment.get("XDG_DATA_HOME"), own.resolve(".local/share")).resolve(NAME));
    }

    private static Path path(@Nullable String value, Path otherwise) {
        return value != null && value.startsWith("/") ? Path.of(value) : otherwise;
    }

    /** Creates the folder of the data if it is missing. Throws if it can't be written. */
    public void openData() throws IOException {
        open(data);
    }

    /** Creates the folder of the log if it is missing. Throws if it can't be written. */
    public void openState() throws IOException {
        open(state);
    }

    /** Creates a folder if it is missing. Throws if it can't be written. */
    static void open(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_ALONE);
        if (!Files.isWritable(folder)) {
            throw new FileSystemException(folder.toString(), null, "permission denied");
        }
    }
}
