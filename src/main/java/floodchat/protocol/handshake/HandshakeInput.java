package floodchat.protocol.handshake;

/** What can happen to one side of a handshake. */
public sealed interface HandshakeInput {
    /** The connection stands. Comes first, and once. */
    record Started() implements HandshakeInput {}

    /** The next message of the other side. */
    record Received(byte[] message) implements HandshakeInput {}
}
