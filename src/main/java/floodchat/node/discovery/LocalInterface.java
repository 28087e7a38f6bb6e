package floodchat.node.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An address of this machine on a local network, and how many leading bits of it all hosts of that network share.
 *
 * @param address not loopback, and not one that needs a zone to be dialled
 * @param prefixBits 0 to 32 for IPv4, 0 to 128 for IPv6
 */
record LocalInterface(InetAddress address, int prefixBits) {
    private static final Logger LOG = LogManager.getLogger(LocalInterface.class);

    /**
     * One for each network interface that is up and can do multicast, except loopback.
     *
     * @param host the address that the peer listens on; the wildcard address for all
     */
    static List<LocalInterface> current(InetAddress host) {
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            List<LocalInterface> found = new ArrayList<>();
            for (NetworkInterface each : interfaces.toList()) {
                LocalInterface localInterface = isLocalNetwork(each) ? of(each, host) : null;
                if (localInterface != null) {
                    found.add(localInterface);
                }
            }
            return found;
        } catch (SocketException e) {
            LOG.debug("could not read the network interfaces: {}", e.getMessage());
            return List.of();
        }
    }

    private static boolean isLocalNetwork(NetworkInterface each) throws SocketException {
        return each.isUp() && each.supportsMulticast() && !each.isLoopback() && !each.isPointToPoint();
    }

    /** The address to use on an interface. One is enough; IPv4 is preferred because most other hosts have it. */
    private static @Nullable LocalInterface of(NetworkInterface each, InetAddress host) {
        return each.getInterfaceAddresses()
                .stream()
                .filter(address -> host.isAnyLocalAddress() || address.getAddress().equals(host))
                .filter(address -> address.getAddress() instanceof Inet4Address || !needsZone(address.getAddress()))
                .min(Comparator.comparing(address -> !(address.getAddress() instanceof Inet4Address)))
                .map(LocalInterface::of)
                .orElse(null);
    }

    private static LocalInterface of(InterfaceAddress address) {
        return new LocalInterface(address.getAddress(), address.getNetworkPrefixLength());
    }

    private static boolean needsZone(InetAddress address) {
        return address.isLinkLocalAddress();
    }

    /** True if the host is on this local network. Nobody may make us dial hosts elsewhere. */
    boolean reaches(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        boolean same = theirs.length == ours.length && !other.isMulticastAddress() && !other.isAnyLocalAddress();
        for (int bit = 0; same && bit < prefixBits; bit++) {
            same = bit(ours, bit) == bit(theirs, bit);
        }
        return same;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index / 8] >> (7 - index % 8) & 1;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
