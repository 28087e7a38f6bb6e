package floodchat.node.link;

/** The bounds of sockets and queues, each with the fault that it contains; {@link LinkSettings} has the times. */
public final class LinkLimits {
    /** Strangers that have not greeted yet; one more takes the place of the oldest. */
    static final int MAX_HALF_OPEN = 32;

    /** Of these from one address, loopback and private addresses excepted: many may share those. */
    static final int MAX_HALF_OPEN_PER_ADDRESS = 3;

    /** To connect to one address of a host. */
    static final int CONNECT_WITHIN_MS = 5_000;

    /** A link with so much waiting that is pushed is given time before more is taken in. */
    static final int CONGESTED_FRAMES = 256;

    static final int CONGESTED_BYTES = 1024 * 1024;

    /** What may wait for a link that is waited for no more; what is flooded beyond is left out for it. */
    static final int MAX_QUEUED_FRAMES = 32 * CONGESTED_FRAMES;

    static final int MAX_QUEUED_BYTES = 4 * CONGESTED_BYTES;

    /** Of these, what its peer asked for, and what came to us in that way: all of a cut that lasted 0.1 s at full speed. What is more is announced to it again. */
    static final int MAX_FETCHED_FRAMES = MAX_QUEUED_FRAMES / 2;

    static final int MAX_FETCHED_BYTES = 2 * CONGESTED_BYTES;

    /** Control frames that find room where packets no longer do. */
    static final int MAX_QUEUED_CONTROL_FRAMES = 256;

    /** One write takes what waits, up to here: far cheaper than one write per frame. */
    static final int WRITE_BYTES = 64 * 1024;

    /** The same in frames; what the writer has taken waits no more, so it takes no more than what congests. */
    static final int WRITE_FRAMES = CONGESTED_FRAMES;

    /** Frames that a link may have before the engine at a time: a loud link can't crowd out the others. */
    static final int UNHANDLED_FRAMES = 64;

    private LinkLimits() {}
}
