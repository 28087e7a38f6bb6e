package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** Counts the frames that were put on all links, by kind. After {@link #weigh} it counts their encoded bytes too. */
final class FrameCounts {
    enum Kind {
        PUSHED,
        FETCHED,
        STEM,
        ANNOUNCEMENT,
        REQUEST,
        GRAFT,
        PRUNE,
        MEMBERSHIP,
        HANDSHAKE,
        PING
    }

    /** Length, type, magic, version, network tag, peer id, port, terms and time: the same in every handshake. */
    private static final int HELLO_BYTES = 2 + 1 + 4 + 2 + 16 + 16 + 2 + 2 + 4 + 8;

    private final Map<Kind, long[]> frames = new EnumMap<>(Kind.class);
    private final Map<Kind, long[]> bytes = new EnumMap<>(Kind.class);
    private final ByteBuffer scratch = ByteBuffer.allocate(1 << 17);
    private boolean weighing;

    FrameCounts() {
        for (Kind kind : Kind.values()) {
            frames.put(kind, new long[1]);
            bytes.put(kind, new long[1]);
        }
    }

    /** Starts to count bytes too. */
    void weigh() {
        weighing = true;
    }

    void sent(Frame frame) {
        Kind kind = kindOf(frame);
        frames.get(kind)[0]++;
        if (weighing) {
            bytes.get(kind)[0] += lengthOf(frame);
        }
    }

    /** Counts frames that the node sends, not the core. */
    void sent(Kind kind, long count, long bytesEach) {
        frames.get(kind)[0] += count;
        bytes.get(kind)[0] += count * bytesEach;
    }

    /** Counts the two HELLO frames of a new connection. */
    void handshakeDone() {
        sent(Kind.HANDSHAKE, 2, HELLO_BYTES);
    }

    private int lengthOf(Frame frame) {
        scratch.clear();
        FrameEncoder.encode(frame, scratch);
        return scratch.position();
    }

    private static Kind kindOf(Frame frame) {
        return switch (frame) {
            case Frame.PacketFrame flooded -> flooded.route().isPushed() ? Kind.PUSHED : Kind.FETCHED;
            case Frame.StemFrame _ -> Kind.STEM;
            case Frame.IHave _ -> Kind.ANNOUNCEMENT;
            case Frame.IWant _ -> Kind.REQUEST;
            case Frame.Graft _ -> Kind.GRAFT;
            case Frame.Prune _ -> Kind.PRUNE;
            case Frame.Ping _, Frame.Pong _ -> Kind.PING;
            case Frame.JoinRequest _, Frame.JoinAck _, Frame.Disconnect _ -> Kind.MEMBERSHIP;
            case Frame.Shuffle _, Frame.ShuffleReply _ -> Kind.MEMBERSHIP;
        };
    }

    long frames(Kind kind) {
        return frames.get(kind)[0];
    }

    long bytes(Kind kind) {
        return bytes.get(kind)[0];
    }

    long bytes() {
        return bytes.values().stream().mapToLong(one -> one[0]).sum();
    }
}
