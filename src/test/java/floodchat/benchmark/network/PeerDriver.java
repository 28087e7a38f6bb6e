package floodchat.benchmark.network;

import java.time.Duration;

/** A station and its reception, in this process or in another. */
interface PeerDriver extends AutoCloseable {
    String address();

    void awaitPeers(int peers) throws Exception;

    /** Publishes all of it; when the first message was given to the network, by {@link System#nanoTime}. */
    long speak(Workload speech) throws Exception;

    /** What was heard of this run once so many messages were, or when this time is over. */
    Receipt hear(int run, int messages, Duration within) throws Exception;

    ProcessHandle process();

    @Override
    void close() throws Exception;
}
