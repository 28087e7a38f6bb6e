package floodchat.protocol.flood;

/**
 * Tells the network whose packets its backlog keeps, so that no author pushes out those of others. A user that can't
 * tell authors apart says nothing. It is no {@link FloodCommand}, because commands wait while a link is congested, and
 * that is when it counts whose the packets are.
 */
public sealed interface FloodAttribution {
    /**
     * A packet that was delivered is of this author. Its user has verified that.
     *
     * @param packet as in {@link FloodEvent.Delivered}; one that is forgotten already is ignored
     */
    record OfPacket(PacketId packet, Author author) implements FloodAttribution {}

    /** What is published from now on is of this author. */
    record OfOwn(Author author) implements FloodAttribution {}
}
