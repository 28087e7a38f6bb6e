package floodchat.protocol.flood;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the network tells its user. */
public sealed interface FloodEvent {
    /**
     * Another peer's payload, for the first time.
     *
     * @param packet in which it came, for {@link FloodAttribution}
     * @param timeMs when it was published, by its author's wall clock, in ms since 1970
     * @param earlier true if it is no news: it comes from a backlog, its author had no neighbour, or it may be a
     *     replay; says nothing of a sealed one, whose time is not exact
     * @param kind as its author published it
     */
    record Delivered(PacketId packet, byte[] payload, long timeMs, boolean earlier,
            PacketKind kind) implements FloodEvent {}

    /**
     * A published payload is being flooded: it has come back, or is written to at least one link. So it no longer
     * depends on this process.
     */
    record HandedOver(long ticket) implements FloodEvent {}

    /**
     * How this peer stands in the network; the latest one is complete.
     *
     * @param listening where this peer can be reached from its own network
     * @param links how many links are established
     * @param phase what is being done to get links
     * @param external where the router says that this peer can be reached from outside; null if it does not
     */
    record StatusChanged(Address listening, int links, Phase phase, @Nullable Address external) implements FloodEvent {
        /** The status of a peer for which no router does anything. */
        public StatusChanged(Address listening, int links, Phase phase) {
            this(listening, links, phase, null);
        }

        /** Where others may reach this peer: first from outside, if the router says so, then from its own network. */
        public List<Address> addresses() {
            return external == null ? List.of(listening) : List.of(external, listening);
        }
    }

    /**
     * A dial to an address that a person named has failed; or there is no neighbour, and the peer at a bootstrap
     * address refused us. It is told once, until the address can be entered. The reason is one clause for a person.
     */
    record JoinFailed(Address address, String reason) implements FloodEvent {}

    /** The answer to a {@link FloodInquiry}. @param links has each of the report's links, and perhaps some more */
    record Inspected(NetworkReport report, Map<LinkId, LinkReport> links) implements FloodEvent {}

    /**
     * The answer to a {@link BacklogInquiry}: all that is kept now for peers that come later.
     *
     * @param packets the oldest first, and then the sealed ones; at most 1,500 packets of 12 MiB
     */
    record BacklogTold(List<Packet> packets) implements FloodEvent {
        /** Their bytes, without what the list itself takes. */
        public long bytes() {
            return packets.stream().mapToLong(packet -> packet.bytes().length).sum();
        }

        /** Short, since the log shows it. */
        @Override
        public String toString() {
            return "BacklogTold[" + packets.size() + " packets]";
        }
    }

    /** Addresses worth remembering for the next start, best first; replaces what was told before. */
    record AddressesLearned(List<Address> addresses) implements FloodEvent {}

    /** Every link is closed; nothing follows. */
    record Stopped() implements FloodEvent {}

    /** What is happening between this peer and the network. */
    sealed interface Phase {
        /** At least one link. */
        record Linked() implements Phase {}

        /**
         * No link; an attempt is under way.
         *
         * @param address at this address, among others; null if we know of none but our own and guesses
         * @param nearby whether the local network is searched too
         */
        record Joining(@Nullable Address address, boolean nearby) implements Phase {}

        /**
         * No link, because our clock and those of other peers are too far apart. It is tried again all the time.
         *
         * @param aheadMs how far our wall clock is ahead of theirs, in ms; negative if it is behind
         * @param peers of how many peers that is known; if it is only one, either clock may be wrong
         */
        record ClockDiffers(long aheadMs, int peers) implements Phase {}

        /**
         * No link, and a peer was met that speaks another version. Peers of our version are looked for all the time.
         *
         * @param version theirs and ours; the lower one must be upgraded
         */
        record VersionDiffers(OtherVersion version) implements Phase {}

        /**
         * No link and nothing under way until the next attempt, in ms since 1970 by the wall clock.
         *
         * @param address as in {@link Joining}
         * @param nearby whether the local network is searched meanwhile
         */
        record Waiting(@Nullable Address address, long nextTryMs, boolean nearby) implements Phase {}
    }
}
