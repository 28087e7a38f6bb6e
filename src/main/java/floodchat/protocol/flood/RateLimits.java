package floodchat.protocol.flood;

/**
 * How much a link carries: a peer paces what it sends, and cuts whoever sends much more. Pace and limit are a factor apart, so that no honest peer
 * is ever cut, whatever it has to relay (docs/decisions/0005). Every limit allows a burst of {@value #BURST_S} seconds' worth.
 */
public final class RateLimits {
    /** After a rest so many seconds' worth may come at once: a backlog, or what a congested link held up. */
    public static final int BURST_S = 10;

    /** What a packet may take on average, in bytes; a line of chat takes 300. */
    public static final int BYTES_PER_PACKET = 2_048;

    /** Who sends more than so many times the pace is cut. */
    static final int TOLERANCE = 2;

    /** So many times the pace may be new in all, over all links: every honest neighbour brings the same packets. */
    static final int TOLERANCE_IN_ALL = 4;

    /** Every packet is announced on a link once, and what the other side announces is asked for there at most as often. */
    static final int IDS_PER_PACKET = 2;

    /** Frames other than packets: announcements come in batches of 20 ms, all else is rare. */
    static final int CONTROL_FRAMES_PER_S = 500;

    /** Requests to join that a peer passes on, on one link: an entry point that a crowd comes through sends a few for each. */
    static final int JOINS_PASSED_ON_PER_S = 100;

    static final int JOINS_PER_S = TOLERANCE * JOINS_PASSED_ON_PER_S;

    /** A neighbour that lacks links asks for walks of its own, at first every second; more than so many at once are ignored. */
    static final int OWN_JOINS_AT_ONCE = 6;

    /** Then one in so many seconds is followed. */
    static final int OWN_JOIN_PERIOD_S = 10;

    /** Shuffles, and answers, that a peer sends on one link: one is started in half a minute, and crosses seven links. */
    static final int SHUFFLES_SENT_PER_S = 10;

    static final int SHUFFLES_PER_S = TOLERANCE * SHUFFLES_SENT_PER_S;

    /** Shuffles from one neighbour that end here, beside so many at once: one in so many seconds. From all peers together, one in half a minute does. */
    static final int ENDING_SHUFFLE_PERIOD_S = 10;

    static final int ENDING_SHUFFLES_AT_ONCE = 6;

    /** A link that changes between eager and lazy more often than this serves nobody. */
    static final int TREE_CHANGES_PER_S = 50;

    /** What a peer dials on others' word alone, to take newcomers and to answer shuffles: nobody is to be dialled by a crowd that was told to. */
    static final int DIALS_FOR_OTHERS_PER_S = 5;

    /** Neighbours that are evicted for those who ask for it, or for whom others ask: each link is worth more than a moment. */
    static final int EVICTIONS_FOR_OTHERS_PER_S = 1;

    /** Addresses that one neighbour's walks put into the passive view, beside so many at once: one in so many seconds. Shuffles bring more. */
    static final int WALKERS_LEARNT_PERIOD_S = 10;

    static final int WALKERS_LEARNT_AT_ONCE = 6;

    private RateLimits() {}

    static TokenBucket allowance(double perSecond) {
        return new TokenBucket(perSecond, perSecond * BURST_S);
    }
}
