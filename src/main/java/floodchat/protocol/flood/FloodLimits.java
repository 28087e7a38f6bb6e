package floodchat.protocol.flood;

/** Bounds on what crosses the network. */
public final class FloodLimits {
    /** A payload: what a frame of 64 KiB holds beside its header, with room to spare for a seal. */
    public static final int MAX_PAYLOAD_BYTES = 60 * 1024;

    private FloodLimits() {}
}
