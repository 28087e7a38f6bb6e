package floodchat.node.discovery;

import java.io.IOException;
import java.util.List;

/**
 * One local network: we are advertised there, and see who else is. Any thread may call any method; none waits for the
 * network but close.
 */
interface MdnsBrowser extends AutoCloseable {
    /** Who is there now. */
    List<DiscoveredService> services();

    /** Asks the network again. */
    void ask();

    /** Whether it should be opened anew: so much was told here that more is not taken in, or reading has ended. */
    boolean isExhausted();

    /** Says goodbye there; takes seconds. */
    @Override
    void close();

    /** How a browser is made. */
    interface Opener {
        /** @param changed called by any thread when somebody came or went; does not wait */
        MdnsBrowser open(LocalInterface where, ServiceRecord ownRecord, Runnable changed) throws IOException;
    }
}
