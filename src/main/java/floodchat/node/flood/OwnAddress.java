package floodchat.node.flood;

import floodchat.protocol.flood.Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.stream.Stream;

/** The address that this peer tells others as its own. Peers that we dial see our address themselves. */
final class OwnAddress {
    private OwnAddress() {}

    /**
     * @param host the address that we listen on; for the wildcard address, the one that others most likely reach is
     * chosen
     */
    static Address of(InetAddress host, int port) {
        InetAddress best = host.isAnyLocalAddress() ? mostReachable() : host;
        return Address.of(best.getAddress(), port);
    }

    private static InetAddress mostReachable() {
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .orElse(InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
