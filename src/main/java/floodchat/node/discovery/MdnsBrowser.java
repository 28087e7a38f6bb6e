package floodchat.node.discovery;

import java.io.IOException;
import java.util.List;

/**
 * Announces this peer on one local network, and finds the other services there. Any thread may call any method. Only
 * close waits for the network.
 */
interface MdnsBrowser extends AutoCloseable {
    /** The services that are there now. */
    List<DiscoveredService> services();

    /** Sends the query again. */
    void ask();

    /** True if it must be closed and opened again, because a bound was reached or its reading thread has failed. */
    boolean isExhausted();

    /** Withdraws the announcement, which takes seconds. */
    @Override
    void close();

    /** Opens a browser on a local network. */
    interface Opener {
        /** @param changed is called by any thread when a service has come or gone; it must not wait */
        MdnsBrowser open(LocalInterface where, ServiceRecord ownRecord, Runnable changed) throws IOException;
    }
}
