package floodchat.protocol.handshake;

/** What one side of a handshake does. */
public sealed interface HandshakeEffect {
    /** The other side gets this message. */
    record Send(byte[] message) implements HandshakeEffect {}

    /**
     * It is over, and the other side has proved that it owns its key. What it sends is not proved before it opens.
     *
     * @param peerKey the static public key of the other side
     * @param greeting what the other side says of itself, {@link LinkHandshake#GREETING_BYTES} bytes
     * @param hash names this run; both sides have the same
     */
    record Established(byte[] peerKey, byte[] greeting, FrameSealer sealer, FrameOpener opener,
            byte[] hash) implements HandshakeEffect {}

    /** It has failed, and nothing of it counts. */
    record Refused(Fault fault) implements HandshakeEffect {}

    /** Why a handshake has failed. */
    enum Fault {
        /** The first message does not open: its author does not know the secret of our network. */
        OTHER_NETWORK,
        /** A message has another length than it must have. */
        WRONG_LENGTH,
        /** A later message does not open, or holds a key that nobody may use. */
        FORGED
    }
}
