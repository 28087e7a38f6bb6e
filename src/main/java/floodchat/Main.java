package floodchat;

import floodchat.front.tui.TerminalFront;
import floodchat.node.store.Home;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program: arguments in, exit code out. */
public final class Main {
    private static final String SETTINGS_FILE = "floodchat.toml";

    private Main() {}

    static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> Logging.unexpected(error));
        if (!Options.saysPlain(arguments)) {
            TerminalFront.prepare();
        }
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    /** Runs one peer until its person leaves, and returns the exit code. A failure is one sentence on err. */
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            return run(Options.parse(arguments), in, out, err);
        } catch (StartupException e) {
            err.println("floodchat: " + e.getMessage());
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StartupException.EXIT_FAILED;
        } catch (RuntimeException | Error e) {
            Logging.unexpected(e);
            err.println("floodchat: Floodchat had to end because of an internal error; the log file says more.");
            return StartupException.EXIT_FAILED;
        }
    }

    private static int run(Options options, InputStream in, PrintStream out, PrintStream err)
            throws StartupException, InterruptedException {
        if (options.help()) {
            out.print(Options.usage());
            return 0;
        }
        if (options.version()) {
            out.println("floodchat " + Version.get());
            return 0;
        }
        Home home = home(options);
        Settings settings = settings(options, home);
        if (!options.plain() && !TerminalFront.hasTerminal()) {
            throw StartupException
                    .misused("A window needs a terminal on standard input and output; --plain needs none.");
        }
        try (Peer peer = Peer.in(home, settings)) {
            return options.plain() ? peer.runPlain(in, out, err) : peer.runWindow();
        }
    }

    private static Home home(Options options) {
        Path folder = options.home();
        return folder == null ? Home.of(System.getenv(), Path.of(System.getProperty("user.home"))) : Home.in(folder);
    }

    private static Settings settings(Options options, Home home) throws StartupException {
        Path named = options.config();
        Path file = named == null ? home.settings().resolve(SETTINGS_FILE) : named;
        boolean wanted = named != null || Files.exists(file);
        Settings settings = wanted ? SettingsFile.read(file, Settings.DEFAULTS) : Settings.DEFAULTS;
        return settings.with(options);
    }
}
