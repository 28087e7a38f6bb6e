package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Traffic;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.wire.FrameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Frames are written once and in their order. */
class FrameWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FrameWriter writer = new FrameWriter(out);

    private static Frame packet(int bytes) {
        UnstampedPacket draft = new UnstampedPacket(NetworkTerms.unlimited("written"), 1, false, new byte[bytes]);
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, Objects.requireNonNull(draft.tryStamps(1)));
    }

    private static byte[] encoded(List<Frame> frames) {
        ByteBuffer all = ByteBuffer.allocate(1 << 20);
        frames.forEach(frame -> FrameEncoder.encode(frame, all));
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        return bytes;
    }

    private void write(List<Frame> frames) throws IOException {
        frames.forEach(writer::add);
        writer.flush();
    }

    @Test
    void framesLongerThanTheBufferAreWrittenInTheirOrder() throws IOException {
        List<Frame> frames =
                List.of(packet(3_000), new Frame.Ping(1), packet(3_000), packet(60_000), new Frame.Ping(2));
        write(frames);
        assertArrayEquals(encoded(frames), out.toByteArray());
    }

    @Test
    void aFrameIsWrittenOnce() throws IOException {
        write(List.of(packet(10)));
        out.reset();
        write(List.of(new Frame.Ping(1)));
        assertArrayEquals(encoded(List.of(new Frame.Ping(1))), out.toByteArray());
    }

    @Test
    void bytesAndPacketsAreCounted() throws IOException {
        write(List.of(packet(10), new Frame.Ping(1), packet(20)));
        write(List.of(packet(30)));
        Traffic traffic = writer.meter().lastSeconds(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
        assertEquals(out.size(), traffic.bytes().stream().mapToInt(Integer::intValue).sum());
        assertEquals(3, traffic.packets().stream().mapToInt(Integer::intValue).sum());
    }
}
