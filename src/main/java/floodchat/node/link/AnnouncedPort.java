package floodchat.node.link;

import floodchat.protocol.flood.Address;
import org.jspecify.annotations.Nullable;

/**
 * The port that the other side of a link is told. Others dial it at the host from which they see us. A peer with a
 * public address sees our router, so it is told the port that the router passes on. Peers with private addresses see
 * this machine. Set by the engine's thread, and read by those of handshakes.
 */
public final class AnnouncedPort {
    private final int listening;
    private volatile int external;

    /** @param listening where this peer listens, 1 to 65,535 */
    public AnnouncedPort(int listening) {
        this.listening = listening;
        this.external = listening;
    }

    /** @param address what the router passes on; null if it passes nothing on */
    public void external(@Nullable Address address) {
        external = address == null ? listening : address.port();
    }

    /** For the peer at this address. */
    int toldTo(Address peer) {
        return peer.owner() == null ? listening : external;
    }
}
