package floodchat.protocol.wire;

import floodchat.protocol.flood.Frame;

/** The result of decoding a frame. */
public sealed interface Decoded {
    record Read(Frame frame) implements Decoded {}

    record Greeted(Hello hello) implements Decoded {}

    /** A HELLO of another version of the protocol. Nothing else of it is read. */
    record OtherVersion(int version) implements Decoded {}

    /** Not a valid frame. The link that brought it is closed. @param reason one clause for the log */
    record Malformed(String reason) implements Decoded {}
}
