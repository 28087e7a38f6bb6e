package floodchat.node.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders that belong to one person: settings, log and data. What is made in them is the person's alone.
 * Immutable; any thread may call it.
 *
 * @param settings where floodchat.toml is looked for; never made here
 * @param state where the log is
 * @param data where the profile and the addresses are
 */
public record Home(Path settings, Path state, Path data) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final String NAME = "floodchat";

    /** Everything in one folder. */
    public static Home in(Path folder) {
        return new Home(folder, folder, folder);
    }

    /**
     * Where a desktop keeps such things (XDG Base Directory Specification 0.8).
     *
     * @param environment the process's environment variables; a relative path in one is ignored, as the specification
     *     wants
     * @param userHome the person's own folder where HOME does not say it
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

    /** Makes the folders for log and data where they are missing; throws where one of them can't be written. */
    public void open() throws IOException {
        for (Path folder : List.of(state, data)) {
            Files.createDirectories(folder, OWNER_ALONE);
            if (!Files.isWritable(folder)) {
                throw new FileSystemException(folder.toString(), null, "permission denied");
            }
        }
    }
}
