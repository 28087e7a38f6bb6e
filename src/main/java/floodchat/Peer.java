package floodchat;

import floodchat.bus.EventBus;
import floodchat.front.FrontEnd;
import floodchat.front.plain.PlainFront;
import floodchat.front.tui.TerminalFront;
import floodchat.node.store.FileProblem;
import floodchat.node.store.Home;
import floodchat.node.store.Profile;
import floodchat.protocol.chat.ChatEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One peer: a front end and a {@link Node} with a bus between them. The front end opens before the node is made, so
 * that nothing delays the first paint. Made, run and closed by one thread.
 */
final class Peer implements AutoCloseable {
    private final EventBus bus = new EventBus();
    private final Settings settings;
    private final Home home;
    private final Profile profile;
    private final Path log;

    /** What the person is told when there is a front end. */
    private final List<String> notices;

    private Peer(Settings settings, Home home, Profile profile, Path log, List<String> notices) {
        this.settings = settings;
        this.home = home;
        this.profile = profile;
        this.log = log;
        this.notices = notices;
    }

    /** Opens the home. Nothing is shown, and no socket is opened yet. */
    static Peer in(Home home, Settings settings) throws StartupException {
        List<String> notices = new ArrayList<>();
        try {
            home.openData();
            Profile profile = Profile.open(home.data(), notices::add);
            Path log = Logging.direct(home, settings.logLevel(), profile.owned(), notices::add);
            return new Peer(settings, home, profile, log, notices);
        } catch (IOException e) {
            throw cannotWrite(home, e);
        }
    }

    /**
     * Runs a window until its person leaves, and returns the exit code. The window is painted before the node starts.
     */
    int runWindow() throws StartupException, InterruptedException {
        String name = name();
        try (FrontEnd window =
                new TerminalFront(bus, settings.window(), name == null, randomName(), Logging::unexpected)) {
            window.open();
            tellNotices();
            try (Node node = node(name)) {
                return window.run();
            }
        }
    }

    /**
     * Runs plain mode until the input ends, and returns the exit code. The node must be there before the first line
     * is read.
     */
    int runPlain(InputStream in, OutputStream out, OutputStream err, int history)
            throws StartupException, InterruptedException {
        String name = name();
        try (LeaveOnSignal leave = LeaveOnSignal.onSignal(bus);
                FrontEnd plain = new PlainFront(bus, in, out, err, history);
                Node node = node(name == null ? randomName() : name)) {
            tellNotices();
            plain.open();
            return plain.run();
        }
    }

    private void tellNotices() {
        notices.forEach(sentence -> bus.tell(new ChatEvent.Noticed(sentence)));
    }

    private Node node(@Nullable String name) {
        return new Node(bus, settings, home, profile, name, log);
    }

    private @Nullable String name() throws StartupException {
        try {
            return settings.name() == null ? profile.name() : settings.name();
        } catch (IOException e) {
            throw StartupException.failed(
                    ("Can't read your username from %s: %s. "
                            + "Move it away and choose a username again, or start with --name.")
                            .formatted(profile.path(), FileProblem.reason(e)));
        }
    }

    /** A name for a person who has not chosen one. */
    private static String randomName() {
        return "peer-%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000));
    }

    private static StartupException cannotWrite(Home home, IOException e) {
        String named = e instanceof FileSystemException failure ? failure.getFile() : null;
        String place = named == null ? home.data().toString() : named;
        return StartupException.failed(
                "Can't write to %s: %s. Correct that, or choose another folder with --home."
                        .formatted(place, FileProblem.reason(e)));
    }

    @Override
    public void close() {
        try {
            profile.close();
        } catch (IOException e) {
            Logging.unexpected(e);
        }
    }
}
