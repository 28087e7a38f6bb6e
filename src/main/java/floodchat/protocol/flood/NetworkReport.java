package floodchat.protocol.flood;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a peer stands in the network, as its core sees it; times in ms since 1970.
 *
 * @param listening where this peer can be reached
 * @param startedMs when it began
 * @param links its neighbours, the oldest first
 * @param wantedLinks with fewer it looks for more
 * @param maxLinks it takes no more
 * @param passive how many peers it could replace a lost neighbour from
 * @param maxPassive it knows no more
 * @param seenIds how many packets it would know again
 * @param recent copies of packets that came in the last {@link FloodLimits#RECENT_MINUTES} minutes
 * @param sinceStart copies of packets that came since the start
 * @param lastMending what was repaired last; null where nothing had to be
 * @param troubles what is wrong, the worst first
 */
public record NetworkReport(
        Address listening,
        long startedMs,
        List<Link> links,
        int wantedLinks,
        int maxLinks,
        int passive,
        int maxPassive,
        int seenIds,
        Copies recent,
        Copies sinceStart,
        @Nullable Mending lastMending,
        List<Trouble> troubles) {
    /** @param dialled by us @param eager whether packets go there, or only their ids */
    public record Link(LinkId id, Address address, boolean dialled, boolean eager) {}

    /** @param received copies of packets that links have brought @param packets how many different ones, of others, were among them */
    public record Copies(long received, long packets) {}

    /**
     * Something that was repaired, or has still to be.
     *
     * @param peer with whom
     * @param lost whose place it took; null where it took nobody's
     */
    public record Mending(
            Kind kind, Address peer, @Nullable Address lost, long atMs) {
        public enum Kind {
            /** This neighbour was lost, and nobody has taken its place yet. */
            LOST,
            /** The tree did not bring what others had: this link became eager. */
            GRAFTED,
            /** A neighbour was lost, and this peer took its place. */
            REPLACED,
            /** The last neighbour was lost, and this peer was the first to be found again. */
            FOUND_AGAIN
        }
    }

    /** A way into the network that did not open when it was tried last. @param reason one clause for a person */
    public record Failure(Address address, String reason) {}

    /** Something that is not as it should be. */
    public sealed interface Trouble {
        long sinceMs();

        /**
         * No neighbour.
         *
         * @param waitingPackets own packets that nobody was given
         * @param phase what is done about it
         * @param failure why; null where nothing has failed yet
         */
        record NoLink(long sinceMs, int waitingPackets, FloodEvent.Phase phase,
                @Nullable Failure failure) implements Trouble {}

        /**
         * Fewer neighbours than wanted, though other peers are known.
         *
         * @param nextTryMs when those who refused are asked again; 0 where somebody is being asked
         */
        record FewLinks(long sinceMs, int links, int wanted, int passive, long nextTryMs) implements Trouble {}

        /** Packets that neighbours announced and nobody has brought. */
        record Missing(long sinceMs, int packets) implements Trouble {}
    }
}
