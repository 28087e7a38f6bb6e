package floodchat.protocol.wire;

import floodchat.protocol.flood.Frame;

/** The result of decoding a frame. */
public sealed interface Decoded {
    record Read(Frame frame) implements Decoded {}

    /** Not a valid frame. The link that brought it is closed. @param reason one clause for the log */
    record Malformed(String reason) implements Decoded {}
}
