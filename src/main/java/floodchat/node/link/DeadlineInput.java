package floodchat.node.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket's input, with a time by which all that is being read must be there: a timeout of each read alone would let a peer hold a link for
 * hours by sending a byte now and then. Confined to the thread that reads, but that another may watch it: a read with a timeout of its own takes a
 * timer for each time that something comes, which costs more than the read.
 */
final class DeadlineInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final TrafficMeter meter = new TrafficMeter(System.nanoTime());
    private boolean watched;
    private volatile boolean waiting;
    private volatile long deadlineNanos;
    private int uncountedBytes;
    private int uncountedPackets;

    DeadlineInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** What has been read. */
    TrafficMeter meter() {
        return meter;
    }

    /** What was read just now is a flooded packet. */
    void notePacket() {
        uncountedPackets++;
    }

    /** From now on reads wait for ever: somebody looks at {@link #isOverdue} and closes the socket then. */
    void beWatched() throws IOException {
        watched = true;
        socket.setSoTimeout(0);
    }

    /** Whether a read waits for what should have come by now. Any thread may ask. */
    boolean isOverdue(long nowNanos) {
        return waiting && nowNanos - deadlineNanos >= 0;
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
        if (!watched) {
            socket.setSoTimeout((int) leftMs);
        }
        waiting = true;
        int read = in.read(bytes, offset, length);
        waiting = false;
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
