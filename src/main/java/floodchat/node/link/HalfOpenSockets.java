package floodchat.node.link;

import floodchat.protocol.flood.Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The accepted sockets whose handshake is not done, bounded in total and per address. Any thread may call. A lock
 * guards the queue; nothing blocks while it is held.
 */
final class HalfOpenSockets {
    /** An address's owner does not depend on the port. */
    private static final int ANY_PORT = 1;

    private final Deque<Socket> oldestFirst = new ArrayDeque<>();
    private boolean closed;

    /**
     * Adds the socket. If all places are taken, the oldest socket is closed.
     *
     * @return false if its address has too many already, or after {@link #closeAll}
     */
    boolean add(Socket socket) {
        @Nullable Socket oldest;
        synchronized (oldestFirst) {
            if (closed || isCrowded(socket.getInetAddress())) {
                return false;
            }
            oldest = oldestFirst.size() == LinkLimits.MAX_HALF_OPEN ? oldestFirst.poll() : null;
            oldestFirst.add(socket);
        }
        if (oldest != null) {
            Connection.closeQuietly(oldest);
        }
        return true;
    }

    void remove(Socket socket) {
        synchronized (oldestFirst) {
            oldestFirst.remove(socket);
        }
    }

    void closeAll() {
        synchronized (oldestFirst) {
            closed = true;
            oldestFirst.forEach(Connection::closeQuietly);
            oldestFirst.clear();
        }
    }

    private boolean isCrowded(InetAddress address) {
        boolean shared = Address.of(address.getAddress(), ANY_PORT).owner() == null;
        long sameAddress =
                oldestFirst.stream().filter(s -> s.getInetAddress().equals(address)).count();
        return !shared && sameAddress >= LinkLimits.MAX_HALF_OPEN_PER_ADDRESS;
    }
}
