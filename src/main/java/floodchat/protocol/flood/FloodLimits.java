package floodchat.protocol.flood;

/** The bounds and the periods of the network's rules. What the peers of one network must agree on is here and is no setting. */
public final class FloodLimits {
    /** A payload: what a frame of 64 KiB holds beside its header, with room to spare for a seal. */
    public static final int MAX_PAYLOAD_BYTES = 60 * 1024;

    /** Active random walk length (HyParView, section 4.2): far enough to end anywhere in a large network. */
    static final int WALK_HOPS = 6;

    /** After the walk, how many further peers are asked for a free slot. */
    static final int SEEK_HOPS = 6;

    /** A join request's hops when it starts. */
    public static final int JOIN_HOPS = WALK_HOPS + SEEK_HOPS;

    /** Passive random walk length: where a join request has this many hops left, the newcomer enters the passive view. */
    static final int PASSIVE_INSERTION_HOPS_LEFT = JOIN_HOPS - 3;

    /** How many walks an entry point starts for one newcomer: with its own link, as many as a newcomer wants. */
    static final int WALKS_PER_NEWCOMER = 4;

    public static final int SHUFFLE_HOPS = 6;

    /** Neighbours and passive addresses in a shuffle, beside the origin itself (HyParView, section 5.1: 3 and 4). */
    static final int SHUFFLED_NEIGHBOURS = 3;

    static final int SHUFFLED_PASSIVE = 4;

    /** Where a person asked for an address, so many peers beside the one there are linked to in any case: its network and ours become one. */
    static final int WELCOME_PEERS = 2;

    /** Contacts that a new neighbour is told. */
    static final int MAX_SAMPLE = SHUFFLED_NEIGHBOURS + SHUFFLED_PASSIVE;

    /** Contacts in one frame. */
    public static final int MAX_CONTACTS = 1 + SHUFFLED_NEIGHBOURS + SHUFFLED_PASSIVE;

    static final long SHUFFLE_PERIOD_MS = 30_000;

    /** One shuffle in so many also promotes a passive address at random: without it, islands of peers can form. */
    static final int SHUFFLES_PER_PROMOTION = 10;

    /**
     * Passive view (HyParView, section 5.1: 30, where survivors of 90 % are counted by their messages). With 42, after 90 % had died at once, in 2 of 30 networks
     * of 1,000 there was a survivor that no other knew.
     */
    static final int PASSIVE_CONTACTS = 64;

    /** A packet starts with a random number of hops from this up, so that its author is not told by the largest. */
    static final int MIN_FIRST_PACKET_HOPS = 48;

    /**
     * A safety limit, all that six bits hold. The longest way in a good tree of 10,000 peers has 23 links; where the tree was mended, or two have just become
     * one, it has more than 32. A packet that may go no further is announced, and waited for at every peer beyond.
     */
    public static final int MAX_PACKET_HOPS = 63;

    /** Ids of packets seen, in each of two generations: over an hour at 30 packets a second. */
    static final int SEEN_IDS_PER_GENERATION = 131_072;

    /** A link whose purpose nobody has said after this time ends. */
    static final long PURPOSE_WITHIN_MS = 10_000;

    /** Links that others dialled and that have no purpose yet; one more ends the oldest. A hundred may well come at once. */
    static final int MAX_STRANGERS = 128;

    /** Two peers that dial each other at the same time know it within this time of the first link: a dial and a greeting. */
    static final long DIALLED_TOGETHER_MS = 10_000;

    /** Contacts of one owner's addresses in the passive view, private networks excepted: the next takes the place of the oldest of them. */
    static final int PASSIVE_CONTACTS_PER_OWNER = 4;

    /** How long a newcomer waits for somebody to dial back before it asks its entry point to keep the link. */
    static final long DIALLED_BACK_WITHIN_MS = 3_000;

    /** Between rounds of attempts to find links: doubles from the first to the last. */
    static final long FIRST_RETRY_MS = 1_000;

    static final long LAST_RETRY_MS = 60_000;

    /** Entry addresses tried at a time; and contacts, after a mass failure. */
    static final int DIALS_AT_A_TIME = 4;

    /** A packet from further ahead than this, by our clock, is not taken; nor a link to a peer whose clock is further away than this. */
    public static final long MAX_AHEAD_MS = 2 * 60 * 60 * 1_000;

    /** Times of own packets grow from one to the next, ahead of the clock where there are more than one in a ms; by so much at most. */
    static final long MAX_LEAD_MS = 60_000;

    /** With fewer links than this a peer looks beyond the peers it knows (the origin network's minimum: 3). */
    static final int LINKS_TO_REST = 3;

