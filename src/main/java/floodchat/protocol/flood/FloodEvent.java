package floodchat.protocol.flood;

import java.util.List;
import java.util.Map;

/** What the network tells its user. */
public sealed interface FloodEvent {
    /**
     * Another peer's payload, for the first time.
     *
     * @param timeMs when it was published by its author's clock, ms since 1970
     * @param earlier true where it comes from the backlog: it was published before we came, or while the network was parted
     */
    record Delivered(byte[] payload, long timeMs, boolean earlier) implements FloodEvent {}

    /** A published payload is written to at least one link: it no longer dies with this process. */
    record HandedOver(long ticket) implements FloodEvent {}

    /**
     * How this peer stands in the network; the latest one says all.
     *
     * @param listening where this peer can be reached
     * @param links how many links are established
     * @param phase what the engine is doing about it
     */
    record StatusChanged(Address listening, int links, Phase phase) implements FloodEvent {}

    /**
     * A way into the network did not open that a person asked for; or one of the entry addresses, while there is no neighbour, where
     * somebody answers with whom we can't link: that is told once, until the address has opened. The reason is one clause for a person.
     */
    record JoinFailed(Address address, String reason) implements FloodEvent {}

    /** The answer to a {@link FloodInquiry}. @param links what is known about each of the report's links, and perhaps about some more */
    record Inspected(NetworkReport report, Map<LinkId, LinkReport> links) implements FloodEvent {}

    /** Addresses worth remembering across restarts, best first; replaces what was said before. */
    record AddressesLearned(List<Address> addresses) implements FloodEvent {}

    /** Every link is closed; nothing follows. */
    record Stopped() implements FloodEvent {}

    /** What is happening between this peer and the network. */
    sealed interface Phase {
        /** At least one link. */
        record Linked() implements Phase {}

        /** No link; an attempt at this address is under way. @param nearby whether the local network is looked at too */
        record Joining(Address address, boolean nearby) implements Phase {}

        /**
         * No link and nothing under way until the next attempt; times in ms of the engine's clock.
         *
         * @param nearby whether the local network is looked at meanwhile
         */
        record Waiting(Address address, long nextTryMs, boolean nearby) implements Phase {}
    }
}
