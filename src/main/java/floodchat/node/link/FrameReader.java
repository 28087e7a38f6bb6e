package floodchat.node.link;

import floodchat.protocol.wire.Decoded;
import floodchat.protocol.wire.FrameDecoder;
import floodchat.protocol.wire.FrameType;
import floodchat.protocol.wire.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from a socket: first the length, then the type. It reads the body only if a frame of this type may be
 * that long. Confined to one thread at a time.
 */
final class FrameReader {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final DeadlineInput arriving;
    private final FrameDecoder decoder;

    /** The bytes from {@link #next} to {@link #end} have arrived and are not read yet. */
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private int next;
    private int end;

    FrameReader(Socket socket, FrameDecoder decoder) throws IOException {
        this.arriving = new DeadlineInput(socket);
        this.decoder = decoder;
    }

    /** Counts what has been read. Any thread may read it. */
    TrafficMeter meter() {
        return arriving.meter();
    }

    /** See {@link DeadlineInput#beWatched}. */
    void beWatched() throws IOException {
        arriving.beWatched();
    }

    /** Any thread may ask. */
    boolean isOverdue(long nowNanos) {
        return arriving.isOverdue(nowNanos);
    }

    /**
     * True if the next frame is in the buffer as a whole, so that {@link #read} does not wait. False for longer
     * frames.
     */
    boolean hasFrame() {
        int arrived = end - next - WireLimits.LENGTH_BYTES;
        return arrived >= 0 && arrived >= length();
    }

    private int length() {
        return Byte.toUnsignedInt(buffer[next]) << Byte.SIZE | Byte.toUnsignedInt(buffer[next + 1]);
    }

    /**
     * Waits for the next frame.
     *
     * @throws EOFException at the end of the stream
     * @throws java.net.SocketTimeoutException if the frame is not complete within this time
     */
    Decoded read(int withinMs) throws IOException {
        if (!hasFrame()) {
            arriving.expectWithin(withinMs);
        }
        await(WireLimits.LENGTH_BYTES);
        int length = length();
        next += WireLimits.LENGTH_BYTES;
        return length == 0 ? new Decoded.Malformed("a frame without a type") : readOf(length);
    }

    private Decoded readOf(int length) throws IOException {
        await(1);
        @Nullable FrameType type = FrameType.ofCode(Byte.toUnsignedInt(buffer[next++]));
        if (type == null) {
            return new Decoded.Malformed("a frame of an unknown type");
        }
        if (length > type.maxBytes()) {
            return new Decoded.Malformed(type + " of " + length + " bytes, " + type.maxBytes() + " at most");
        }
        byte[] body = body(length - 1);
        if (type == FrameType.PACKET) {
            arriving.notePacket();
        }
        return decoder.decode(type, body);
    }

    private byte[] body(int bytes) throws IOException {
        byte[] body = new byte[bytes];
        int read = Math.min(bytes, end - next);
        System.arraycopy(buffer, next, body, 0, read);
        next += read;
        while (read < bytes) {
            read += some(body, read);
        }
        return body;
    }

    /** Waits until the buffer holds this many bytes. Only for length and type; a body may be longer than the buffer. */
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
