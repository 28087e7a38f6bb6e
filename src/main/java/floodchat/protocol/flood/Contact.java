package floodchat.protocol.flood;

/**
 * A peer and where it can be dialled.
 *
 * @param address an IP literal and port, as seen by the peer that tells it
 */
public record Contact(PeerId peer, Address address) {
    /**
     * This contact as we can dial it. If a peer on another host tells us a loopback address, it means its own host, not
     * ours. However the address was written, it gets its short form, so that one address is one contact.
     */
    public Contact toldBy(Contact teller) {
        boolean elsewhere = address.isLoopback() && !teller.address.isLoopback();
        return new Contact(
                peer, elsewhere ? new Address(teller.address.host(), address.port()) : address.canonical());
    }
}
