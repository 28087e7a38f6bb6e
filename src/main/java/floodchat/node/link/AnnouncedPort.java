package floodchat.node.link;

import floodchat.protocol.flood.Address;
import org.jspecify.annotations.Nullable;

/**
 * The port that the other side of a link is told. Others dial it at the host from which they see us. A peer with a
 * public address sees our router, so it is told the port that the router passes on. Peers with private addresses see
 * this machine, and so do those that come by IPv6, if the router translates IPv4. Set by the engine's thread, and read
 * by those of handshakes.
 */
public final class AnnouncedPort {
    private final int listening;
    private volatile @Nullable Address external;

    /** @param listening where this peer listens, 1 to 65,535 */
    public AnnouncedPort(int listening) {
        this.listening = listening;
    }

    /** @param address what the router passes on; null if it passes nothing on */
    public void external(@Nullable Address address) {
        external = address;
    }

    /** For the peer at this address. */
    int toldTo(Address peer) {
        Address mapped = external;
        if (mapped == null || peer.owner() == null || isIpv6(mapped) != isIpv6(peer)) {
            return listening;
        }
        return mapped.port();
    }

    private static boolean isIpv6(Address address) {
        return address.host().indexOf(':') >= 0;
    }
}
