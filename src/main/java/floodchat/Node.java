package floodchat;

import floodchat.bus.EventBus;
import floodchat.node.chat.ChatService;
import floodchat.node.discovery.Discovery;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.node.store.ContactsFile;
import floodchat.node.store.ConversationsFile;
import floodchat.node.store.FileProblem;
import floodchat.node.store.Home;
import floodchat.node.store.IdentityProblem;
import floodchat.node.store.KnownAddresses;
import floodchat.node.store.PrivateNetwork;
import floodchat.node.store.Profile;
import floodchat.node.store.ProfileWriter;
import floodchat.node.store.RunFile;
import floodchat.node.store.SealedStore;
import floodchat.node.store.history.History;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.membership.MembershipLimits;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything behind the front end: chat service, flood engine, discovery and profile writer. The constructor
 * subscribes chat and profile writer to the bus, so that nothing a person types is lost. Slow parts (sockets,
 * logging) start on a thread of their own. Made and closed by the peer's thread.
 */
final class Node implements AutoCloseable {
    /** Without an address to join, peers on this machine are looked for at this many further ports. */
    private static final int FURTHER_PORTS = 10;

    private static final int MAX_PORT = 65_535;

    private final EventBus bus;
    private final Settings settings;
    private final Home home;
    private final @Nullable PrivateNetwork network;
    private final Profile profile;
    private final IdentityLoader identities;
    private final boolean isWindow;
    private final Path log;
    private final SecureRandom random = new SecureRandom();
    private final List<String> remembered;

    private final RunFile runs;
    private final ContactsFile contacts;
    private final ProfileWriter profileWriter;
    private final ChatService chat;
    private final HeapTrimmer trimmer = new HeapTrimmer();
    private final Thread starter = Thread.ofVirtual().name("starter").unstarted(this::start);

    /** Set by the starter, like {@link #discovery}. */
    private @Nullable FloodEngine engine;
    private @Nullable Discovery discovery;

    /**
     * @param network null for the public one
     * @param identities the node starts when it has given the identity
     * @param name the username at the start; null if the person has not chosen one yet
     * @param isWindow whether the front end shows what was said before this start
     */
    Node(
            EventBus bus,
            Settings settings,
            Home home,
            @Nullable PrivateNetwork network,
            Profile profile,
            IdentityLoader identities,
            @Nullable String name,
            boolean isWindow,
            Path log) {
        this.bus = bus;
        this.settings = settings;
        this.home = home;
        this.network = network;
        this.profile = profile;
        this.identities = identities;
        this.isWindow = isWindow;
        this.log = log;
        KnownAddresses known = new KnownAddresses(network == null ? home.data() : network.folder());
        this.remembered = known.read(sentence -> bus.tell(new ChatEvent.Noticed(sentence)));
        this.runs = new RunFile(profile.folder());
        this.contacts = profile.contacts();
        this.profileWriter = new ProfileWriter(bus, profile, runs, contacts, known, remembered);
        this.chat = new ChatService(
                bus,
                name,
                () -> terms().tag().bytes(),
                random,
                random,
                profileWriter::rememberName,
                profileWriter::saveRun,
                profileWriter::saveContacts);
        starter.start();
    }

