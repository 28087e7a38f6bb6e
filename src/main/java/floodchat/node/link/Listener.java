package floodchat.node.link;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections and greets who comes: one virtual thread accepts, one more for each stranger that has not greeted yet. Bound when made,
 * accepting from {@link #start}.
 */
public final class Listener implements AutoCloseable {
    static final Logger LOG = LogManager.getLogger(Listener.class);

    private static final int BACKLOG = 128;

    /** Where the system has no socket left to accept with, trying at once again would only keep it busy. */
    private static final long PAUSE_MS = 100;

    private final ServerSocket server;
    private final HalfOpenSockets halfOpen = new HalfOpenSockets();

    private Listener(ServerSocket server) {
        this.server = server;
    }

    /** @throws IOException where the host is not ours; {@link BindException} where no port of the range is free */
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

    /** The host that is listened on; the wildcard where that is all of them. */
    public InetAddress host() {
        return server.getInetAddress();
    }

    /** From now on accepts; whoever has greeted goes to the taker, on a thread of its own. */
    public void start(Handshake greeting, Consumer<Connection> taker) {
        Thread.ofVirtual().name("listener " + port()).start(() -> accept(greeting, taker));
    }

    private void accept(Handshake greeting, Consumer<Connection> taker) {
        while (!server.isClosed()) {
            try {
                welcome(server.accept(), greeting, taker);
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

    private void welcome(Socket socket, Handshake greeting, Consumer<Connection> taker) {
        if (halfOpen.add(socket)) {
            Thread.ofVirtual()
                    .name("greeting " + socket.getRemoteSocketAddress())
                    .start(() -> greet(socket, greeting, taker));
        } else {
            LOG.debug("too many half-open connections from {}", socket.getInetAddress());
            HalfOpenSockets.closeQuietly(socket);
        }
    }

    private void greet(Socket socket, Handshake greeting, Consumer<Connection> taker) {
        try {
            Connection connection = greeting.asListener(socket);
            halfOpen.remove(socket);
            taker.accept(connection);
        } catch (IOException e) {
            LOG.debug("{} did not greet: {}", socket.getRemoteSocketAddress(), e.getMessage());
            HalfOpenSockets.closeQuietly(socket);
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
