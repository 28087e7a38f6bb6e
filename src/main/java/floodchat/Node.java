package floodchat;

import floodchat.bus.EventBus;
import floodchat.node.chat.ChatService;
import floodchat.node.discovery.Discovery;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.node.store.Home;
import floodchat.node.store.KnownAddresses;
import floodchat.node.store.Profile;
import floodchat.node.store.ProfileWriter;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is behind the front end: chat service, flood engine and scribe. All of it takes part in the bus once this is made, so that nothing a
 * person types is lost; what takes long (sockets, logging) starts on a thread of its own. Made and closed by the peer's thread.
 */
final class Node implements AutoCloseable {
    /** Without an address other windows on this machine are looked for at so many further ports. */
    private static final int NEIGHBOUR_PORTS = 10;

    private final EventBus bus;
    private final Settings settings;
    private final Home home;
    private final Path log;
    private final SecureRandom random = new SecureRandom();
    private final List<String> remembered;
    private final ProfileWriter scribe;
    private final ChatService chat;
    private final Thread starter = Thread.ofVirtual().name("starter").unstarted(this::start);

    /** Set by the starter, like the next one. */
    private @Nullable FloodEngine engine;
    private @Nullable Discovery discovery;

    /** @param name the username to begin with; null where the person has yet to choose one */
    Node(EventBus bus, Settings settings, Home home, Profile profile, @Nullable String name, Path log)
            throws IOException {
        this.bus = bus;
        this.settings = settings;
        this.home = home;
        this.log = log;
        KnownAddresses known = new KnownAddresses(home.data());
        this.remembered = known.read();
        this.scribe = new ProfileWriter(bus, profile, known, remembered);
        this.chat = new ChatService(bus, name, random, scribe::rememberName);
        starter.start();
    }

    /** On the starter. */
    private void start() {
        try {
            startAll();
        } catch (IOException e) {
            fail(cannotListen(settings.listen()));
        } catch (RuntimeException e) {
            Logging.defect(e);
            fail("Floodchat has a defect and can't start; %s says more.".formatted(log));
        }
    }

    private void startAll() throws IOException {
        scribe.start();
        engine = new FloodEngine(bus, config(), random);
        engine.start();
        chat.start();
        discovery = discovery(engine);
        Logging.sweep(home.state());
    }

    /** Null where nobody is to be looked for, or could reach us. */
    private @Nullable Discovery discovery(FloodEngine listening) {
        if (!settings.findOnLocalNetwork() || listening.host().isLoopbackAddress()) {
            return null;
        }
        Discovery started = new Discovery(
                bus, listening.peer(), settings.network().tag(), listening.host(), listening.port(), random);
        started.start();
        return started;
    }

    private FloodEngine.Config config() {
        return new FloodEngine.Config(settings.network(), settings.listen(), entries(), settings.flood());
    }

    /** What was asked for before what is remembered: who names an address wants to be there first. */
    private BootstrapAddresses entries() {
        List<Address> known = remembered.stream().map(Address::parse).filter(Objects::nonNull).toList();
        if (!settings.join().isEmpty()) {
            return new BootstrapAddresses(settings.join(), known);
        }
        List<Address> entries = new ArrayList<>();
        entries.add(new Address("localhost", Listening.HOME_PORT));
        entries.addAll(known);
        for (int i = 1; i <= NEIGHBOUR_PORTS; i++) {
            entries.add(new Address("localhost", Listening.HOME_PORT + i));
        }
        return BootstrapAddresses.untold(entries);
    }

    private static String cannotListen(PortRange range) {
        if (range.firstPort() < range.lastPort()) {
            return "The ports %d to %d are all taken; --listen PORT names another one.".formatted(range.firstPort(),
                    range.lastPort());
        }
        String where = range.host() == null ? "port " + range.firstPort() : range.host() + ":" + range.firstPort();
        return "Can't listen on %s: it is taken or not ours; --listen names another one.".formatted(where);
    }

    private void fail(String sentence) {
        try {
            bus.publish(new ChatEvent.Failed("floodchat: " + sentence));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the peer is closing: nobody is there to be told
        }
    }

    @Override
    public void close() throws InterruptedException {
        starter.join();
        if (discovery != null) {
            discovery.close();
        }
        chat.close();
        if (engine != null) {
            engine.close();
        }
        scribe.close();
    }
}
