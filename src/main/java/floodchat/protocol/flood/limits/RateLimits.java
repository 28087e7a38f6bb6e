package floodchat.protocol.flood.limits;

import floodchat.protocol.flood.NetworkTerms;

/**
 * How much one link carries. A peer paces what it sends, and ends the link to a peer that sends much more. Pace and
 * limit are a factor apart, so that an honest peer never loses a link, whatever it has to relay (docs/decisions/0005).
 * Unless a limit names its own burst, it allows a burst of {@value #BURST_S} seconds.
 */
public final class RateLimits {
    /** After a rest the tokens of this time may be used at once: by a backlog, or by what a congested link held up. */
    public static final int BURST_S = 10;

    /** The average size of a packet at most, in bytes; a line of chat takes 300. */
    public static final int BYTES_PER_PACKET = 2_048;

    /** A peer that sends more than this many times the pace loses its link. */
    static final int TOLERANCE = 2;

    /**
     * The rate of new packets over all links, as a multiple of the pace: honest neighbours all bring the same packets.
     */
    static final int TOLERANCE_IN_ALL = 4;

    /** On each link a packet is announced once, and asked for once at most. */
    static final int IDS_PER_PACKET = 2;

    /** Frames that are no packets: announcements come every 20 ms, and all others are rare. */
    static final int CONTROL_FRAMES_PER_S = 500;

    /** Shuffles and answers that a peer sends on one link. Each peer starts one in 30 s, on one of its links. */
    static final int SHUFFLES_SENT_PER_S = 10;

    static final int SHUFFLES_PER_S = TOLERANCE * SHUFFLES_SENT_PER_S;

    /** Shuffles of one peer that are answered at once. A peer that lacks links sends one a second at first. */
    static final int ANSWERED_SHUFFLES_AT_ONCE = 6;

    /** After {@link #ANSWERED_SHUFFLES_AT_ONCE}, one in this time. Honest traffic is one in 30 s over all links. */
    static final int ANSWERED_SHUFFLE_PERIOD_S = 10;

    /** Grafts and prunes: a link that changes between eager and lazy more often serves nobody. */
    static final int TREE_CHANGES_PER_S = 50;

    /**
     * Dials of addresses that others named and that we have not tried. So a crowd that is told a third party's address
     * does it little harm.
     */
    static final int DIALS_FOR_OTHERS_PER_S = 5;

    /** Idle neighbours that make room for a peer that has links already: one in this time. */
    static final int EVICTION_OF_IDLE_PERIOD_S = 60;

    /**
     * One request for a link that finds no free slot, in this time. That is twice as many as in a network in which
     * 0.5 % of the peers die and as many join every second.
     */
    static final int CONTESTED_REQUESTS_PERIOD_S = 20;

    /** The burst of {@link #CONTESTED_REQUESTS_PERIOD_S}: a crowd of newcomers is no attack. */
    public static final int CONTESTED_REQUESTS_AT_ONCE = 30;

    private RateLimits() {}

    /** A bucket with the usual burst. */
    static TokenBucket bucket(double perSecond) {
        return new TokenBucket(perSecond, perSecond * BURST_S);
    }

    /** Evictions of idle neighbours for peers that have links already. */
    public static TokenBucket evictionsOfIdle() {
        return new TokenBucket(1.0 / EVICTION_OF_IDLE_PERIOD_S, 1);
    }

    /** Requests for a link that find no free slot, as many as a network without attackers has. */
    public static TokenBucket contestedRequests() {
        return new TokenBucket(1.0 / CONTESTED_REQUESTS_PERIOD_S, CONTESTED_REQUESTS_AT_ONCE);
    }

    /** Ids that one link may be sent in announcements. @param terms with packetsPerSecond above 0 */
    public static TokenBucket announcedIds(NetworkTerms terms) {
        return bucket(terms.packetsPerSecond());
    }
}
