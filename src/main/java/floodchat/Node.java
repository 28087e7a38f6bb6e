package floodchat;

import floodchat.bus.EventBus;
import floodchat.node.chat.ChatService;
import floodchat.node.discovery.Discovery;
import floodchat.node.flood.FloodEngine;
import floodchat.node.portmap.PortMapper;
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
import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything behind the front end: chat service, flood engine, discovery, port mapping and profile writer. The
 * constructor subscribes chat and profile writer to the bus, so that nothing a person types is lost. Slow parts
 * (sockets, logging) start on a thread of their own. Made and closed by the peer's thread.
 */
final class Node implements AutoCloseable {
    private final EventBus bus;
    private final Settings settings;
    private final Home home;
    private final NetworkAccess access;
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

    /** Set by the starter, like {@link #discovery} and {@link #portMapper}. */
    private @Nullable FloodEngine engine;
    private @Nullable Discovery discovery;
    private @Nullable PortMapper portMapper;

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
        this.access = new NetworkAccess(settings, network);
        this.profile = profile;
        this.identities = identities;
        this.isWindow = isWindow;
        this.log = log;
        KnownAddresses known = new KnownAddresses(access.folder(home));
        this.remembered = known.read(sentence -> bus.tell(new ChatEvent.Noticed(sentence)));
        this.runs = new RunFile(profile.folder());
        this.contacts = profile.contacts();
        this.profileWriter = new ProfileWriter(bus, profile, runs, contacts, known, remembered);
        this.chat = new ChatService(
                bus,
                name,
                () -> access.terms().tag().bytes(),
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
            fail(access.cannotListen(e));
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
        engine = new FloodEngine(bus, access.config(settings.flood(), remembered), random, random);
        if (isWindow && !settings.history().keepsNothing()) {
            profileWriter.keepConversations(new ConversationsFile(profile.folder(), identity.storeKey(), random));
        }
        portMapper = access.portMapper(bus, engine, random); // a quick router answers before the first dial
        startChat(identity, people); // before the engine: it must be able to announce us as soon as there is a link
        engine.start();
        discovery = access.discovery(bus, engine, random);
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
        if (portMapper != null) {
            portMapper.close();
        }
        chat.close();
        if (engine != null) {
            engine.close();
        }
        profileWriter.close();
    }
}
