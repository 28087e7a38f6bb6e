package floodchat;

import floodchat.bus.EventBus;
import floodchat.front.FrontEnd;
import floodchat.front.plain.PlainFront;
import floodchat.front.tui.TerminalFront;
import floodchat.node.store.Home;
import floodchat.node.store.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One peer, wired: a front end and the {@link Node} on the two sides of a bus. The front end opens first and alone, so that nothing holds
 * up the first paint. Made, run and closed by one thread.
 */
final class Peer implements AutoCloseable {
    private final EventBus bus = new EventBus();
    private final Settings settings;
    private final Home home;
    private final Profile profile;
    private final Path log;

    private Peer(Settings settings, Home home, Profile profile, Path log) {
        this.settings = settings;
        this.home = home;
        this.profile = profile;
        this.log = log;
    }

    /** Takes possession of the home; nothing is seen or heard of the peer yet. */
    static Peer in(Home home, Settings settings) throws StartupException {
        try {
            home.open();
            Profile profile = Profile.open(home.data());
            Path log = Logging.direct(home.state(), settings.logLevel(), profile.owned());
            return new Peer(settings, home, profile, log);
        } catch (IOException e) {
            throw cannotKeep(home, e);
        }
    }

    /** Opens a window on the terminal, until its person has left; the exit code. What was painted first needs no network. */
    int runWindow() throws StartupException, InterruptedException {
        String name = name();
        try (FrontEnd window = new TerminalFront(bus, settings.window(), name == null, someName(), Logging::defect)) {
            window.open();
            try (Node network = network(name)) {
                return window.run();
            }
        }
    }

    /** Takes lines and gives lines, until there are no more; the exit code. What is read first must find the network there. */
    int runPlain(InputStream in, PrintStream out, PrintStream err) throws StartupException, InterruptedException {
        String name = name();
        try (LeaveOnSignal goodbye = LeaveOnSignal.onSignal(bus);
                FrontEnd plain = new PlainFront(bus, in, out, err);
                Node network = network(name == null ? someName() : name)) {
            plain.open();
            return plain.run();
        }
    }

    private Node network(@Nullable String name) throws StartupException {
        try {
            return new Node(bus, settings, home, profile, name, log);
        } catch (IOException e) {
            throw cannotKeep(home, e);
        }
    }

    private @Nullable String name() throws StartupException {
        try {
            return settings.name() == null ? profile.name() : settings.name();
        } catch (IOException e) {
            throw cannotKeep(home, e);
        }
    }

    /** A name for whoever does not choose one. */
    private static String someName() {
        return "peer-%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000));
    }

    private static StartupException cannotKeep(Home home, IOException e) {
        return StartupException
                .failed("Can't keep anything in %s: %s.".formatted(home.data(), StartupException.reason(e)));
    }

    @Override
    public void close() {
        try {
            profile.close();
        } catch (IOException e) {
            Logging.defect(e);
        }
    }
}
