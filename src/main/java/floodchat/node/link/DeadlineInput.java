package floodchat.node.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket's input with a deadline for everything that is being read. A timeout for each single read would not be
 * enough: a peer could hold a link for hours by sending one byte now and then.
 *
 * <p>Confined to the thread that reads. Another thread may watch the deadline with {@link #isOverdue}. Then reads
 * need no timeout of their own, which matters because the timer for it costs more than the read.
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

    /** Counts what has been read. Any thread may read it. */
    TrafficMeter meter() {
        return meter;
    }

    /** Counts what was read last as a packet. */
    void notePacket() {
        uncountedPackets++;
    }

    /** From now on reads have no timeout: another thread checks {@link #isOverdue} and then closes the socket. */
    void beWatched() throws IOException {
        watched = true;
        socket.setSoTimeout(0);
    }

    /** True if a read is waiting and its deadline has passed. Any thread may ask. */
    boolean isOverdue(long nowNanos) {
        return waiting && nowNanos - deadlineNanos >= 0;
    }

    /** Sets the deadline, counted from now. */
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

    /** Counts the previous read before the next one begins, so all frames of one read are counted together. */
    private void countLastRead(long nowNanos) {
        if (uncountedBytes > 0) {
            meter.count(uncountedBytes, uncountedPackets, nowNanos);
            uncountedBytes = 0;
            uncountedPackets = 0;
        }
    }
}