    /** Peers of the local network that are heard of at a time: half of a passive view. */
    public static final int MAX_NEARBY = 32;

    /** What is heard of the local network comes every minute: where it does not, we are no longer on it. */
    static final long NEARBY_HEARD_MS = 150_000;

    /** The period of the next two. */
    static final long NEARBY_PERIOD_MS = 60_000;

    /** Peers of the local network that may enter the passive view while links are few, each to be dialled: all are tried through once. */
    static final int MAX_NEARBY_TAKEN = MAX_NEARBY;

    /** Visits of peers with links enough to unknown peers nearby, together, where as many are heard of as there are. */
    static final int NEARBY_VISITS = 4;

    /** So many neighbours lost without a goodbye within the next time are a mass failure: half of those that a peer wants. */
    static final int MASS_FAILURE_LINKS = 3;

    /** In it the death of hosts, too, is noticed by all their neighbours. */
    static final long MASS_FAILURE_WITHIN_MS = 15_000;

    /** Own packets kept while there is no link. */
    public static final int MAX_UNSENT_PACKETS = 1_024;

    static final int MAX_UNSENT_BYTES = 8 * 1024 * 1024;

    /** Addresses told for the next start, and taken from the last one. */
    static final int MAX_REMEMBERED = 64;

    /** Between two reports of addresses. */
    static final long REMEMBER_PERIOD_MS = 2_000;

    /** Ids in one frame: what fits a control frame. */
    public static final int MAX_IDS = 500;

    /** Ids are announced together after so long: announcements mend, they do not carry, so this delays nothing. */
    static final long ANNOUNCE_AFTER_MS = 20;

    /** Bounds of the wait for an announced packet before it is fetched; between them it follows the lags seen. */
    static final long MIN_MISSING_MS = 250;

    static final long MAX_MISSING_MS = 2_000;

    /** Announced packets that are waited for: as many as others keep; one more, and the oldest comes by the tree or not at all. */
    static final int MAX_MISSING = 65_536;

    /**
     * Announcements that wait until a link may carry them, of each age: as many as its peer can await, for a link that is waited for no more may be left
     * out of many packets at once, and what is not announced then comes to it by nobody. The oldest go first: what they announce is forgotten first.
     */
    static final int MAX_TO_ANNOUNCE = MAX_MISSING;

    /** A packet is served to one link so often. */
    static final int MAX_SERVED = 3;

    /** Served packets that are counted, of each link: the latest. */
    static final int MAX_SERVED_COUNTED = 1_024;

    /** Recent packets that are kept for whoever asks, and their bytes: at 30,000 small ones a second they last until somebody asks. */
    static final int MAX_STORED_PACKETS = 65_536;

    static final int MAX_STORED_BYTES = 8 * 1024 * 1024;

    /** The backlog that a new neighbour is told of: a day, for whoever joins late. */
    static final long BACKLOG_AGE_MS = 24 * 60 * 60 * 1_000;

    static final int MAX_BACKLOG_PACKETS = 1_000;

    static final int MAX_BACKLOG_BYTES = 8 * 1024 * 1024;

    /** Who has lost a link of the tree makes one anew for so long; then the others have mended it. */
    static final long BEREFT_MS = 10_000;

    /**
     * What came later than this before the link did may still be under way to a new neighbour: it is announced as fresh, and the neighbour waits for it. Where it is
     * not under way, for a parted network has just become one, that wait is all for nothing.
     */
    static final long FRESH_MS = 500;

    /** What is dated within this time of the clock is live, whatever a relay says. */
    static final long THIS_MOMENT_MS = 1_000;

    /** After this time with a neighbour, what is announced as fresh is under way to this peer too. */
    static final long JUST_COME_MS = 1_000;

    /** Packets of a backlog that one neighbour is asked for at a time: half of what congests a link. */
    static final int MAX_CATCHING_UP = 128;

    /** Then the next neighbour that has it is asked. */
    static final long CATCH_UP_WITHIN_MS = 3_000;

    /** In a network of up to so many peers every link stays eager: a plain flood is quicker than any repair. */
    static final int PLAIN_FLOOD_PEERS = 8;

    /** What a report calls recent: long enough for a few messages of a quiet network. */
    public static final int RECENT_MINUTES = 5;

    /** In one of up to so many, what is said goes on every link as long as little is said: the tree is for when there is more. */
    static final int QUIET_FLOOD_PEERS = 16;

    /** Own packets that waited longer than this for the first neighbour are no news. */
    static final long NEWS_MS = 10_000;

    /** How long a goodbye may take. */
    static final long GOODBYE_WITHIN_MS = 3_000;

    private FloodLimits() {}
}
