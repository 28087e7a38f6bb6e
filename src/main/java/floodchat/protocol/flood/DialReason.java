package floodchat.protocol.flood;

import java.util.List;

/** What a peer is dialled for; comes back with the link, or with the failure. */
public sealed interface DialReason {
    Address address();

    /**
     * To enter the network here.
     *
     * @param need what to ask for
     * @param asked true if a person asked for this address, and is told when it fails
     */
    record Enter(Address address, Frame.Need need, boolean asked) implements DialReason {}

    /** To take a newcomer whose join walk ended here. @param need as the newcomer asked */
    record Take(Contact newcomer, Frame.Need need) implements DialReason {
        @Override
        public Address address() {
            return newcomer.address();
        }
    }

    /** To make a neighbour of a peer of the passive view. */
    record Promote(Contact candidate) implements DialReason {
        @Override
        public Address address() {
            return candidate.address();
        }
    }

    /** To answer a shuffle. */
    record AnswerShuffle(Contact origin, List<Contact> contacts) implements DialReason {
        @Override
        public Address address() {
            return origin.address();
        }
    }
}
