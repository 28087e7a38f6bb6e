package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.handshake.FrameOpener;
import floodchat.protocol.wire.Decoded;
import floodchat.protocol.wire.FrameDecoder;
import floodchat.protocol.wire.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads and opens the sealed frames of a link. Confined to one thread at a time. */
final class FrameReader {
    private final FrameInput arriving;
    private final FrameOpener opener;
    private final FrameDecoder decoder;

    /** @param arriving goes on behind the handshake */
    FrameReader(FrameInput arriving, FrameOpener opener, FrameDecoder decoder) {
        this.arriving = arriving;
        this.opener = opener;
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
        return arriving.hasFrame();
    }

    /**
     * Waits for the next frame.
     *
     * @throws EOFException at the end of the stream
     * @throws java.net.SocketTimeoutException if the frame is not complete within this time
     * @throws IOException if the frame does not open. Anyone on the way can cause that, so the peer is not to blame.
     */
    Decoded read(int withinMs) throws IOException {
        if (!arriving.hasFrame()) {
            arriving.expectWithin(withinMs);
        }
        if (arriving.length() < WireLimits.MIN_SEALED_BYTES) {
            throw new IOException("a frame too short to be sealed");
        }
        ByteBuffer frame = arriving.take();
        if (!opener.open(frame.array(), frame.position(), frame.remaining())) {
            throw new IOException("a frame that does not open");
        }
        Decoded decoded = decoder.decode(frame.limit(frame.limit() - WireLimits.SEAL_BYTES));
        if (decoded instanceof Decoded.Read(Frame.PacketFrame _)) {
            arriving.notePacket();
        }
        return decoded;
    }
}
