package floodchat;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.relay.RelayFront;
import floodchat.node.discovery.Discovery;
import floodchat.node.flood.FloodEngine;
import floodchat.node.portmap.PortMapper;
import floodchat.node.relay.PacketAuthors;
import floodchat.node.relay.RelayStore;
import floodchat.node.store.BacklogFile;
import floodchat.node.store.FileFormat;
import floodchat.node.store.FileUpgrade;
import floodchat.node.store.Home;
import floodchat.node.store.KnownAddresses;
import floodchat.node.store.PrivateNetwork;
import floodchat.node.store.RelayFolder;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A peer without a person: it keeps a network reachable and its backlog alive, over restarts too. It has no identity,
 * no name and no chat, so nobody sees it among the people. Made, run and closed by one thread.
 */
final class Relay {
    /** How long leaving may take: longer than the engine's goodbye. If it takes longer, the other peers notice. */
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(5);

    private final EventBus bus = new EventBus();
    private final SecureRandom random = new SecureRandom();
    private final NetworkAccess access;
    private final NetworkTerms terms;
    private final Home home;
    private final RelayFolder folder;

    private Relay(NetworkAccess access, Home home, RelayFolder folder) {
        this.access = access;
        this.terms = access.terms();
        this.home = home;
        this.folder = folder;
    }

    /**
     * Runs a relay until a signal ends it, and returns the exit code: 0, or 1 if the network has failed.
     *
     * @param notices sentences that are to be logged first
     * @param out the system's stream itself, for the lines of the log
     */
    static int run(Home home, NetworkAccess access, List<String> notices, OutputStream out)
            throws StartupException, InterruptedException {
        try (RelayFolder folder = open(home, access, notices)) {
            FileUpgrade.ofHome(List.of(access.folder(home), folder.path()), notices::add);
            Logging.direct(home, access.settings().logLevel(), logFile(access.network()), notices::add);
            return new Relay(access, home, folder).run(notices, out);
        } catch (FileFormat.NewerVersionException e) {
            throw Peer.newerFile(e);
        } catch (IOException e) {
            throw Peer.cannotWrite(home, e);
        }
    }

    private static RelayFolder open(Home home, NetworkAccess access, List<String> notices)
            throws StartupException, IOException {
        home.openData();
        RelayFolder folder = RelayFolder.open(access.folder(home), notices::add);
        if (folder == null) {
            throw StartupException.failed("Another relay of this network runs on %s already: end it, or choose another "
                    .formatted(access.folder(home)) + "folder with --home.");
        }
        return folder;
    }

    /** A relay logs to a file of its own, because two processes must not roll the same file. */
    private static String logFile(@Nullable PrivateNetwork network) {
        return network == null ? "relay.log" : "relay-" + network.invite().name() + ".log";
    }

    private int run(List<String> notices, OutputStream out) throws StartupException, InterruptedException {
        Duration summaryEvery = Duration.ofMinutes(access.settings().relay().reportMinutes());
        try (RelayFront front = new RelayFront(bus, out, System.getenv(), summaryEvery);
                EndOnSignal _ = EndOnSignal.calling(signal -> front.end("ending: " + signal))) {
            front.begin("floodchat %s, relay of %s, %d links at most".formatted(
                    Version.get(), words(access), links().maxLinks()));
            notices.forEach(front::warn);
            return run(front);
        }
    }

    private static String words(NetworkAccess access) {
        PrivateNetwork network = access.network();
        return network == null
                ? access.settings().network().keys().toString()
                : "the private network " + network.invite().name();
    }

    private FloodSettings links() {
        return access.settings().relay().links(access.settings().flood());
    }

    private int run(RelayFront front) throws StartupException, InterruptedException {
        KnownAddresses known = new KnownAddresses(access.folder(home));
        List<String> remembered = known.read(this::notice);
        try (FloodEngine engine = engine(remembered);
                PacketAuthors authors = new PacketAuthors(bus, terms);
                HeapTrimmer trimmer = new HeapTrimmer()) {
            RelayStore store = new RelayStore(bus, terms, file(), known, remembered, this::notice);
            store.restore();
            authors.start();
            store.start();
            engine.start();
            trimmer.start();
            return run(front, store, engine);
        } catch (FileFormat.NewerVersionException e) {
            throw Peer.newerFile(e);
        }
    }

    private FloodEngine engine(List<String> remembered) throws StartupException {
        try {
            return new FloodEngine(bus, access.config(links(), remembered), random, random);
        } catch (IOException e) {
            throw StartupException.failed(access.cannotListen(e));
        }
    }

    private @Nullable BacklogFile file() {
        return access.settings().relay().keepBacklog()
                ? new BacklogFile(folder.path(), terms.keys().backlogKey(), random)
                : null;
    }

    private int run(RelayFront front, RelayStore store, FloodEngine engine) throws InterruptedException {
        int exitCode;
        try (PortMapper _ = access.portMapper(bus, engine, random);
                Discovery _ = access.discovery(bus, engine, random)) {
            front.open();
            exitCode = front.run();
        }
        front.stopping();
        store.close();
        if (exitCode == 0) {
            leave(); // a network that has failed says nothing
        }
        front.left();
        return exitCode;
    }

    /** Says goodbye to the neighbours. */
    private void leave() throws InterruptedException {
        Mailbox<FloodEvent.Stopped> stopped = new Mailbox<>(1);
        bus.subscribe(FloodEvent.Stopped.class, stopped);
        if (bus.offer(new FloodCommand.Stop())) {
            stopped.poll(LEAVE_WITHIN.toMillis());
        }
        bus.unsubscribe(stopped);
    }

    private void notice(String sentence) {
        bus.tell(new ChatEvent.Noticed(sentence));
    }
}
