package floodchat.protocol.wire;

import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PeerId;

/**
 * The first frame in either direction.
 *
 * @param version of the protocol, 0 to 65,535; peers of different versions do not link
 * @param terms which network, and what its peers agree on
 * @param listeningPort where the sender can be dialled, on the host that the receiver sees, 1 to 65,535
 * @param timeMs the sender's clock, ms since 1970
 */
public record Hello(int version, NetworkTerms terms, PeerId peer, int listeningPort, long timeMs) {
    /** This storey of the protocol. */
    public static final int VERSION = 4;

    /** "FLDC": tells a peer from any other program on the same port. */
    static final int MAGIC = 0x464C4443;

    /** The same, said at this time. */
    public Hello at(long nowMs) {
        return new Hello(version, terms, peer, listeningPort, nowMs);
    }
}
