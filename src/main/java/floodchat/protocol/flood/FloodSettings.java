package floodchat.protocol.flood;

/**
 * How many links a peer wants, and how its packets start; each peer may choose for itself.
 *
 * @param wantedLinks with fewer links a peer looks for more; 1 to maxLinks
 * @param maxLinks how many links a peer has at most, 1 to {@value #LARGEST_MAX_LINKS}; 16 suits a peer that serves as
 *     an entry point
 * @param reservedForDialled how many links this peer chooses and dials itself, so that strangers can't fill them all; 0
 *     to maxLinks - 1
 * @param stem true if packets cross a few links one by one before they are flooded, so that it is hard to see who
 *     published them
 * @param groups which addresses count as those of one owner when neighbours are chosen
 */
public record FloodSettings(
        int wantedLinks, int maxLinks, int reservedForDialled, boolean stem, AddressGroups groups) {
    public static final int LARGEST_MAX_LINKS = 64;
    public static final FloodSettings DEFAULT = new FloodSettings(5, 8, 3, true);

    /** With the usual groups of addresses. */
    public FloodSettings(int wantedLinks, int maxLinks, int reservedForDialled, boolean stem) {
        this(wantedLinks, maxLinks, reservedForDialled, stem, AddressGroups.STANDARD);
    }

    public FloodSettings {
        if (maxLinks < 1 || maxLinks > LARGEST_MAX_LINKS) {
            throw new IllegalArgumentException("maxLinks must be 1 to " + LARGEST_MAX_LINKS + ", not " + maxLinks);
        }
        if (wantedLinks < 1 || wantedLinks > maxLinks) {
            throw new IllegalArgumentException("wantedLinks must be 1 to maxLinks, not " + wantedLinks);
        }
        if (reservedForDialled < 0 || reservedForDialled >= maxLinks) {
            throw new IllegalArgumentException(
                    "reservedForDialled must be 0 to maxLinks - 1, not " + reservedForDialled);
        }
    }

    /** The same, but packets are flooded at once. */
    public FloodSettings withoutStem() {
        return new FloodSettings(wantedLinks, maxLinks, reservedForDialled, false, groups);
    }
}
