package floodchat.protocol.flood;

/**
 * A peer of another version of the protocol was met: no link to it is possible. The lower version must be upgraded.
 *
 * @param theirs what the other peer says of itself, 0 to 65,535; nobody vouches for it
 * @param ours the version that this program speaks
 */
public record OtherVersion(int theirs, int ours) {
    /** Whether this program is the older one, so that its person must upgrade it. */
    public boolean isOursOlder() {
        return ours < theirs;
    }
}
