package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that crossed the links of a run, in order: when, from whom to whom, and the bytes. */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(1 << 17);

    void sent(long atMicros, SimulatedLink by, Frame frame) {
        scratch.clear();
        FrameEncoder.encode(frame, scratch);
        String bytes = HexFormat.of().formatHex(scratch.array(), 0, scratch.position());
        lines.add(atMicros + " " + by.owner.number() + " >> " + by.peer().number() + " " + bytes);
    }

    List<String> lines() {
        return lines;
    }
}
