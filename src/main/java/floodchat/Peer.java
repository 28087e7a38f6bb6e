package floodchat;

import floodchat.bus.EventBus;
import floodchat.front.FrontEnd;
import floodchat.front.json.JsonFormat;
import floodchat.front.plain.PlainFormat;
import floodchat.front.plain.PlainFront;
import floodchat.front.plain.PlainSettings;
import floodchat.front.plain.TextFormat;
import floodchat.front.tui.Opening;
import floodchat.front.tui.TerminalFront;
import floodchat.node.store.FileFormat;
import floodchat.node.store.FileProblem;
import floodchat.node.store.FileUpgrade;
import floodchat.node.store.Home;
import floodchat.node.store.IdentityFile;
import floodchat.node.store.IdentityProblem;
import floodchat.node.store.PrivateNetwork;
import floodchat.node.store.Profile;
import floodchat.node.store.StoredIdentity;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.invite.Invite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One peer: a front end and a {@link Node} with a bus between them. The front end opens before the node is made, so
 * that nothing delays the first paint. Made, run and closed by one thread.
 */
final class Peer implements AutoCloseable {
    private final EventBus bus = new EventBus();
    private final LoadedSettings loaded;
    private final Settings settings;
    private final Options options;
    private final Home home;
    private final @Nullable PrivateNetwork network;
    private final Profile profile;
    private final @Nullable StoredIdentity identity;
    private final @Nullable Path passphraseFile;
    private final Path log;

    private final List<String> notices;

    private Peer(
            Home home,
            LoadedSettings loaded,
            @Nullable PrivateNetwork network,
            Options options,
            List<String> notices) throws IOException, StartupException {
        this.home = home;
        this.loaded = loaded;
        this.settings = loaded.settings();
        this.options = options;
        this.network = network;
        this.passphraseFile = options.passphraseFile();
        this.notices = notices;
        this.profile = Profile.open(home.data(), network == null ? null : network.invite().name(), notices::add);
        upgradeFiles();
        this.identity = identity();
        boolean first = profile.number() == 1 && network == null;
        this.log = Logging.direct(home, settings.logLevel(), first, notices::add);
    }

    /**
     * Opens the home. Nothing is shown, and no socket is opened yet.
     *
     * @param network null for the public one
     * @param notices what the person is told when there is a front end
     */
    static Peer in(
            Home home,
            LoadedSettings loaded,
            @Nullable PrivateNetwork network,
            Options options,
            List<String> notices) throws StartupException {
        try {
            home.openData();
            return new Peer(home, loaded, network, options, notices);
        } catch (IOException e) {
            throw cannotWrite(home, e);
        }
    }

    /** Brings forward what an older Floodchat has written. If a newer one has, nothing is changed. */
    private void upgradeFiles() throws IOException, StartupException {
        Set<Path> folders = new LinkedHashSet<>(List.of(home.data()));
        if (network != null) {
            folders.add(network.folder());
        }
        folders.addAll(profile.folders());
        try {
            FileUpgrade.ofHome(new ArrayList<>(folders), notices::add);
        } catch (FileFormat.NewerVersionException e) {
            profile.close();
            throw newerFile(e);
        } catch (IOException e) {
            profile.close();
            throw e;
        }
    }

    /** What is in the file of the identity; null if there is none yet. Nothing is computed with it yet. */
    private @Nullable StoredIdentity identity() throws IOException, StartupException {
        try {
            return profile.identity().read(notices::add);
        } catch (IdentityProblem e) {
            profile.close();
            throw StartupException.failed(e.sentences());
        }
    }

    /**
     * Runs a window until its person leaves, and returns the exit code. The window is painted before the node starts.
     */
    int runWindow() throws StartupException, InterruptedException {
        String name = name();
        boolean asks = identity != null && identity.isLocked() && passphraseFile == null;
        Opening opening =
                new Opening(name == null, randomName(), asks, network == null ? null : network.invite());
        IdentityLoader loader = IdentityLoader.of(bus, profile.identity(), identity, passphraseFile);
        try (FrontEnd window = new TerminalFront(bus, settings.window(), opening, home.data(), Logging::unexpected)) {
            window.open();
            tellNotices();
            try (SettingsDesk desk = desk(); Node node = node(name, loader, true)) {
                return window.run();
            }
        }
    }

    /**
     * Runs plain mode until the input ends, and returns the exit code. The node must be there before the first line
     * is read.
     */
    int runPlain(InputStream in, OutputStream out, OutputStream err)
            throws StartupException, InterruptedException {
        String name = name();
        IdentityLoader loader = loaderForPlain();
        Invite invite = network == null ? null : network.invite();
        PlainSettings lines = options.lines();
        PlainFormat format = lines.json() ? new JsonFormat() : new TextFormat(lines.say() != null);
        try (LeaveOnSignal leave = LeaveOnSignal.onSignal(bus);
                PlainFront plain = new PlainFront(bus, in, out, err, lines, format, invite);
                SettingsDesk desk = desk();
                Node node = node(name == null ? randomName() : name, loader, false)) {
            tellNotices();
            if (name == null && !lines.json() && lines.say() == null) {
                plain.welcome();
            }
            plain.open();
            return plain.run();
        }
    }

    /** Asks for a passphrase on the terminal, if one is needed and no file has it. */
    private IdentityLoader loaderForPlain() throws StartupException {
        IdentityFile file = profile.identity();
        return identity == null || !identity.isLocked() || passphraseFile != null
                ? IdentityLoader.of(bus, file, identity, passphraseFile)
                : IdentityLoader.opened(bus, file, Passphrases.unlock(file, identity, null));
    }

    private void tellNotices() {
        notices.forEach(sentence -> bus.tell(new ChatEvent.Noticed(sentence)));
    }

    private Node node(@Nullable String name, IdentityLoader loader, boolean isWindow) {
        return new Node(bus, settings, home, network, profile, loader, name, isWindow, log);
    }

    private SettingsDesk desk() {
        return new SettingsDesk(bus, loaded.file(), loaded.text(), settings, options);
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

    /** Why a home of a newer Floodchat can't be used. */
    static StartupException newerFile(FileFormat.NewerVersionException e) {
        return StartupException.failed(
                "%s can't be used: %s, or choose another folder with --home. Nothing was changed."
                        .formatted(e.getFile(), FileProblem.reason(e)));
    }

    static StartupException cannotWrite(Home home, IOException e) {
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
