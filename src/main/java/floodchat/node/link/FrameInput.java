package floodchat.node.link;

import floodchat.protocol.wire.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Cuts what a socket brings into frames: a length, then that many bytes. It does not know what they mean. One buffer
 * serves for all frames that fit into it. Confined to one thread at a time.
 */
final class FrameInput {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final DeadlineInput arriving;

    /** The bytes from {@link #next} to {@link #end} have arrived and are not read yet. */
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private int next;
    private int end;

    FrameInput(Socket socket) throws IOException {
        this.arriving = new DeadlineInput(socket);
    }

    /** Counts what has been read. Any thread may read it. */
    TrafficMeter meter() {
        return arriving.meter();
    }

    /** Counts the last frame as a packet. */
    void notePacket() {
        arriving.notePacket();
    }

    /** See {@link DeadlineInput#beWatched}. */
    void beWatched() throws IOException {
        arriving.beWatched();
    }

    /** Any thread may ask. */
    boolean isOverdue(long nowNanos) {
        return arriving.isOverdue(nowNanos);
    }

    /** What is waited for from now on must have come within this time. */
    void expectWithin(int ms) {
        arriving.expectWithin(ms);
    }

    /** True if the next frame is in the buffer as a whole. False for longer frames. */
    boolean hasFrame() {
        int arrived = end - next - WireLimits.LENGTH_BYTES;
        return arrived >= 0 && arrived >= lengthAt(next);
    }

    private int lengthAt(int at) {
        return Byte.toUnsignedInt(buffer[at]) << Byte.SIZE | Byte.toUnsignedInt(buffer[at + 1]);
    }

    /** Waits for the length of the next frame. */
    int length() throws IOException {
        await(WireLimits.LENGTH_BYTES);
        return lengthAt(next);
    }

    /** Waits for the first byte of the next frame, which has one. */
    int firstByte() throws IOException {
        await(WireLimits.LENGTH_BYTES + 1);
        return Byte.toUnsignedInt(buffer[next + WireLimits.LENGTH_BYTES]);
    }

    /**
     * Waits for the next frame and takes it.
     *
     * @return its bytes without the length; they are valid, and may be changed, until the next call
     * @throws EOFException at the end of the stream
     * @throws java.net.SocketTimeoutException if it is not complete in time
     */
    ByteBuffer take() throws IOException {
        int length = length();
        if (WireLimits.LENGTH_BYTES + length > BUFFER_BYTES) {
            next += WireLimits.LENGTH_BYTES;
            return ByteBuffer.wrap(longFrame(length));
        }
        await(WireLimits.LENGTH_BYTES + length);
        view.limit(next + WireLimits.LENGTH_BYTES + length).position(next + WireLimits.LENGTH_BYTES);
        next += WireLimits.LENGTH_BYTES + length;
        return view;
    }

    private byte[] longFrame(int bytes) throws IOException {
        byte[] frame = new byte[bytes];
        int read = Math.min(bytes, end - next);
        System.arraycopy(buffer, next, frame, 0, read);
        next += read;
        while (read < bytes) {
            read += some(frame, read);
        }
        return frame;
    }

    /** Waits until the buffer holds this many bytes. */
    private void await(int bytes) throws IOException {
        if (end - next < bytes) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        while (end - next < bytes) {
            end += some(buffer, end);
        }
    }

    private int some(byte[] into, int from) throws IOException {
        int read = arriving.read(into, from, into.length - from);
        if (read < 0) {
            throw new EOFException("the stream has ended");
        }
        return read;
    }
}
