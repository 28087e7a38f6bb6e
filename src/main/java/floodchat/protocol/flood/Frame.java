package floodchat.protocol.flood;

import java.util.List;

/** What crosses one link between two peers that have greeted each other. */
public sealed interface Frame {
    /**
     * JOIN_REQ: a newcomer asks for a link. It walks from peer to peer at random; the peer that takes it dials the newcomer and sends
     * {@link JoinAck}, or sends it on the link that the request came by, where that is the newcomer's own.
     *
     * @param hopsLeft {@link FloodLimits#JOIN_HOPS} when the newcomer sends it, one less at every hop
     */
    record JoinRequest(Contact newcomer, int hopsLeft, Need need) implements Frame {}

    /** How much a newcomer needs the link that it asks for. */
    enum Need {
        /** It has links and wants more: taken where there is a free slot. */
        MORE,
        /** It has none: taken even where there is no free slot, once the walk is over. */
        FIRST,
        /** It has none, and nobody dialled back: the peer that it asks should keep this very link. */
        HERE
    }

    /** JOIN_ACK: this link stays. @param sample some peers to know, at most {@link FloodLimits#MAX_CONTACTS} */
    record JoinAck(List<Contact> sample) implements Frame {}

    /** Asks that this link stays (HyParView's NEIGHBOR): answered by {@link JoinAck} or {@link Disconnect}. @param urgent without links */
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
        /** Not what was expected: another peer lives at this address, or nothing was asked for in time. */
        UNEXPECTED
    }

    /**
     * Mixes passive views (HyParView, section 4.4): walks like a join request; the peer where it ends answers its origin.
     *
     * @param hopsLeft {@link FloodLimits#SHUFFLE_HOPS} when the origin sends it
     * @param contacts at most {@link FloodLimits#MAX_CONTACTS}
     */
    record Shuffle(Contact origin, int hopsLeft, List<Contact> contacts) implements Frame {}

    /** The answer to a shuffle, over a link of its own. @param contacts at most {@link FloodLimits#MAX_CONTACTS} */
    record ShuffleReply(List<Contact> contacts) implements Frame {}

    /** Nothing was sent for a while, or somebody wants to know how far the peer is: answered by {@link Pong}. @param token comes back */
    record Ping(long token) implements Frame {}

    /** The answer to a ping. @param token the ping's */
    record Pong(long token) implements Frame {}

    /**
     * A flooded packet.
     *
     * @param hopsLeft how many more links it may cross, 0 to {@link FloodLimits#MAX_PACKET_HOPS}
     * @param way how it has come so far; a packet that was fetched once stays so wherever it goes on to
     */
    record PacketFrame(int hopsLeft, Route route, Packet packet) implements Frame {}

    /** How a packet has come so far. */
    enum Route {
        /** Along eager links alone. */
        PUSHED,
        /** Somebody on the way had missed it and had to ask for it: its lateness says nothing about the tree. */
        FETCHED,
        /** Its author had nobody to give it to when it was published: it is no news, and shows nothing about the tree. */
        EARLIER,
        /** Along every link: its author has it shape the tree, and the links that bring it first become that tree. */
        TREE_BUILDING;

        /** Whether nobody on the way had to ask for it, so that where its copies meet says something about the tree. */
        public boolean isPushed() {
            return this == PUSHED || this == TREE_BUILDING;
        }
    }

    /**
     * IHAVE: the sender has these packets.
     *
     * @param age decides how they are fetched, and how they are passed on
     * @param ids at most {@link FloodLimits#MAX_IDS}
     */
    record IHave(IdKind kind, List<PacketId> ids) implements Frame {}

    /** Whether what is announced may still come by itself. */
    enum IdKind {
        /** Under way right now (Plumtree's lazy push): the tree brings it, and only what it does not bring is asked for. */
        FRESH,
        /** Part of the backlog: nothing but asking brings it. */
        EARLIER
    }

    /** IWANT: the sender lacks these packets, which were announced to it. @param ids at most {@link FloodLimits#MAX_IDS} */
    record IWant(List<PacketId> ids) implements Frame {}

    /** GRAFT: this link becomes eager. */
    record Graft() implements Frame {}

    /** PRUNE: the sender gets packets from elsewhere first; this link becomes lazy. */
    record Prune() implements Frame {}
}
