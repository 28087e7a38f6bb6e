package floodchat.protocol.flood.broadcast;

/** The bounds and periods of the broadcast's rules. */
public final class BroadcastLimits {
    // ---- packets

    /**
     * A packet starts with a random number of hops, at least this many, so that the largest number does not tell who
     * its author is.
     */
    public static final int MIN_FIRST_PACKET_HOPS = 48;

    /**
     * Packets older than this are not taken. It is also how long the backlog keeps a packet: a day, for peers that join
     * late.
     */
    public static final long BACKLOG_AGE_MS = 24 * 60 * 60 * 1_000;

    /**
     * A packet whose time is within this distance of our clock is live, whatever a relay says. A packet may be on its
     * stem for twice the mean embargo without being late.
     */
    public static final long LIVE_MS = 10_000;

    /** An own packet that waited longer than this for the first neighbour is no news. */
    public static final long NEWS_MS = 10_000;

    /** Ids of packets seen, in each of two generations: more than an hour at 30 packets a second. */
    public static final int SEEN_IDS_PER_GENERATION = 131_072;

    /**
     * Recent packets that are kept for neighbours that ask: at 30,000 small packets a second they last until a
     * neighbour asks.
     */
    public static final int MAX_STORED_PACKETS = 65_536;

    public static final int MAX_STORED_BYTES = 8 * 1024 * 1024;

    /**
     * After this time no neighbour asks any more: links that stall or say nothing end within 20 s, and all that have
     * announced a packet are asked for it within 20 s. In a quiet network the other bounds would keep the packets of
     * hours.
     */
    public static final long MAX_STORED_MS = 60_000;

    // ---- the stem

    /**
     * A new epoch begins after a random time of at least this. A longer one shows a stem more packets of one author; a
     * shorter one shows them to more stems.
     */
    public static final long MIN_EPOCH_MS = 5 * 60 * 1_000;

    public static final long MAX_EPOCH_MS = 15 * 60 * 1_000;

    /** In one of this many epochs a peer floods the stem packets of others. So a stem has five links on average. */
    public static final int EPOCHS_PER_FLOODING = 5;

    /** The mean of the time after which a peer floods a packet that has not come back. */
    public static final long MEAN_EMBARGO_MS = 5_000;

    /** The longest embargo; one in 160,000 would be longer. */
    public static final long MAX_EMBARGO_MS = 60_000;

    /** Packets of others on their stem; as many own ones. One more is flooded at once. */
    public static final int MAX_STEM_PACKETS = 256;

    /** Bytes of these packets; as many of own ones. */
    public static final int MAX_STEM_BYTES = 1024 * 1024;

    // ---- the tree

    /** In a network of up to this many peers every link stays eager: a plain flood is quicker than any repair. */
    public static final int PLAIN_FLOOD_PEERS = 8;

    /** In a network of up to this many peers packets go on every link while little is said. */
    public static final int QUIET_FLOOD_PEERS = 16;

    /**
     * For this time after losing an eager link, a peer makes the next link that it asked for eager. After that, others
     * have repaired the tree.
     */
    public static final long REPLACE_EAGER_WITHIN_MS = 10_000;

    // ---- ids on lazy links

    /**
     * Ids are collected for this long before they are announced. Announcements only repair, so this delays no packet.
     */
    public static final long ANNOUNCE_AFTER_MS = 20;

    /**
     * Ids that wait until a link may carry them, of each kind. A stalled link skips many packets at once, and an id
     * that is not announced later is lost for that peer. So it is as many as its peer can await. The oldest go first,
     * as the packets of these are forgotten first.
     */
    public static final int MAX_TO_ANNOUNCE = MAX_STORED_PACKETS;

    /** How often one packet is served to one link. */
    public static final int MAX_SERVED = 3;

    /** Served packets that are counted for each link: the latest. */
    public static final int MAX_SERVED_COUNTED = 1_024;

    // ---- missing packets

    /** The shortest wait for an announced packet before it is asked for; it follows the lags that were seen. */
    public static final long MIN_MISSING_MS = 250;

    public static final long MAX_MISSING_MS = 2_000;

    /**
     * Announced packets that are awaited: as many as others keep. One more takes the place of the oldest of the
     * neighbour that was the first to announce the most.
     */
    public static final int MAX_MISSING = MAX_STORED_PACKETS;

    /**
     * Neighbours that are asked for one packet at a time. If the first one is slow, the second has time to answer
     * before a third is asked, so that a packet comes twice at most.
     */
    public static final int MAX_ASKED_AT_A_TIME = 2;

    /** A neighbour that was asked for a packet it announced, and has not sent it within this time, breaks a promise. */
    public static final long PROMISE_WITHIN_MS = 2_000;

    /** All announcers of a packet were asked: if one more announces it within this time, that one is asked at once. */
    public static final long FORGOTTEN_AFTER_MS = 10_000;

    // ---- the backlog

    public static final int MAX_BACKLOG_PACKETS = 1_000;

    public static final int MAX_BACKLOG_BYTES = 8 * 1024 * 1024;

    /**
     * The part of the backlog's packets and bytes for packets of nobody: what has just come, and what is no message. It
     * is small, since junk is worth nothing.
     */
    public static final int NOBODYS_PERCENT = 10;

    /**
     * The part for authors that are not known yet. New keys cost nothing, so all of them together get less than those
     * who were there before, who get the rest.
     */
    public static final int NEW_AUTHORS_PERCENT = 20;

    /**
     * An author is known when packets of it have been kept for this time. So keys that are made for a flood count as
     * new until it is over, and a peer that has run for ten minutes knows whom it protects.
     */
    public static final long KNOWN_AFTER_MS = 10 * 60 * 1_000;

    /**
     * How many authors become known in this time is bounded: keys that were made beforehand only double the number of
     * the known ones. Those of a peer's first {@value #KNOWN_AFTER_MS} ms are excepted.
     */
    public static final long KNOWN_PERIOD_MS = 60 * 60 * 1_000;

    /** As many authors become known in a period as are known already, and at least these. */
    public static final int MIN_KNOWN_PER_PERIOD = 32;

    /**
     * Known authors that are remembered, also while no packet of theirs is kept: about 80 bytes each. Twice as many as
     * can have packets.
     */
    public static final int MAX_KNOWN_AUTHORS = 2_000;

    /** Sealed packets, apart from the others. Nobody can tell a letter from junk, so junk must not push out lines. */
    public static final int MAX_SEALED_PACKETS = 500;

    /** Enough for 500 letters of a usual size, 2 KiB, and some long ones. */
    public static final int MAX_SEALED_BYTES = 4 * 1024 * 1024;

    /**
     * A packet that came within this time before a link opened may still be under way to the new neighbour by the tree.
     * It is announced as fresh, and the neighbour waits for it. After a partition it is not under way, and that wait is
     * for nothing.
     */
    public static final long FRESH_MS = 500;

    /** After a peer has had a neighbour for this time, packets that are announced as fresh are under way to it too. */
    public static final long JUST_JOINED_MS = 1_000;

    /** Packets of the backlog that one neighbour is asked for at a time: half of what congests a link. */
    public static final int MAX_BACKLOG_REQUESTS = 128;

    /** Timeout before the next neighbour that has a backlog packet is asked. */
    public static final long BACKLOG_WITHIN_MS = 3_000;

    private BroadcastLimits() {}
}
