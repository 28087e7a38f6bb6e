package floodchat.front.tui.terminal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which editor a person wants, and where it finds the text. Immutable.
 *
 * @param command as a shell reads it, without the file; null if there is no editor
 * @param folder where the file with the text is made
 */
public record EditorChoice(@Nullable String command, Path folder) {
    /** What is said if there is no editor. */
    static final String NONE = "There is no editor: set the environment variable EDITOR, for example EDITOR=nano.";

    private static final String USUAL = "vi";

    /**
     * The editor of these environment variables: VISUAL, else EDITOR, else vi if there is one. The file goes into
     * XDG_RUNTIME_DIR if there is one: what is written there is on no disk, and only its owner may look into it.
     *
     * @param home the folder for the file if there is no such place
     */
    public static EditorChoice of(Map<String, String> environment, Path home) {
        Path runtime = folder(environment.getOrDefault("XDG_RUNTIME_DIR", ""));
        return new EditorChoice(
                command(environment),
                runtime != null && Files.isDirectory(runtime) && Files.isWritable(runtime) ? runtime : home);
    }

    /**
     * The folder of this name; null if it is none. Not all bytes in the environment are a path in every locale. What is
     * not absolute does not count (XDG base directory specification).
     */
    private static @Nullable Path folder(String name) {
        try {
            Path folder = Path.of(name);
            return folder.isAbsolute() ? folder : null;
        } catch (InvalidPathException _) {
            return null;
        }
    }

    private static @Nullable String command(Map<String, String> environment) {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String command = environment.getOrDefault(variable, "");
            if (!command.isBlank()) {
                return command.strip();
            }
        }
        for (String name : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path bin = folder(name);
            if (bin != null && Files.isExecutable(bin.resolve(USUAL))) {
                return USUAL;
            }
        }
        return null;
    }
}
