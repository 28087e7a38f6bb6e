package floodchat.node.link;

/** The bounds of sockets, each with the fault that it contains. */
public final class LinkLimits {
    /** A stranger that does not greet holds a socket no longer than this. */
    static final int GREETING_WITHIN_MS = 10_000;

    /** Strangers that have not greeted yet; one more takes the place of the oldest. */
    static final int MAX_HALF_OPEN = 32;

    /** Of these from one address, loopback and private addresses excepted: many may share those. */
    static final int MAX_HALF_OPEN_PER_ADDRESS = 3;

    /** To connect to one address of a host. */
    static final int CONNECT_WITHIN_MS = 5_000;

    /** A link that brings no frame for so long is dead; pings come twice as often. */
    static final int SILENCE_MS = 20_000;

    static final long PING_AFTER_MS = SILENCE_MS / 2;

    /** Frames that wait for a slow link, and their bytes; what is flooded beyond is left out for that link. */
    static final int MAX_QUEUED_FRAMES = 256;

    static final int MAX_QUEUED_BYTES = 1024 * 1024;

    /** A link with so much waiting should be given time before more is taken in. */
    static final int CONGESTED_FRAMES = MAX_QUEUED_FRAMES / 2;

    static final int CONGESTED_BYTES = MAX_QUEUED_BYTES / 2;

    /** Frames that a link may have before the engine at a time: a loud link can't crowd out the others. */
    static final int UNHANDLED_FRAMES = 64;

    /** After both sides were told that a link ends, how long the other may still send what was under way. */
    static final long ENDING_WITHIN_MS = 2_000;

    private LinkLimits() {}
}
