package floodchat.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An input is a frame without its length: the type, and the body. What is read is written as the same bytes. */
public final class FrameFuzz implements FuzzTarget {
    private static final int LONGEST_REASON = 100;

    private final FrameDecoder decoder = new FrameDecoder(NetworkTerms.unlimited("vectors"));

    @Override
    public void run(byte[] input) {
        FrameType type = input.length == 0 ? null : FrameType.ofCode(Byte.toUnsignedInt(input[0]));
        if (type == null || input.length > type.maxBytes()) {
            return;
        }
        switch (decoder.decode(type, Arrays.copyOfRange(input, 1, input.length))) {
            case Decoded.Read(Frame frame) -> assertArrayEquals(input, written(frame));
            case Decoded.Greeted(Hello hello) -> assertArrayEquals(input, written(hello));
            case Decoded.OtherVersion(int version) -> assertNotEquals(Hello.VERSION, version);
            case Decoded.Malformed(String reason) -> assertTrue(reason.length() <= LONGEST_REASON, reason);
        }
    }

    private static byte[] written(Frame frame) {
        ByteBuffer out = ByteBuffer.allocate(FrameEncoder.roomFor(frame));
        FrameEncoder.encode(frame, out);
        return afterLength(out.flip());
    }

    private static byte[] written(Hello hello) {
        ByteBuffer out = ByteBuffer.allocate(WireLimits.LENGTH_BYTES + WireLimits.MAX_HELLO_BYTES);
        FrameEncoder.encode(hello, out);
        return afterLength(out.flip());
    }

    private static byte[] afterLength(ByteBuffer written) {
        assertEquals(written.remaining() - WireLimits.LENGTH_BYTES, Short.toUnsignedInt(written.getShort()));
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }
}
