package floodchat.node.link;

import floodchat.protocol.flood.OtherVersion;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections and does the handshake: one virtual thread accepts, and each socket gets a thread for its
 * handshake. The port is bound in {@link #bind}; connections are accepted from {@link #start} on.
 */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Listener.class);

    private static final int BACKLOG = 128;

    /** Wait after a failed accept. If the system has no sockets left, trying again at once would only keep it busy. */
    private static final long PAUSE_MS = 100;

    private final ServerSocket server;
    private final HalfOpenSockets halfOpen = new HalfOpenSockets();

    private Listener(ServerSocket server) {
        this.server = server;
    }

    /**
     * Binds the first free port of the range.
     *
     * @throws IOException if the host is not an address of this machine; {@link BindException} if no port is free
     */
    public static Listener bind(PortRange range) throws IOException {
        @Nullable InetAddress host = range.host() == null ? null : InetAddress.getByName(range.host());
        for (int port = range.firstPort(); port < range.lastPort(); port++) {
            try {
                return new Listener(bind(host, port));
            } catch (BindException e) {
                LOG.debug("port {} is taken", port);
            }
        }
        return new Listener(bind(host, range.lastPort()));
    }

    private static ServerSocket bind(@Nullable InetAddress host, int port) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(host, port), BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The address that it listens on; the wildcard address for all interfaces. */
    public InetAddress host() {
        return server.getInetAddress();
    }

    /** Hears of those who dial us, on the thread of their handshake. */
    public interface Taker {
        /** The handshake is done. */
        void accepted(Connection connection);

        /** The handshake failed, because the peer speaks another version. Anybody may cause that, at any rate. */
        void refused(OtherVersion version);
    }

    /** Starts to accept. */
    public void start(Handshake handshake, Taker taker) {
        Thread.ofVirtual().name("listener " + port()).start(() -> accept(handshake, taker));
    }

    private void accept(Handshake handshake, Taker taker) {
        while (!server.isClosed()) {
            try {
                welcome(server.accept(), handshake, taker);
            } catch (IOException e) {
                pauseUnlessClosed(e);
            }
        }
    }

    private void pauseUnlessClosed(IOException e) {
        if (!server.isClosed()) {
            LOG.warn("could not accept a connection: {}", e.getMessage());
            LockSupport.parkNanos(PAUSE_MS * 1_000_000);
        }
    }

    private void welcome(Socket socket, Handshake handshake, Taker taker) {
        if (halfOpen.add(socket)) {
            Thread.ofVirtual()
                    .name("handshake " + socket.getRemoteSocketAddress())
                    .start(() -> shakeHands(socket, handshake, taker));
        } else {
            LOG.debug("too many half-open connections from {}", socket.getInetAddress());
            Connection.closeQuietly(socket);
        }
    }

    private void shakeHands(Socket socket, Handshake handshake, Taker taker) {
        try {
            Connection connection = handshake.asListener(socket);
            halfOpen.remove(socket);
            taker.accepted(connection);
        } catch (IOException e) {
            LOG.debug("handshake with {} failed: {}", socket.getRemoteSocketAddress(), Dialler.reason(e));
            Connection.closeQuietly(socket);
            if (e instanceof Handshake.Refused refused && refused.version() != null) {
                taker.refused(refused.version());
            }
        } catch (RuntimeException e) {
            LOG.error("the handshake with {} has failed by a defect", socket.getRemoteSocketAddress(), e);
            Connection.closeQuietly(socket);
        } finally {
            halfOpen.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("could not stop listening: {}", e.getMessage());
        }
        halfOpen.closeAll();
    }
}
