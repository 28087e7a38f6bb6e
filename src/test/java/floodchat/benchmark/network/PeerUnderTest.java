package floodchat.benchmark.network;

/** One peer of a network that is measured. What others publish goes to the {@link ReceiptCounter} that it was opened with. */
interface PeerUnderTest extends AutoCloseable {
    /** Where those who come later can reach it. */
    String address();

    /** Waits until as many peers, itself included, are there as it can know of. */
    void awaitPeers(int peers) throws Exception;

    /** Tells all others, and waits where the network takes no more. */
    void publish(byte[] payload) throws Exception;

    /** Nothing follows at once: what was published must be on its way. */
    default void flush() throws Exception {}

    @Override
    void close() throws Exception;
}
