package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.SealedLink;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.Traffic;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;
import floodchat.protocol.wire.FrameEncoder;
import floodchat.protocol.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Frames are written once and in their order. */
class FrameWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SealedLink link = SealedLink.in(NetworkKeys.ofPublic("written"));
    private final FrameWriter writer = new FrameWriter(out, link.dialler().sealer());

    private static Frame packet(int bytes) {
        NetworkTerms terms = NetworkTerms.unlimited("written");
        UnstampedPacket draft = new UnstampedPacket(terms, 1, PacketKind.KEPT, new byte[bytes]);
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, Objects.requireNonNull(draft.tryStamps(1)));
    }

    private static byte[] encoded(List<Frame> frames) {
        ByteBuffer all = ByteBuffer.allocate(1 << 20);
        frames.forEach(frame -> FrameEncoder.encode(frame, all));
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        return bytes;
    }

    /** What was written, opened, with the lengths that the frames had before they were sealed. */
    private byte[] opened() {
        ByteBuffer in = ByteBuffer.wrap(out.toByteArray());
        ByteBuffer all = ByteBuffer.allocate(in.capacity());
        while (in.hasRemaining()) {
            int sealed = Short.toUnsignedInt(in.getShort());
            assertTrue(link.listener().opener().open(in.array(), in.position(), sealed));
            int length = sealed - WireLimits.SEAL_BYTES;
            all.putShort((short) length).put(in.array(), in.position(), length);
            in.position(in.position() + sealed);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private void write(List<Frame> frames) throws IOException {
        for (Frame frame : frames) {
            writer.add(frame);
        }
        writer.flush();
    }

    @Test
    void framesLongerThanTheBufferAreWrittenInTheirOrder() throws IOException {
        List<Frame> frames =
                List.of(packet(3_000), new Frame.Ping(1), packet(3_000), packet(60_000), new Frame.Ping(2));
        write(frames);
        assertArrayEquals(encoded(frames), opened());
    }

    @Test
    void aFrameIsWrittenOnce() throws IOException {
        write(List.of(packet(10)));
        assertArrayEquals(encoded(List.of(packet(10))), opened());
        out.reset();
        write(List.of(new Frame.Ping(1)));
        assertArrayEquals(encoded(List.of(new Frame.Ping(1))), opened());
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
