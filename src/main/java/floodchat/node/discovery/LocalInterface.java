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
 * Where this machine is on a local network: an address of its own, and how much of it all hosts there share.
 *
 * @param address no loopback, and none that needs a zone to be dialled
 * @param prefixBits 0 to 32 or 128
 */
record LocalInterface(InetAddress address, int prefixBits) {
    private static final Logger LOG = LogManager.getLogger(LocalInterface.class);

    /**
     * What there is now: one for every interface that is up and can do multicast, loopback excepted.
     *
     * @param host the address that is listened on; the wildcard is all of them
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
            LOG.debug("can't look at the interfaces: {}", e.getMessage());
            return List.of();
        }
    }

    private static boolean isLocalNetwork(NetworkInterface each) throws SocketException {
        return each.isUp() && each.supportsMulticast() && !each.isLoopback() && !each.isPointToPoint();
    }

    /** One is enough to meet everyone there; IPv4, where there is any, is what most others have. */
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

    /**
     * Whether the address is a neighbour's on this very network: nobody must be able to make us dial hosts elsewhere.
     */
    boolean reaches(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        boolean one = theirs.length == ours.length && !other.isMulticastAddress() && !other.isAnyLocalAddress();
        for (int bit = 0; one && bit < prefixBits; bit++) {
            one = bit(ours, bit) == bit(theirs, bit);
        }
        return one;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index / 8] >> (7 - index % 8) & 1;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
