package floodchat.protocol.wire;

import floodchat.protocol.flood.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The types of frames: the byte that stands for each on the wire, and how long such a frame may be. The first four make
 * the handshake and cross a connection in clear. All others are sealed.
 */
public enum FrameType {
    HELLO(0x01, WireLimits.MAX_HANDSHAKE_BYTES),
    HANDSHAKE_1(0x02, WireLimits.MAX_HANDSHAKE_BYTES),
    HANDSHAKE_2(0x03, WireLimits.MAX_HANDSHAKE_BYTES),
    HANDSHAKE_3(0x04, WireLimits.MAX_HANDSHAKE_BYTES),
    JOIN_REQ(0x10, WireLimits.MAX_CONTROL_BYTES),
    JOIN_ACK(0x11, WireLimits.MAX_CONTROL_BYTES),
    DISCONNECT(0x13, WireLimits.MAX_CONTROL_BYTES),
    SHUFFLE(0x14, WireLimits.MAX_CONTROL_BYTES),
    SHUFFLE_REPLY(0x15, WireLimits.MAX_CONTROL_BYTES),
    PING(0x16, WireLimits.MAX_CONTROL_BYTES),
    PONG(0x17, WireLimits.MAX_CONTROL_BYTES),
    PACKET(0x20, WireLimits.MAX_PACKET_FRAME_BYTES),
    IHAVE(0x21, WireLimits.MAX_CONTROL_BYTES),
    IWANT(0x22, WireLimits.MAX_CONTROL_BYTES),
    GRAFT(0x23, WireLimits.MAX_CONTROL_BYTES),
    PRUNE(0x24, WireLimits.MAX_CONTROL_BYTES),
    STEM(0x25, WireLimits.MAX_PACKET_FRAME_BYTES);

    private static final @Nullable FrameType[] BY_CODE = new @Nullable FrameType[256];

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int maxBytes;

    FrameType(int code, int maxBytes) {
        this.code = code;
        this.maxBytes = maxBytes;
    }

    /** Null if no frame has this code. @param code 0 to 255 */
    public static @Nullable FrameType ofCode(int code) {
        return BY_CODE[code];
    }

    static FrameType of(Frame frame) {
        return switch (frame) {
            case Frame.JoinRequest ignored -> JOIN_REQ;
            case Frame.JoinAck ignored -> JOIN_ACK;
            case Frame.Disconnect ignored -> DISCONNECT;
            case Frame.Shuffle ignored -> SHUFFLE;
            case Frame.ShuffleReply ignored -> SHUFFLE_REPLY;
            case Frame.Ping ignored -> PING;
            case Frame.Pong ignored -> PONG;
            case Frame.PacketFrame ignored -> PACKET;
            case Frame.IHave ignored -> IHAVE;
            case Frame.IWant ignored -> IWANT;
            case Frame.Graft ignored -> GRAFT;
            case Frame.Prune ignored -> PRUNE;
            case Frame.StemFrame ignored -> STEM;
        };
    }

    int code() {
        return code;
    }

    /** The greatest length of type and body together. */
    public int maxBytes() {
        return maxBytes;
    }
}
