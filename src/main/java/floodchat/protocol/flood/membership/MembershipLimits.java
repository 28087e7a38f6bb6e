package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.FloodLimits;

/** The bounds and periods of the membership's rules. */
public final class MembershipLimits {
    // ---- join walks

    /** Active random walk length (HyParView, section 4.2): long enough to end anywhere in a large network. */
    public static final int WALK_HOPS = 6;

    /** After the walk, how many further peers a join request may visit. */
    public static final int SEEK_HOPS = FloodLimits.JOIN_HOPS - WALK_HOPS;

    /**
     * Passive random walk length (HyParView, section 4.2): when a join request has this many hops left, the newcomer
     * enters the passive view.
     */
    public static final int PASSIVE_INSERTION_HOPS_LEFT = FloodLimits.JOIN_HOPS - 3;

    /**
     * How many walks an entry point starts for one newcomer. With its own link that makes the 5 links a newcomer wants.
     */
    public static final int WALKS_PER_NEWCOMER = 4;

    // ---- links

    /** A link ends if neither side has said within this time what it is for. */
    public static final long PURPOSE_WITHIN_MS = 10_000;

    /**
     * Links that others dialled and that have no purpose yet. One more ends the oldest. A hundred may well come at
     * once.
     */
    public static final int MAX_STRANGERS = 128;

    /**
     * If a person asked for an address, this many peers of its network are linked to besides: so two networks become
     * one.
     */
    public static final int WELCOME_PEERS = 2;

    /** Contacts that a new neighbour is told. */
    public static final int MAX_SAMPLE = FloodLimits.MAX_CONTACTS - 1;

    // ---- the passive view

    /**
     * The passive view's size. HyParView (section 5.1) has 30. With 42, after 90 % had died at once, 2 of 30 networks
     * of 1,000 peers had a survivor that no other knew.
     */
    public static final int PASSIVE_CONTACTS = 64;

    /** Contacts with addresses of one owner in the passive view. One more takes the place of the oldest of them. */
    public static final int PASSIVE_CONTACTS_PER_OWNER = 4;

    // ---- shuffles

    /** Neighbours in a shuffle, besides its origin (HyParView, section 5.1). */
    public static final int SHUFFLED_NEIGHBOURS = 3;

    /** Contacts of the passive view in a shuffle (HyParView, section 5.1). */
    public static final int SHUFFLED_PASSIVE = FloodLimits.MAX_CONTACTS - 1 - SHUFFLED_NEIGHBOURS;

    public static final long SHUFFLE_PERIOD_MS = 30_000;

    /** One shuffle in this many also promotes a passive contact at random. Without that, islands of peers can form. */
    public static final int SHUFFLES_PER_PROMOTION = 10;

    // ---- bootstrap

    /** With fewer links than this a peer also tries the bootstrap addresses. */
    public static final int LINKS_TO_REST = 3;

    /** How long a newcomer waits for a peer to dial back before it asks its entry point to keep the link. */
    public static final long DIALLED_BACK_WITHIN_MS = 3_000;

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

    /** Peers of the local network that may enter the passive view in one period while links are few. */
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

    // ---- the next start

    /** Addresses reported for the next start. */
    public static final int MAX_REMEMBERED = 64;

    /** The time between two reports of addresses. */
    public static final long ADDRESS_REPORT_PERIOD_MS = 2_000;

    private MembershipLimits() {}
}
