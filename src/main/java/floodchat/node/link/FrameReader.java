package floodchat.node.link;

import floodchat.protocol.wire.Decoded;
import floodchat.protocol.wire.FrameDecoder;
import floodchat.protocol.wire.FrameType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from a socket: the length first, then the type, and the body only if such a frame may be that long. Confined to one thread at a
 * time.
 */
final class FrameReader {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final DeadlineInput arriving;
    private final DataInputStream in;
    private final FrameDecoder decoder;

    FrameReader(Socket socket, FrameDecoder decoder) throws IOException {
        this.arriving = new DeadlineInput(socket);
        this.in = new DataInputStream(new BufferedInputStream(arriving, BUFFER_BYTES));
        this.decoder = decoder;
    }

    /** What has been read. */
    Meter meter() {
        return arriving.meter();
    }

    /**
     * Waits for the next frame; {@link java.io.EOFException} at the end of the stream, {@link java.net.SocketTimeoutException} where the frame
     * is not complete within this time.
     */
    Decoded read(int withinMs) throws IOException {
        arriving.expectWithin(withinMs);
        int length = in.readUnsignedShort();
        if (length == 0) {
            return new Decoded.Malformed("a frame without a type");
        }
        @Nullable FrameType type = FrameType.ofCode(in.readUnsignedByte());
        if (type == null) {
            return new Decoded.Malformed("a frame of an unknown type");
        }
        if (length > type.maxBytes()) {
            return new Decoded.Malformed(type + " of " + length + " bytes, " + type.maxBytes() + " at most");
        }
        byte[] body = new byte[length - 1];
        in.readFully(body);
        if (type == FrameType.PACKET) {
            arriving.notePacket();
        }
        return decoder.decode(type, body);
    }
}
