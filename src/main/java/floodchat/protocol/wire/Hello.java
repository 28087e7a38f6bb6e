package floodchat.protocol.wire;

import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.PeerId;

/**
 * The first frame in either direction.
 *
 * @param version of the protocol, 0 to 65,535; peers of different versions do not link
 * @param listeningPort where the sender can be dialled, on the host that the receiver sees, 1 to 65,535
 */
public record Hello(int version, NetworkTag network, PeerId peer, int listeningPort) {
    /** This storey of the protocol. */
    public static final int VERSION = 1;

    /** "FLDC": tells a peer from any other program on the same port. */
    static final int MAGIC = 0x464C4443;
}
