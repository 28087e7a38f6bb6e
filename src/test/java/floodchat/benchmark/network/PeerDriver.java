package floodchat.benchmark.network;

import java.time.Duration;

/** Drives one peer, in this process or in another: has it publish messages, and asks for its receipts. */
interface PeerDriver extends AutoCloseable {
    String address();

    void awaitPeers(int peers) throws Exception;

    /** Publishes all messages. Returns the time before the first one, by {@link System#nanoTime}. */
    long publish(Workload workload) throws Exception;

    /** Waits until this many messages of the run were received, or until the time is over. */
    Receipt awaitReceipt(int run, int messages, Duration within) throws Exception;

    ProcessHandle process();

    @Override
    void close() throws Exception;
}
