package floodchat.benchmark.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * The upper bound of what this machine can do: frames with a length prefix, on a socket to every other peer. It has no
 * ids, no forwarding and no limits.
 */
final class BareTcpPeer implements PeerUnderTest {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 128;

    private final ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final ReceiptCounter receipts;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<DataOutputStream> outputs = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private BareTcpPeer(ReceiptCounter receipts) throws IOException {
        this.receipts = receipts;
    }

    static BareTcpPeer open(List<String> earlier, ReceiptCounter receipts) throws IOException {
        BareTcpPeer peer = new BareTcpPeer(receipts);
        for (String address : earlier) {
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            peer.take(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        peer.threads.add(Thread.ofVirtual().name("accept").start(peer::accept));
        return peer;
    }

    private void accept() {
        try {
            while (true) {
                take(server.accept());
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private synchronized void take(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        outputs.add(new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES)));
        threads.add(Thread.ofVirtual().name("read").start(() -> read(socket)));
        notifyAll();
    }

    private void read(Socket socket) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES))) {
            while (true) {
                byte[] payload = new byte[in.readUnsignedShort()];
                in.readFully(payload);
                receipts.received(payload, 0);
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public synchronized void awaitPeers(int peers) throws InterruptedException {
        while (sockets.size() < peers - 1) {
            wait();
        }
    }

    @Override
    public synchronized void publish(byte[] payload) throws IOException {
        for (DataOutputStream out : outputs) {
            out.writeShort(payload.length);
            out.write(payload);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        for (DataOutputStream out : outputs) {
            out.flush();
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        List<Thread> ending;
        synchronized (this) {
            for (Socket socket : sockets) {
                socket.close();
            }
            ending = List.copyOf(threads);
        }
        for (Thread thread : ending) {
            thread.join();
        }
    }
}
