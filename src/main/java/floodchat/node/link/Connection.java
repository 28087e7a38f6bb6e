package floodchat.node.link;

import floodchat.protocol.flood.Contact;
import java.net.Socket;

/** A socket whose two ends have greeted each other. @param peer who is there, by the address under which we could dial it */
public record Connection(Socket socket, FrameReader reader, FrameWriter writer, Contact peer) implements AutoCloseable {
    @Override
    public void close() {
        HalfOpenSockets.closeQuietly(socket);
    }
}
