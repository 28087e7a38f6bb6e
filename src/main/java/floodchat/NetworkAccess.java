package floodchat;

import floodchat.bus.EventBus;
import floodchat.node.discovery.Discovery;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.node.portmap.PortMapper;
import floodchat.node.store.Home;
import floodchat.node.store.PrivateNetwork;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.membership.MembershipLimits;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a peer comes into its network, with a person or without: on which terms, where it listens, and where it enters.
 * Immutable; any thread may call it.
 *
 * @param network null for the public one
 */
record NetworkAccess(Settings settings, @Nullable PrivateNetwork network) {
    /** Without an address to join, peers on this machine are looked for at this many further ports. */
    private static final int FURTHER_PORTS = 10;

    private static final int MAX_PORT = 65_535;

    /** The folder of what the peers of this home share in this network. */
    Path folder(Home home) {
        return network == null ? home.data() : network.folder();
    }

    /** @param remembered addresses of peers that were met before, best first */
    FloodEngine.Config config(FloodSettings flood, List<String> remembered) {
        List<Address> known = remembered.stream().map(Address::parse).filter(Objects::nonNull).toList();
        return new FloodEngine.Config(terms(), listen(), addresses(settings.join(), network, known), flood);
    }

    /**
     * Starts discovery. Null if it is switched off, if we listen on loopback and nobody could reach us, or in a private
     * network: nothing of it is announced.
     */
    @Nullable Discovery discovery(EventBus bus, FloodEngine listening, RandomGenerator random) {
        if (network != null || !settings.findOnLocalNetwork() || listening.host().isLoopbackAddress()) {
            return null;
        }
        Discovery started = new Discovery(
                bus, listening.peer(), terms().tag(), listening.host(), listening.port(), random);
        started.start();
        return started;
    }

    /** Asks the router for a port. Null if that is switched off. */
    @Nullable PortMapper portMapper(EventBus bus, FloodEngine listening, RandomGenerator random) {
        if (!settings.portMapping()) {
            return null;
        }
        PortMapper started = new PortMapper(bus, listening.host(), listening.port(), random);
        started.start();
        return started;
    }

    /** The one place where the network's secret becomes what its peers agree on. */
    NetworkTerms terms() {
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

    /** Why it can't listen, and what to do, as one sentence. */
    String cannotListen(IOException failure) {
        PortRange range = listen();
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
}
