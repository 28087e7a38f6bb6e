package floodchat.protocol.wire;

import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PeerId;

/**
 * The first frame in either direction.
 *
 * @param version the version of the protocol, 0 to 65,535; peers of different versions do not link
 * @param terms the network, and what its peers agree on
 * @param listeningPort the port where the sender listens, 1 to 65,535; the receiver sees the host itself
 * @param timeMs the sender's clock, ms since 1970
 */
public record Hello(int version, NetworkTerms terms, PeerId peer, int listeningPort, long timeMs) {
    /** Our version of the protocol. */
    public static final int VERSION = 4;

    /** "FLDC": tells a peer from another program on the same port. */
    static final int MAGIC = 0x464C4443;

    /** The same HELLO with this time. */
    public Hello at(long nowMs) {
        return new Hello(version, terms, peer, listeningPort, nowMs);
    }
}
