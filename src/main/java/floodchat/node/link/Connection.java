package floodchat.node.link;

import floodchat.protocol.flood.Contact;
import java.net.Socket;

/**
 * A socket after its handshake.
 *
 * @param peer the other side, with the address under which we can dial it
 */
public record Connection(Socket socket, FrameReader reader, FrameWriter writer, Contact peer) implements AutoCloseable {
    @Override
    public void close() {
        HalfOpenSockets.closeQuietly(socket);
    }
}
