package floodchat.protocol.wire;

/** The bounds of frames, in bytes of type and body together. */
public final class WireLimits {
    /** The two bytes before every frame. */
    public static final int LENGTH_BYTES = 2;

    /** What two bytes of length can say. */
    public static final int MAX_PACKET_FRAME_BYTES = 65_535;

    public static final int MAX_CONTROL_BYTES = 8 * 1024;

    /** A stranger has not said who it is: it gets little room. */
    public static final int MAX_HELLO_BYTES = 2 * 1024;

    private WireLimits() {}
}
