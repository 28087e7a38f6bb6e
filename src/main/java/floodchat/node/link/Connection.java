package floodchat.node.link;

import floodchat.protocol.flood.Contact;
import java.io.IOException;
import java.net.Socket;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A socket after its handshake.
 *
 * @param peer the other side, with the address under which we can dial it
 * @param peerClockMs the wall clock of the other side at the handshake, in ms since 1970
 */
public record Connection(Socket socket, FrameReader reader, FrameWriter writer, Contact peer,
        long peerClockMs) implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Connection.class);

    @Override
    public void close() {
        closeQuietly(socket);
    }

    /** Closes a socket that is not needed any more. An error is of no interest then. */
    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a socket did not close cleanly", e);
        }
    }
}
