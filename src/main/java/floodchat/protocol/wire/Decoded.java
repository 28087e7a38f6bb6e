package floodchat.protocol.wire;

import floodchat.protocol.flood.Frame;

/** What came of reading a frame. */
public sealed interface Decoded {
    record Read(Frame frame) implements Decoded {}

    record Greeted(Hello hello) implements Decoded {}

    /** A greeting in a version of the protocol that is not ours; nothing more of it is read. */
    record OtherVersion(int version) implements Decoded {}

    /** Not a frame of ours; it costs the link that brought it. @param reason one clause for the log */
    record Malformed(String reason) implements Decoded {}
}
