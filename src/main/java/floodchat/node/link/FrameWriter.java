package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.handshake.FrameSealer;
import floodchat.protocol.wire.FrameEncoder;
import floodchat.protocol.wire.WireLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Seals frames and writes them to a socket, many at a time. A frame is sealed where it lies in the buffer. Confined to
 * one thread at a time; only the meter may be read by others.
 */
final class FrameWriter {
    private static final int FIRST_BUFFER_BYTES = 4 * 1024;

    private final OutputStream out;
    private final FrameSealer sealer;
    private final TrafficMeter meter = new TrafficMeter(System.nanoTime());
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER_BYTES);
    private int packets;

    FrameWriter(OutputStream out, FrameSealer sealer) {
        this.out = out;
        this.sealer = sealer;
    }

    /** Counts what has been written. Any thread may read it. */
    TrafficMeter meter() {
        return meter;
    }

    /**
     * Adds a frame to the buffer; {@link #flush} writes it.
     *
     * @throws IOException if this link has carried as many frames as it may
     */
    void add(Frame frame) throws IOException {
        if (sealer.isExhausted()) {
            throw new IOException("the link has carried as many frames as it may");
        }
        makeRoomFor(FrameEncoder.roomFor(frame) + WireLimits.SEAL_BYTES);
        int start = buffer.position();
        FrameEncoder.encode(frame, buffer);
        seal(start);
        packets += frame instanceof Frame.Carrier ? 1 : 0;
    }

    private void seal(int start) {
        int type = start + WireLimits.LENGTH_BYTES;
        int length = buffer.position() - type;
        sealer.seal(buffer.array(), type, length);
        buffer.putShort(start, (short) (length + WireLimits.SEAL_BYTES));
        buffer.position(buffer.position() + WireLimits.SEAL_BYTES);
    }

    private void makeRoomFor(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = buffer.position() + bytes;
            buffer = ByteBuffer.allocate(Math.max(needed, 2 * buffer.capacity())).put(buffer.flip());
        }
    }

    void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        meter.count(buffer.position(), packets, System.nanoTime());
        buffer.clear();
        packets = 0;
    }
}
