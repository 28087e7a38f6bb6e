package floodchat;

import floodchat.node.store.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program: arguments in, exit code out. */
public final class Main {
    private static final String SETTINGS_FILE = "floodchat.toml";

    private Main() {}

    static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    /** Runs one peer until its person has left; the exit code. Whatever can't be done is said in one sentence on err. */
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            return run(Options.parse(arguments), in, out, err);
        } catch (CannotStart e) {
            err.println("floodchat: " + e.getMessage());
            return e.exitCode();
        }
    }

    private static int run(Options options, InputStream in, PrintStream out, PrintStream err) throws CannotStart {
        if (options.help()) {
            out.print(Options.usage());
            return 0;
        }
        if (options.version()) {
            out.println("floodchat " + Options.VERSION);
            return 0;
        }
        Home home = home(options);
        Settings settings = settings(options, home);
        return 0;
    }

    private static Home home(Options options) {
        Path folder = options.home();
        return folder == null ? Home.of(System.getenv(), Path.of(System.getProperty("user.home"))) : Home.in(folder);
    }

    private static Settings settings(Options options, Home home) throws CannotStart {
        Path named = options.config();
        Path file = named == null ? home.settings().resolve(SETTINGS_FILE) : named;
        boolean wanted = named != null || Files.exists(file);
        Settings settings = wanted ? SettingsFile.read(file, Settings.DEFAULTS) : Settings.DEFAULTS;
        return settings.with(options);
    }
}
