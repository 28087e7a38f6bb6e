package floodchat.protocol.wire;

/** The bounds of frames, in bytes of type and body together. */
public final class WireLimits {
    /** The length that stands before every frame. */
    public static final int LENGTH_BYTES = 2;

    /** The greatest number that two bytes of length can hold. */
    public static final int MAX_PACKET_FRAME_BYTES = 65_535;

    public static final int MAX_CONTROL_BYTES = 8 * 1024;

    /** A peer that has not yet said who it is gets little room. */
    public static final int MAX_HELLO_BYTES = 2 * 1024;

    private WireLimits() {}
}
