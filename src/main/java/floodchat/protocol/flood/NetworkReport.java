package floodchat.protocol.flood;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a peer stands in the network, as its core sees it; times in ms since 1970, by the wall clock as it is now.
 *
 * @param listening where this peer can be reached from its own network
 * @param startedMs when it began
 * @param links its neighbours, the oldest first
 * @param wantedLinks how many it wants; with fewer it looks for more
 * @param maxLinks how many it takes at most
 * @param contacts how many contacts its book has that are no neighbours, to replace a lost one
 * @param maxContacts how many its book has at most
 * @param seenIds how many packet ids it remembers
 * @param recent copies of packets that came in the last {@link FloodLimits#RECENT_MINUTES} minutes
 * @param sinceStart copies of packets that came since the start
 * @param lastRepair what was repaired last; null if nothing had to be
 * @param reachability whether others can dial this peer, as far as it knows
 * @param problems what is wrong, the worst first
 */
public record NetworkReport(
        Address listening,
        long startedMs,
        List<Link> links,
        int wantedLinks,
        int maxLinks,
        int contacts,
        int maxContacts,
        int seenIds,
        Copies recent,
        Copies sinceStart,
        @Nullable Repair lastRepair,
        Reachability reachability,
        List<Problem> problems) {
    /**
     * What shows whether others can dial this peer: whether they did.
     *
     * @param mapping what the router says
     * @param fromOutside the last peer that dialled us from a public address; null if none has
     * @param fromNearby the last one that dialled us from a private address; null if none has
     * @param told how many peers with public addresses know of us because we dialled them
     * @param toldSinceMs when the first of them learned of us; without meaning if there is none
     */
    public record Reachability(PortMapping mapping, @Nullable Dialler fromOutside, @Nullable Dialler fromNearby,
            int told, long toldSinceMs) {}

    /** A peer that dialled us, and when. */
    public record Dialler(Address address, long atMs) {}

    /**
     * @param dialled by us
     *
     * @param eager whether packets go there, or only their ids
     * @param brokenPromises how many packets the neighbour announced lately and did not send when it was asked
     */
    public record Link(LinkId id, Address address, boolean dialled, boolean eager, int brokenPromises) {
        /** A link of which no promise was broken. */
        public Link(LinkId id, Address address, boolean dialled, boolean eager) {
            this(id, address, dialled, eager, 0);
        }

        public Link withBrokenPromises(int count) {
            return new Link(id, address, dialled, eager, count);
        }
    }

    /**
     * @param received copies of packets of others that links have brought
     *
     * @param packets how many different packets they were
     */
    public record Copies(long received, long packets) {}

    /**
     * Something that was repaired, or has still to be.
     *
     * @param peer the neighbour
     * @param lost the lost neighbour that it replaced; null if it replaced none
     */
    public record Repair(
            Kind kind, Address peer, @Nullable Address lost, long atMs) {
        public enum Kind {
            /** This neighbour was lost, and is not replaced yet. */
            LOST,
            /** The tree did not bring what others had: this link became eager. */
            GRAFTED,
            /** A neighbour was lost, and this peer replaced it. */
            REPLACED,
            /** The last neighbour was lost, and this peer was the first to be found after that. */
            FOUND_AGAIN
        }
    }

    /** An address that could not be entered when it was tried last. @param reason one clause for a person */
    public record Failure(Address address, String reason) {}

    /** Something that is not as it should be. */
    public sealed interface Problem {
        long sinceMs();

        /**
         * No neighbour.
         *
         * @param unsentPackets own packets that no link has written
         * @param phase what is done about it
         * @param failure why; null if nothing has failed yet
         */
        record NoLink(long sinceMs, int unsentPackets, FloodEvent.Phase phase,
                @Nullable Failure failure) implements Problem {}

        /**
         * Fewer neighbours than wanted, though other peers are known.
         *
         * @param contacts how many of these there are
         * @param nextTryMs when peers that refused are asked again; 0 if a peer is being asked now
         */
        record FewLinks(long sinceMs, int links, int wanted, int contacts, long nextTryMs) implements Problem {}

        /** Own packets have come back by no other link than the one that they left by. */
        record Unheard(long sinceMs) implements Problem {}

        /**
         * Most neighbours have addresses of one group, so that one owner may have them all. Never of a local network.
         *
         * @param group as {@link AddressGroups} names it
         * @param of how many neighbours there are
         */
        record SameGroup(long sinceMs, String group, int links, int of) implements Problem {}

        /**
         * Neighbours that announce packets and do not send them when they are asked.
         *
         * @param sinceMs when this was found
         * @param of how many neighbours there are
         */
        record BrokenPromises(long sinceMs, int links, int of) implements Problem {}

        /** A peer of a newer version was met, and there are links to peers of ours. */
        record NewerVersion(long sinceMs, OtherVersion version) implements Problem {}

        /** Packets that neighbours announced and that have not come. */
        record PacketsMissing(long sinceMs, int packets) implements Problem {}
    }
}
