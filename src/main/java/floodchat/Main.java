package floodchat;

import floodchat.front.plain.TextOutput;
import floodchat.front.tui.TerminalFront;
import floodchat.node.store.Home;
import floodchat.node.store.IdentityProblem;
import floodchat.node.store.PrivateNetwork;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program: arguments in, exit code out. */
public final class Main {
    private Main() {}

    static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> Logging.unexpected(error));
        if (!Options.saysPlain(arguments)) {
            TerminalFront.prepare();
        }
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(run(arguments, System.in, out, err));
    }

    /**
     * Runs one peer until its person leaves, and returns the exit code. A failure is one sentence on err.
     *
     * @param out the system's stream itself, so that failures of it are noticed, like err
     */
    public static int run(String[] arguments, InputStream in, OutputStream out, OutputStream err) {
        try {
            return run(Options.parse(arguments), in, out, err);
        } catch (StartupException e) {
            tell(e.getMessage(), err);
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StartupException.EXIT_FAILED;
        } catch (RuntimeException | Error e) {
            Logging.unexpected(e);
            tell("Floodchat had to end because of an internal error; the log file says more.", err);
            return StartupException.EXIT_FAILED;
        }
    }

    private static int run(Options options, InputStream in, OutputStream out, OutputStream err)
            throws StartupException, InterruptedException {
        if (options.help()) {
            return print(Options.usage(), out, err);
        }
        if (options.version()) {
            return print("floodchat " + Version.get() + "\n", out, err);
        }
        Home home = home(options);
        if (options.task() != null) {
            return run(options.task(), options, home, in, out, err);
        }
        LoadedSettings settings = LoadedSettings.of(options, home);
        String whyNoWindow = options.plain() || options.relay() ? null : TerminalFront.whyNoWindow(System.getenv());
        if (whyNoWindow != null) {
            throw StartupException.misused(whyNoWindow);
        }
        List<String> notices = new ArrayList<>();
        PrivateNetwork network = new NetworkTasks(home, options).chosen(notices::add);
        if (options.relay()) {
            return Relay.run(home, new NetworkAccess(settings.settings(), network), notices, out);
        }
        try (Peer peer = Peer.in(home, settings, network, options, notices)) {
            return options.plain() ? peer.runPlain(in, out, err) : peer.runWindow();
        }
    }

    private static int run(Task task, Options options, Home home, InputStream in, OutputStream out, OutputStream err)
            throws StartupException {
        TextOutput output = new TextOutput("standard output", out);
        TextOutput remarks = new TextOutput("standard error", err);
        IdentityTasks identity = new IdentityTasks(home, options.passphraseFile(), in, output, remarks);
        NetworkTasks networks = new NetworkTasks(home, options);
        try {
            switch (task) {
                case Task.CreateNetwork(String name) -> networks.create(name, output, remarks);
                case Task.ShowInvite _ -> networks.show(output, remarks);
                case Task.ExportIdentity(Path file) -> identity.exportTo(file);
                case Task.ImportIdentity(Path file, boolean replace) -> identity.importFrom(file, replace);
                case Task.ExportWords _ -> identity.exportWords();
                case Task.ImportWords(boolean replace) -> identity.importWords(replace);
                case Task.Lock _ -> identity.lock();
                case Task.Unlock _ -> identity.unlock();
            }
        } catch (IdentityProblem e) {
            throw StartupException.failed(e.sentences());
        }
        output.flush();
        remarks.flush();
        return exitCode(output, err);
    }

    private static int print(String text, OutputStream out, OutputStream err) {
        TextOutput output = new TextOutput("standard output", out);
        output.print(text);
        output.flush();
        return exitCode(output, err);
    }

    private static int exitCode(TextOutput output, OutputStream err) {
        String problem = output.problem();
        if (problem != null) {
            tell(problem, err);
        }
        return output.hasFailed() ? output.exitCode() : 0;
    }

    private static void tell(@Nullable String sentence, OutputStream err) {
        TextOutput remarks = new TextOutput("standard error", err);
        remarks.print("floodchat: " + sentence + "\n");
        remarks.flush();
    }

    private static Home home(Options options) {
        Path folder = options.home();
        return folder == null ? Home.of(System.getenv(), Path.of(System.getProperty("user.home"))) : Home.in(folder);
    }
}
