package floodchat.protocol.flood;

/**
 * A peer and where it can be dialled.
 *
 * @param address an IP literal and port, as seen by the peer that tells it
 */
public record Contact(PeerId peer, Address address) {
    /** What this contact means to us when it is told by a peer elsewhere: its loopback is its own host, not ours. */
    Contact toldBy(Contact teller) {
        boolean elsewhere = address.isLoopback() && !teller.address.isLoopback();
        return elsewhere ? new Contact(peer, new Address(teller.address.host(), address.port())) : this;
    }
}
