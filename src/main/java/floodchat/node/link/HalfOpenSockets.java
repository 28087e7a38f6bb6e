package floodchat.node.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The accepted sockets that have not greeted yet: few, and few from one address. Any thread may call; a lock guards the queue, nothing blocks
 * under it.
 */
final class HalfOpenSockets {
    private final Deque<Socket> oldestFirst = new ArrayDeque<>();
    private boolean closed;

    /** Takes the socket in; false where its address has enough already, and after the end. Where all places are taken the oldest is closed. */
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
            closeQuietly(oldest);
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
            oldestFirst.forEach(HalfOpenSockets::closeQuietly);
            oldestFirst.clear();
        }
    }

    private boolean isCrowded(InetAddress address) {
        boolean shared = address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
        long sameAddress =
                oldestFirst.stream().filter(s -> s.getInetAddress().equals(address)).count();
        return !shared && sameAddress >= LinkLimits.MAX_HALF_OPEN_PER_ADDRESS;
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            Listener.LOG.debug("a socket did not close cleanly", e);
        }
    }
}
