package floodchat.protocol.flood;

/**
 * What the membership asks and tells of the broadcast. Membership and broadcast import only this interface and
 * {@link Membership}, not each other.
 */
public interface Broadcast {
    /**
     * How a link has become a neighbour's.
     *
     * @param weDialled true if this peer opened the connection and asked for the link: the stem takes only such links,
     *     and it is for us to send {@link Frame.Graft}
     * @param wanted true if a person asked for this peer or for its network
     */
    record Origin(boolean weDialled, boolean wanted) {}

    /** A link has entered the active view. */
    void up(LinkId link, Origin origin, FloodContext context);

    /** A link has left the active view. */
    void down(LinkId link, FloodContext context);

    /**
     * Whether the tree does without this link: no packets go there, and no {@link Frame.Graft} that asks for them can
     * be under way.
     *
     * @param link in the active view
     */
    boolean isOutOfTree(LinkId link, long nowMs);

    /** Whether the tree does without this link, and no packets go along it before they are flooded. */
    boolean isIdle(LinkId link, long nowMs);

    /**
     * When the first of the last own packets was published that no other neighbour than the one that took it seems to
     * have got; -1 if the network hears this peer, or if that can't be told.
     */
    long unheardSinceMs(long nowMs);
}
