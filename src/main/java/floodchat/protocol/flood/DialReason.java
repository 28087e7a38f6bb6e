package floodchat.protocol.flood;

/** What a peer is dialled for; comes back with the link, or with the failure. */
public sealed interface DialReason {
    Address address();

    /**
     * To enter the network here.
     *
     * @param urgent whether to ask for a link even if there is no free slot
     * @param asked true if a person asked for this address, and is told when it fails
     */
    record Enter(Address address, boolean urgent, boolean asked) implements DialReason {}

    /**
     * To make a neighbour of a known peer.
     *
     * @param wanted true if a person asked for this peer's network
     */
    record Promote(Contact candidate, boolean wanted) implements DialReason {
        @Override
        public Address address() {
            return candidate.address();
        }
    }

    /** A feeler: to test whether a contact that was not tried is there, and to exchange contacts with it. */
    record Feel(Contact candidate) implements DialReason {
        @Override
        public Address address() {
            return candidate.address();
        }
    }
}