    /** Runs on the starter thread. */
    private void start() {
        try {
            SavedPeople people = contacts.read(sentence -> bus.tell(new ChatEvent.Noticed(sentence)));
            profileWriter.start(); // it writes the contacts from now on
            Identity identity = identities.load(random);
            trimmer.start(); // only now: it measures growth from here
            if (identity != null) {
                startAll(identity, people);
            }
        } catch (IOException e) {
            fail(cannotListen(listen(), e));
        } catch (IdentityProblem e) {
            fail(e.sentences());
        } catch (StartupException e) {
            fail(e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the peer is closing
        } catch (RuntimeException e) {
            Logging.unexpected(e);
            fail("Floodchat can't start because of an internal error; %s says more.".formatted(log));
        }
    }

    private void startAll(Identity identity, SavedPeople people) throws IOException, StartupException {
        engine = new FloodEngine(bus, config(), random, random);
        if (isWindow && !settings.history().keepsNothing()) {
            profileWriter.keepConversations(new ConversationsFile(profile.folder(), identity.storeKey(), random));
        }
        startChat(identity, people); // before the engine: it must be able to announce us as soon as there is a link
        engine.start();
        discovery = discovery(engine);
        Logging.deleteOldLogs(home.state());
    }

    private void startChat(Identity identity, SavedPeople people) throws StartupException {
        long lastRun;
        try {
            lastRun = runs.read(sentence -> bus.tell(new ChatEvent.Noticed(sentence)));
        } catch (IOException e) {
            throw StartupException.failed(
                    "The number of the last start in %s can't be used: %s. Correct that and start again."
                            .formatted(runs.path(), FileProblem.reason(e)));
        }
        SealedStore store = new SealedStore(profile.folder(), identity.storeKey(), random);
        try {
            chat.start(identity, lastRun, store, people, settings.requests(), history(identity));
        } catch (IOException e) {
            throw StartupException.failed(
                    "What private lines need in %s can't be used: %s. Correct that and start again."
                            .formatted(FileProblem.place(e, profile.folder()), FileProblem.reason(e)));
        }
    }

    private @Nullable History history(Identity identity) {
        return settings.history().keepsNothing()
                ? null
                : new History(profile.folder(), identity.storeKey(), random, bus, settings.history(), isWindow);
    }

    /**
     * Starts discovery. Null if it is switched off, if we listen on loopback and nobody could reach us, or in a private
     * network: nothing of it is announced.
     */
    private @Nullable Discovery discovery(FloodEngine listening) {
        if (network != null || !settings.findOnLocalNetwork() || listening.host().isLoopbackAddress()) {
            return null;
        }
        Discovery started = new Discovery(
                bus, listening.peer(), terms().tag(), listening.host(), listening.port(), random);
        started.start();
        return started;
    }

    private FloodEngine.Config config() {
        List<Address> known = remembered.stream().map(Address::parse).filter(Objects::nonNull).toList();
        return new FloodEngine.Config(terms(), listen(), addresses(settings.join(), network, known), settings.flood());
    }

    /** The one place where the network's secret becomes what its peers agree on. */
    private NetworkTerms terms() {
        NetworkTerms terms = settings.network();
        if (network == null) {
            return terms;
        }
        NetworkKeys keys = NetworkKeys.ofPrivate(network.invite().secret());
        return new NetworkTerms(keys, terms.hashesPerByte(), terms.packetsPerSecond());
    }

    /** A private network has a port of its own, so that its invites stay true. */
    private PortRange listen() {
        PortRange listen = settings.listen();
        int own = network == null ? 0 : network.port();
        return own == 0 || !listen.equals(PortRange.DEFAULT)
                ? listen
                : new PortRange(null, own, Math.max(own, listen.lastPort()));
    }

    /**
     * The addresses to try: first those that a person named, then the remembered ones.
     *
     * @param join those that a person named
     * @param network null for the public one
     * @param known the remembered ones; they begin with the anchors
     */
    static BootstrapAddresses addresses(List<Address> join, @Nullable PrivateNetwork network, List<Address> known) {
        List<Address> anchors = known.subList(0, Math.min(MembershipLimits.ANCHORS, known.size()));
        if (network == null && !join.isEmpty()) {
            return new BootstrapAddresses(join, anchors, known);
        }
        int ownPort = network == null ? 0 : network.port();
        int first = ownPort == 0 ? PortRange.DEFAULT_PORT : ownPort;
        List<Address> addresses = new ArrayList<>();
        addresses.add(new Address("localhost", first));
        if (network != null) {
            addresses.addAll(network.invite().addresses());
        }
        addresses.addAll(known);
        for (int i = first + 1; i <= Math.min(first + FURTHER_PORTS, MAX_PORT); i++) {
            addresses.add(new Address("localhost", i));
        }
        return new BootstrapAddresses(join, anchors, addresses);
    }

    private static String cannotListen(PortRange range, IOException failure) {
        if (range.firstPort() < range.lastPort()) {
            return "The ports %d to %d are all taken; choose another one with --listen PORT.".formatted(
                    range.firstPort(),
                    range.lastPort());
        }
        String host = range.host();
        String where = host == null ? "port " + range.firstPort() : host + ":" + range.firstPort();
        return "Can't listen on %s: %s; choose another %s with --listen.".formatted(
                where,
                whyNot(host, failure),
                isOurs(host) ? "port" : "address");
    }

    private static String whyNot(@Nullable String host, IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "there is no host named " + host;
        }
        if (!isOurs(host)) {
            return "this machine does not have the address " + host;
        }
        boolean forbidden = String.valueOf(failure.getMessage()).startsWith("Permission denied");
        return forbidden ? "the system keeps this port for others" : "the port is taken";
    }

    /** True if a port of this host can be bound, so it is an address of this machine. Null means all its addresses. */
    private static boolean isOurs(@Nullable String host) {
        try (ServerSocket any = new ServerSocket()) {
            any.bind(new InetSocketAddress(host == null ? null : InetAddress.getByName(host), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void fail(String sentence) {
        try {
            bus.publish(new ChatEvent.Failed("floodchat: " + sentence));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the peer is closing
        }
    }

    @Override
    public void close() throws InterruptedException {
        identities.close();
        starter.join();
        trimmer.close();
        if (discovery != null) {
            discovery.close();
        }
        chat.close();
        if (engine != null) {
            engine.close();
        }
        profileWriter.close();
    }
}
