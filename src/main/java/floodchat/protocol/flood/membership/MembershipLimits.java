package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.FloodLimits;

/** The bounds and periods of the membership's rules. */
public final class MembershipLimits {
    // ---- links

    /** A link ends if neither side has said within this time what it is for. */
    public static final long PURPOSE_WITHIN_MS = 10_000;

    /**
     * Links that others dialled and that have no purpose yet. One more ends the oldest. A hundred may well come at
     * once.
     */
    public static final int MAX_STRANGERS = 128;

    /**
     * If a person asked for an address, this many other peers of its network are asked for a link, too. So two networks
     * become one.
     */
    public static final int WELCOME_PEERS = 2;

    /** Contacts that a new neighbour, or a peer that is refused, is told. */
    public static final int MAX_SAMPLE = FloodLimits.MAX_CONTACTS;

    /** If the book has fewer contacts than this to tell, neighbours are told as well. */
    public static final int MIN_SAMPLE = 12;

    /** The oldest links that a peer chose. They make room for none, and are dialled first after a restart. */
    public static final int ANCHORS = 2;

    /** Of the slots for peers that dialled us, one in this many makes room for others. */
    public static final int DIALLERS_PER_YOUNG = 4;

    /**
     * A peer that dialled us keeps its link for this time: a few round trips to find others. Otherwise newcomers that
     * come together would end each other's only link.
     */
    public static final long SETTLED_AFTER_MS = 1_000;

    // ---- the contact book

    /** Contacts that were tried, and slots of their table. HyParView (section 5.1) has 30 contacts in all. */
    public static final int TRIED_CONTACTS = 64;

    /** Peers that dialled us and were not tried. */
    public static final int SEEN_CONTACTS = 32;

    /** Contacts that others told us of. One more takes the place of the oldest of the teller that has most. */
    public static final int HEARD_CONTACTS = 128;

    /** Of these the contacts of one teller. One more takes the place of its oldest. */
    public static final int HEARD_OF_A_TELLER = FloodLimits.MAX_CONTACTS;

    /** All that the book holds. */
    public static final int BOOK_CONTACTS = TRIED_CONTACTS + SEEN_CONTACTS + HEARD_CONTACTS;

    /** Neighbours in a shuffle (HyParView, section 5.1). */
    public static final int SHUFFLED_NEIGHBOURS = 3;

    /** Contacts of the book in a shuffle. */
    public static final int SHUFFLED_CONTACTS = FloodLimits.MAX_CONTACTS - SHUFFLED_NEIGHBOURS;

    public static final long SHUFFLE_PERIOD_MS = 30_000;

    /** One shuffle in this many also asks a contact at random for a link. Without that, islands of peers can form. */
    public static final int SHUFFLES_PER_PROMOTION = 10;

    /** One contact that was not tried is tested in this time (Heilman et al., USENIX Security 2015, section 7.4). */
    public static final long FEELER_PERIOD_MS = 120_000;

    /** One feeler in this many tests a peer that has dialled us; the others test those that we were told of. */
    public static final int FEELERS_PER_SEEN = 4;

    // ---- bootstrap

    /** With fewer links than this a peer also tries the bootstrap addresses. */
    public static final int LINKS_TO_REST = 3;

    /** The first pause between two bootstrap rounds; each further pause is twice as long. */
    public static final long FIRST_RETRY_MS = 1_000;

    /** The longest pause between two bootstrap rounds. */
    public static final long LAST_RETRY_MS = 60_000;

    /** Bootstrap addresses that are tried at a time; also contacts, after a mass failure. */
    public static final int DIALS_AT_A_TIME = 4;

    // ---- the local network

    /** The local network is reported every minute. If it is not for this time, we are no longer on it. */
    public static final long LAN_REPORT_VALID_MS = 150_000;

    /** The rate window of {@link #MAX_LAN_PEERS_TAKEN} and {@link #LAN_VISITS}. */
    public static final long LAN_PERIOD_MS = 60_000;

    /** Peers of the local network that may enter the contact book in one period while links are few. */
    public static final int MAX_LAN_PEERS_TAKEN = FloodLimits.MAX_LAN_PEERS;

    /** Expected visits in one period on one local network, by all its well-connected peers together. */
    public static final int LAN_VISITS = 4;

    // ---- mass failures

    /** This many neighbours lost without a goodbye are a mass failure: half of the links that a peer wants. */
    public static final int MASS_FAILURE_LINKS = 3;

    /**
     * The time in which they are lost: long enough for all neighbours of a crashed host to notice (silence timeout).
     */
    public static final long MASS_FAILURE_WITHIN_MS = 15_000;

    /**
     * Without a network a peer loses its neighbours one by one within this time: the silence timeout, and the time of a
     * few dials.
     */
    public static final long OUTAGE_NOTICED_WITHIN_MS = 30_000;

    // ---- the next start

    /** Addresses reported for the next start. */
    public static final int MAX_REMEMBERED = 64;

    /** The time between two reports of addresses. */
    public static final long ADDRESS_REPORT_PERIOD_MS = 2_000;

    private MembershipLimits() {}
}
