package floodchat.protocol.flood;

import java.util.List;

/** What crosses one link after the handshake. */
public sealed interface Frame {
    /**
     * JOIN_REQ: asks that this link stays; answered by {@link JoinAck}, or by {@link ShuffleReply} and
     * {@link Disconnect}. With the contacts of a refusal the newcomer walks on by itself.
     *
     * @param urgent if it has no link, or if a person asked for this peer: then it is taken without a free slot, too
     */
    record JoinRequest(boolean urgent) implements Frame {}

    /**
     * JOIN_ACK: this link stays.
     *
     * @param sample contacts to try next, at most {@link FloodLimits#MAX_CONTACTS}
     */
    record JoinAck(List<Contact> sample) implements Frame {}

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
        LEAVING
    }

    /**
     * Exchanges contacts with a peer (HyParView, section 4.4, without its walk); answered by {@link ShuffleReply}.
     *
     * @param contacts at most {@link FloodLimits#MAX_CONTACTS}
     */
    record Shuffle(List<Contact> contacts) implements Frame {}

    /**
     * The answer to a shuffle, and what a peer that has no room gives to somebody who asks for a link.
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
