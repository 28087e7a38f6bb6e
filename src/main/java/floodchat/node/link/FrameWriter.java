package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes frames to a socket, many at a time. Confined to one thread at a time; only the meter may be read by others.
 */
final class FrameWriter {
    private static final int FIRST_BUFFER_BYTES = 4 * 1024;

    private final OutputStream out;
    private final TrafficMeter meter = new TrafficMeter(System.nanoTime());
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER_BYTES);
    private int packets;

    FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Counts what has been written. Any thread may read it. */
    TrafficMeter meter() {
        return meter;
    }

    /** Adds a frame to the buffer; {@link #flush} writes it. */
    void add(Frame frame) {
        makeRoomFor(FrameEncoder.roomFor(frame));
        FrameEncoder.encode(frame, buffer);
        packets += frame instanceof Frame.PacketFrame ? 1 : 0;
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
