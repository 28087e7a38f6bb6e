package floodchat.protocol.flood;

/**
 * Bounds that several packages need. On those of packets and frames all peers must agree, so none of them is a setting.
 * Each package has further limits of its own.
 */
public final class FloodLimits {
    /** A payload: what a frame of 64 KiB holds beside its header, with room to spare for a seal. */
    public static final int MAX_PAYLOAD_BYTES = 60 * 1024;

    /** Contacts in one frame: some 500 bytes. */
    public static final int MAX_CONTACTS = 16;

    /**
     * A safety limit, and all that six bits hold. The longest path in a good tree of 10,000 peers has 23 links. If the
     * tree was repaired, or two networks have just become one, it has more than 32. A packet without hops left is
     * announced, and each peer beyond has to ask for it.
     */
    public static final int MAX_PACKET_HOPS = 63;

    /**
     * A packet is not taken if its time is further ahead of our clock than this; nor is a link to a peer whose clock is
     * further away.
     */
    public static final long MAX_AHEAD_MS = 2 * 60 * 60 * 1_000;

    /** Peers of the local network that are considered at a time: twice what the contact book keeps of them. */
    public static final int MAX_LAN_PEERS = 32;

    /** Ids in one frame: what fits a control frame. */
    public static final int MAX_IDS = 500;

    /** Own packets that no link has written yet. One more waits in the mailbox of commands. */
    public static final int MAX_UNSENT_PACKETS = 1_024;

    /** The payloads of own packets that no link has written yet. */
    public static final int MAX_UNSENT_BYTES = 8 * 1024 * 1024;

    /** How long a goodbye may take. */
    public static final long GOODBYE_WITHIN_MS = 3_000;

    /** What a report calls recent: long enough for a few messages of a quiet network. */
    public static final int RECENT_MINUTES = 5;

    private FloodLimits() {}
}
