package floodchat.node.link;

/** The bounds of sockets and queues, each with its reason. {@link LinkSettings} has the times. */
public final class LinkLimits {
    /** Accepted sockets without a handshake; one more replaces the oldest. */
    static final int MAX_HALF_OPEN = 32;

    /** The same for one address. Loopback and private addresses are exempt, because many peers may share one. */
    static final int MAX_HALF_OPEN_PER_ADDRESS = 3;

    /** Timeout for connecting to one IP address of a host. */
    static final int CONNECT_WITHIN_MS = 5_000;

    /** A link with this many pushed packets in its queue is congested: the engine waits before it takes in more. */
    static final int CONGESTED_FRAMES = 256;

    static final int CONGESTED_BYTES = 1024 * 1024;

    /** With this many left, a link is no longer congested. */
    static final int DRAINED_FRAMES = CONGESTED_FRAMES / 2;

    static final int DRAINED_BYTES = CONGESTED_BYTES / 2;

    /**
     * A link that rests because of the rate of its network is no longer congested after the packets of this time:
     * packets of all neighbours wait meanwhile.
     */
    static final int DRAIN_MS = 64;

    /**
     * Bound of the queue of a link that the engine no longer waits for. Packets beyond it are left out for this link.
     */
    static final int MAX_QUEUED_FRAMES = 32 * CONGESTED_FRAMES;

    /** In a queue that is a quarter full, packets that one other link has brought. */
    static final int MAX_QUEUED_OF_LINK = MAX_QUEUED_FRAMES / 16;

    static final int MAX_QUEUED_BYTES = 4 * CONGESTED_BYTES;

    /**
     * Bound for fetched packets in the queue. Large enough for everything that is missed when the network is cut for
     * 0.1 s at full speed. Fetched packets beyond it are announced to the peer again.
     */
    static final int MAX_FETCHED_FRAMES = MAX_QUEUED_FRAMES / 2;

    static final int MAX_FETCHED_BYTES = 2 * CONGESTED_BYTES;

    /** Extra room for control frames when the queue has no room for packets. */
    static final int MAX_QUEUED_CONTROL_FRAMES = 256;

    /** Most bytes in one write. One write for many frames is far cheaper than one write per frame. */
    static final int WRITE_BYTES = 64 * 1024;

    /**
     * Most frames in one write. Frames that the writer has taken no longer count as waiting, so it must not take more
     * than what makes a link congested.
     */
    static final int WRITE_FRAMES = CONGESTED_FRAMES;

    /**
     * A writer that has to rest takes no more at a time than what the rate of its network allows in this time. A new
     * packet waits for that rest.
     */
    static final int WRITE_MS = 50;

    /**
     * Frames of one link that the engine has not handled yet. With this bound a loud link can't crowd out the others.
     */
    static final int UNHANDLED_FRAMES = 64;

    private LinkLimits() {}
}
