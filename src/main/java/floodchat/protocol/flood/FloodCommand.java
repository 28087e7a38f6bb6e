package floodchat.protocol.flood;

import java.util.List;

/** What a user of the network may ask of it. */
public sealed interface FloodCommand {
    /**
     * Tell every peer of the network.
     *
     * @param ticket comes back in {@link FloodEvent.HandedOver}, unless the payload is ephemeral; not used twice, not 0
     * @param payload opaque bytes, 1 to {@link FloodLimits#MAX_PAYLOAD_BYTES}; not changed after this call
     * @param kind if it is {@link PacketKind#EPHEMERAL}, it is not kept while there is no link either
     */
    record Publish(long ticket, byte[] payload, PacketKind kind) implements FloodCommand {}

    /**
     * Take these packets into the backlog, as if a neighbour's backlog had brought them: each that is new and not too
     * old is told as an earlier {@link FloodEvent.Delivered}, and neighbours are told of it.
     *
     * @param packets of this network and paid for by its terms; the backlog's bounds hold for them, too
     */
    record Restore(List<Packet> packets) implements FloodCommand {}

    /** Enter the network through this address too, now. */
    record Join(Address address) implements FloodCommand {}

    /**
     * Peers that are on the local network now; replaces what was said before. Nobody vouches for them.
     *
     * @param peers the first {@link FloodLimits#MAX_LAN_PEERS} are taken
     */
    record Found(List<Contact> peers) implements FloodCommand {}

    /** What the router says about our port; replaces what was said before. */
    record PortMapped(PortMapping mapping) implements FloodCommand {}

    /** A peer of our network on the local network speaks another version. Nobody vouches for it. */
    record FoundOtherVersion(OtherVersion version) implements FloodCommand {}

    /**
     * Say goodbye on every link after what was published is sent, then close; answered by {@link FloodEvent.Stopped}.
     */
    record Stop() implements FloodCommand {}
}
