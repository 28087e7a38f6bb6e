package floodchat;

import floodchat.front.InviteCode;
import floodchat.front.plain.TextOutput;
import floodchat.node.link.PortRange;
import floodchat.node.store.FileProblem;
import floodchat.node.store.Home;
import floodchat.node.store.PrivateNetwork;
import floodchat.node.store.PrivateNetworks;
import floodchat.node.store.TextFile;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.DecodedInvite;
import floodchat.protocol.invite.Invite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The private networks of a home, as the command line names them: makes one, finds one, and joins one by its invite.
 * For one thread.
 */
final class NetworkTasks {
    /** A text of more bytes is no invite. */
    private static final int MAX_INVITE_FILE_BYTES = 16 * 1024;

    /** So that a few networks of one machine rarely want the same port, and each finds another free one. */
    private static final int PREFERRED_PORTS = 50;

    private final PrivateNetworks networks;
    private final Options options;
    private final SecureRandom random = new SecureRandom();

    NetworkTasks(Home home, Options options) {
        this.networks = new PrivateNetworks(home.data());
        this.options = options;
    }

    /** Makes a network, and prints its invite. */
    void create(String name, TextOutput out, TextOutput remarks) throws StartupException {
        byte[] secret = new byte[Invite.SECRET_BYTES];
        random.nextBytes(secret);
        int port = port();
        List<Address> addresses = new ArrayList<>(options.join());
        addresses.addAll(ownAddresses(port));
        print(add(new Invite(name, secret, addresses), port).invite(), out, remarks);
        remarks.print("Who has the invite can read and enter the network, and it can't be taken back.\n");
        remarks.print("Enter it with floodchat --network " + name + "\n");
    }

    /** The line goes to standard output, so that it can be sent on. What a person looks at goes to the other stream. */
    private static void print(Invite invite, TextOutput out, TextOutput remarks) {
        out.print(invite.text() + "\n");
        remarks.print(String.join("\n", InviteCode.rows(invite.textForCode())) + "\n");
    }

    /** Prints the invite of the network that the options name. */
    void show(TextOutput out, TextOutput remarks) throws StartupException {
        PrivateNetwork network = chosen(_ -> {});
        if (network != null) {
            print(network.invite(), out, remarks);
        }
    }

    /**
     * The private network that the options lead into, saved for the next time; null if they name none.
     *
     * @param notices gets a sentence for the person about a file that can't be used as it is
     */
    @Nullable PrivateNetwork chosen(Consumer<String> notices) throws StartupException {
        Invite invite = invite();
        String name = options.network() == null && invite != null ? invite.name() : options.network();
        if (name == null) {
            return null;
        }
        PrivateNetwork known = find(name, notices);
        if (invite == null) {
            if (known == null) {
                throw StartupException.misused(unknown(name));
            }
            return known;
        }
        if (known == null) {
            return add(invite.named(name), port());
        }
        if (!known.invite().isSameNetwork(invite)) {
            throw StartupException.misused(("There is another private network called %s here: "
                    + "give this one a name of its own with --network NAME.").formatted(name));
        }
        return new PrivateNetwork(known.invite().at(joined(invite, known.invite())), known.folder(), known.port());
    }

    private static List<Address> joined(Invite one, Invite other) {
        return Stream.concat(one.addresses().stream(), other.addresses().stream()).toList();
    }

    private String unknown(String name) {
        List<String> names = networks.names();
        String others = names.isEmpty() ? "" : " Known: " + String.join(", ", names) + ".";
        return "There is no private network called %s here.%s Make it with --create-network, or join with its invite."
                .formatted(name, others);
    }

    private @Nullable Invite invite() throws StartupException {
        Path file = options.inviteFile();
        if (file == null) {
            return options.invite();
        }
        try {
            return switch (Invite.read(TextFile.read(file, MAX_INVITE_FILE_BYTES))) {
                case DecodedInvite.Read(Invite invite) -> invite;
                case DecodedInvite.Refused(String sentence) -> throw StartupException.misused(file + ": " + sentence);
            };
        } catch (IOException e) {
            throw StartupException.misused("The invite in %s can't be read: %s.".formatted(
                    file, FileProblem.reason(e)));
        }
    }

    private @Nullable PrivateNetwork find(String name, Consumer<String> notices) throws StartupException {
        try {
            return networks.find(name, notices);
        } catch (PrivateNetworks.Problem e) {
            throw StartupException.failed(e.sentence());
        }
    }

    private PrivateNetwork add(Invite invite, int port) throws StartupException {
        try {
            return networks.add(invite, port);
        } catch (PrivateNetworks.Problem e) {
            throw StartupException.failed(e.sentence());
        }
    }

    /** A port of our own for the network, so that what an invite says is true for long. */
    private int port() {
        PortRange listen = options.listen();
        return listen == null ? PortRange.DEFAULT_PORT + 1 + random.nextInt(PREFERRED_PORTS) : listen.firstPort();
    }

    /** Where others may reach this machine. */
    private List<Address> ownAddresses(int port) {
        if (port == 0) {
            return List.of(); // the system chooses one at each start
        }
        PortRange listen = options.listen();
        String host = listen == null ? null : listen.host();
        if (host != null) {
            return List.of(new Address(host, port));
        }
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(ip -> !ip.isLoopbackAddress() && !ip.isLinkLocalAddress())
                    .map(InetAddress::getAddress)
                    .sorted((one, other) -> Integer.compare(one.length, other.length)) // IPv4 first: it is shorter
                    .map(ip -> Address.of(ip, port))
                    .limit(Invite.MAX_ADDRESSES)
                    .toList();
        } catch (SocketException _) {
            return List.of(); // --show-invite and /invite of a running program know more
        }
    }
}
