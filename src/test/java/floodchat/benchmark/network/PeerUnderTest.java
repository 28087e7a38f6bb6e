package floodchat.benchmark.network;

/** A peer of a network that is measured. It gives the messages of other peers to its {@link ReceiptCounter}. */
interface PeerUnderTest extends AutoCloseable {
    /** The address for peers that are started later, as HOST:PORT. */
    String address();

    /** Waits until it knows this many peers, itself included, or as many as its network lets it know. */
    void awaitPeers(int peers) throws Exception;

    /** Publishes to all other peers. Waits while the network is congested. */
    void publish(byte[] payload) throws Exception;

    /** Sends what is still in a buffer. Called when no message follows at once. */
    default void flush() throws Exception {}

    @Override
    void close() throws Exception;
}
