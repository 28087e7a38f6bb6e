package floodchat;

import floodchat.node.store.FileProblem;
import floodchat.node.store.Home;
import java.nio.file.Path;

/**
 * The settings at the start, and where they come from.
 *
 * @param file of the person; it need not exist
 * @param text what was in it; empty if it did not exist
 * @param settings with what the command line says
 */
record LoadedSettings(Path file, String text, Settings settings) {
    private static final String SETTINGS_FILE = "floodchat.toml";

    /** Reads the file of this home, or the one that the command line names, if there is one. */
    static LoadedSettings of(Options options, Home home) throws StartupException {
        Path named = options.config();
        Path file = named == null ? home.settings().resolve(SETTINGS_FILE) : named;
        boolean wanted = named != null || FileProblem.isThere(file);
        if (!wanted) {
            return new LoadedSettings(file, "", Settings.DEFAULTS.with(options));
        }
        String text = SettingsFile.text(file);
        return new LoadedSettings(file, text, SettingsFile.parse(file, text, Settings.DEFAULTS).with(options));
    }
}
