package floodchat.node.flood;

import floodchat.protocol.flood.Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.stream.Stream;

/** What to tell others when they ask where we are. Peers that we link to see for themselves. */
final class OwnAddress {
    private OwnAddress() {}

    /**
     * @param host what is listened on; for the wildcard, the address of this machine that others are most likely to
     *     reach
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
