package floodchat.node.portmap;

import floodchat.protocol.flood.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads the address that a router says it has. */
final class OuterAddress {
    /** What stands for the address of a mapping that has ended. */
    static final Address NONE = new Address("0.0.0.0", 1);

    private OuterAddress() {}

    /** Null if others can't dial it. @param ip 4 bytes, or 16 */
    static @Nullable Address of(byte[] ip, int port) {
        String host = host(ip);
        return host == null || port == 0 ? null : new Address(host, port);
    }

    /** The literal; null if it is not the address of one machine elsewhere. */
    static @Nullable String host(byte[] ip) {
        String host = Address.of(unmapped(ip), 1).host();
        return Address.isUnicastLiteral(host) && !new Address(host, 1).isLoopback() ? host : null;
    }

    private static byte[] unmapped(byte[] ip) {
        try {
            return InetAddress.getByAddress(ip).getAddress(); // an IPv4-mapped address becomes one of IPv4
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IP address has 4 bytes or 16, not " + ip.length, e);
        }
    }
}
