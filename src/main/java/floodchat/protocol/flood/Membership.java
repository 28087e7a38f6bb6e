package floodchat.protocol.flood;

/**
 * What the broadcast asks and tells of the membership. Membership and broadcast import only this interface and
 * {@link Broadcast}, not each other.
 */
public interface Membership {
    /**
     * How many peers this peer knows: itself, its neighbours and its contact book. It is a lower bound of the network's
     * size.
     */
    int knownPeers();

    /** The tree was broken above this peer, and this link was made eager to repair it. */
    void grafted(LinkId link, FloodContext context);
}
