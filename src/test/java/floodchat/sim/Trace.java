package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Writes one line for each frame that is put on a link: the time, the sender, the receiver and the bytes. */
final class Trace {
    private final Consumer<String> lines;
    private final ByteBuffer scratch = ByteBuffer.allocate(1 << 17);

    /** @param lines is given every line, in the order in which the frames are sent */
    Trace(Consumer<String> lines) {
        this.lines = lines;
    }

    void sent(long atMicros, SimulatedLink by, Frame frame) {
        scratch.clear();
        FrameEncoder.encode(frame, scratch);
        String bytes = HexFormat.of().formatHex(scratch.array(), 0, scratch.position());
        lines.accept(atMicros + " " + by.owner.number() + " >> " + by.peer().number() + " " + bytes);
    }
}
