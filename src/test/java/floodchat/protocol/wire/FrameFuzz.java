package floodchat.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import java.nio.ByteBuffer;

/** An input is an opened frame without its length: type and body. What is read is written as the same bytes. */
public final class FrameFuzz implements FuzzTarget {
    private static final int LONGEST_REASON = 100;

    private final FrameDecoder decoder = new FrameDecoder(NetworkTerms.unlimited("vectors"));

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        switch (decoder.decode(ByteBuffer.wrap(input))) {
            case Decoded.Read(Frame frame) -> assertArrayEquals(input, written(frame));
            case Decoded.Malformed(String reason) -> assertTrue(reason.length() <= LONGEST_REASON, reason);
        }
    }

    private static byte[] written(Frame frame) {
        ByteBuffer out = ByteBuffer.allocate(FrameEncoder.roomFor(frame));
        FrameEncoder.encode(frame, out);
        out.flip();
        assertEquals(out.remaining() - WireLimits.LENGTH_BYTES, Short.toUnsignedInt(out.getShort()));
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }
}
