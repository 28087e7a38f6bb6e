package floodchat.protocol.flood;

import java.util.List;

/** What crosses one link after the handshake. */
public sealed interface Frame {
    /**
     * JOIN_REQ: a newcomer asks for a link. The request walks from peer to peer at random. The peer that takes it dials
     * the newcomer and sends {@link JoinAck}; if the request came by the newcomer's own link, it may send that on this
     * link instead.
     *
     * @param hopsLeft {@link FloodLimits#JOIN_HOPS} when the newcomer sends it, one less at every hop
     */
    record JoinRequest(Contact newcomer, int hopsLeft, Need need) implements Frame {}

    /** How much a newcomer needs the link that it asks for. */
    enum Need {
        /** It has links and wants more: it is taken if there is a free slot. */
        MORE,
        /** It has none: after the walk it is taken even if there is no free slot. */
        FIRST,
        /** It has none, and nobody dialled back: the peer that gets the request should keep this very link. */
        HERE
    }

    /**
     * JOIN_ACK: this link stays.
     *
     * @param sample contacts for the passive view, at most {@link FloodLimits#MAX_CONTACTS}
     */
    record JoinAck(List<Contact> sample) implements Frame {}

    /**
     * Asks that this link stays (HyParView's NEIGHBOR); answered by {@link JoinAck} or {@link Disconnect}.
     *
     * @param urgent if it has no link
     */
    record NeighbourRequest(boolean urgent) implements Frame {}

    /** This link ends after this frame. */
    record Disconnect(Reason reason) implements Frame {}

    enum Reason {
        /** No free slot. */
        FULL,
        /** The slot went to a peer that needed it more. */
        EVICTED,
        /** There is another link between the two. */
        DUPLICATE,
        /** The peer leaves the network. */
        LEAVING,
        /** Another peer is at this address than the one that was dialled. */
        UNEXPECTED
    }

    /**
     * Mixes passive views (HyParView, section 4.4). It walks like a join request, and the peer where it ends answers
     * its origin.
     *
     * @param hopsLeft {@link FloodLimits#SHUFFLE_HOPS} when the origin sends it
     * @param contacts at most {@link FloodLimits#MAX_CONTACTS}
     */
    record Shuffle(Contact origin, int hopsLeft, List<Contact> contacts) implements Frame {}

    /**
     * The answer to a shuffle, on the link to its origin, or on a link that was dialled for it.
     *
     * @param contacts at most {@link FloodLimits#MAX_CONTACTS}
     */
    record ShuffleReply(List<Contact> contacts) implements Frame {}

    /** Keeps a silent link alive, or measures its round trip; answered by {@link Pong}. @param token comes back */
    record Ping(long token) implements Frame {}

    /** The answer to a ping. @param token the ping's */
    record Pong(long token) implements Frame {}

    /** A frame that carries a whole packet. */
    sealed interface Carrier extends Frame {
        Packet packet();
    }

    /**
     * PACKET: a flooded packet.
     *
     * @param hopsLeft how many more links it may cross, 0 to {@link FloodLimits#MAX_PACKET_HOPS}
     * @param route how it has come so far; a packet that was fetched once stays fetched on its further way
     */
    record PacketFrame(int hopsLeft, Route route, Packet packet) implements Carrier {}

    /**
     * STEM: a packet before it is flooded. It crosses a few links, one after the other, so that the peer that floods it
     * is hardly ever its author.
     */
    record StemFrame(Packet packet) implements Carrier {}

    /** How a packet has come so far. */
    enum Route {
        /** Along eager links only. */
        PUSHED,
        /** A peer on the way had missed it and asked for it, so its delay says nothing about the tree. */
        FETCHED,
        /** Its author had no neighbour when it was published: it is no news, and says nothing about the tree. */
        DELAYED,
        /** Along every link: its author wants it to build the tree. The links that bring it first become that tree. */
        TREE_BUILDING;

        /** Whether no peer on the way had to ask for it, so that its second copies say something about the tree. */
        public boolean isPushed() {
            return this == PUSHED || this == TREE_BUILDING;
        }
    }

    /**
     * IHAVE: the sender has these packets.
     *
     * @param kind decides when they are asked for
     * @param ids at most {@link FloodLimits#MAX_IDS}
     */
    record IHave(IdKind kind, List<PacketId> ids) implements Frame {}

    /** Whether an announced packet may still come without being asked for. */
    enum IdKind {
        /**
         * Under way right now (Plumtree's lazy push): the tree brings it, and it is asked for only if the tree does
         * not.
         */
        FRESH,
        /** Part of the backlog: it comes only if it is asked for. */
        BACKLOG
    }

    /**
     * IWANT: the sender misses these packets, which were announced to it.
     *
     * @param ids at most {@link FloodLimits#MAX_IDS}
     */
    record IWant(List<PacketId> ids) implements Frame {}

    /** GRAFT: this link becomes eager. */
    record Graft() implements Frame {}

    /** PRUNE: another link brings packets first; this link becomes lazy. */
    record Prune() implements Frame {}
}
