package floodchat.node.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket's input, with a time by which all that is being read must be there: a timeout of each read alone would let a peer hold a link for
 * hours by sending a byte now and then. Confined to the thread that reads.
 */
final class DeadlineInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final Meter meter = new Meter(System.nanoTime());
    private long deadlineNanos;
    private int uncountedBytes;
    private int uncountedPackets;

    DeadlineInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** What has been read. */
    Meter meter() {
        return meter;
    }

    /** What was read just now is a flooded packet. */
    void notePacket() {
        uncountedPackets++;
    }

    /** From now on. */
    void expectWithin(int ms) {
        deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long nowNanos = System.nanoTime();
        countLastRead(nowNanos);
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nowNanos);
        if (leftMs <= 0) {
            throw new SocketTimeoutException("not complete in time");
        }
        socket.setSoTimeout((int) leftMs);
        int read = in.read(bytes, offset, length);
        uncountedBytes = Math.max(0, read);
        return read;
    }

    /** Once for all frames that came together: they have been handled. */
    private void countLastRead(long nowNanos) {
        if (uncountedBytes > 0) {
            meter.count(uncountedBytes, uncountedPackets, nowNanos);
            uncountedBytes = 0;
            uncountedPackets = 0;
        }
    }
}
