package floodchat.protocol.flood;

import java.util.List;

/** What a user of the network may ask of it. */
public sealed interface FloodCommand {
    /**
     * Tells every peer of the network.
     *
     * @param ticket comes back in {@link FloodEvent.HandedOver}, unless the payload is ephemeral; not used twice, not 0
     * @param payload opaque bytes, 1 to {@link FloodLimits#MAX_PAYLOAD_BYTES}; not changed after this call
     * @param ephemeral true for what is worthless later: it is not kept for peers that join later, nor while there is no link
     */
    record Publish(long ticket, byte[] payload, boolean ephemeral) implements FloodCommand {}

    /** Enters the network through this address too, now. */
    record Join(Address address) implements FloodCommand {}

    /**
     * Peers that are on the local network now; replaces what was said before. Nobody vouches for them.
     *
     * @param peers of more than {@link FloodLimits#MAX_NEARBY} the first are taken
     */
    record Found(List<Contact> peers) implements FloodCommand {}

    /** Says goodbye on every link once what was published is on its way, then closes; answered by {@link FloodEvent.Stopped}. */
    record Stop() implements FloodCommand {}
}
